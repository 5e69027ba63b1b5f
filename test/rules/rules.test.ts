/** Each rule by its accept and reject tables, and what every rule owes. */
import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { judge } from '../../src/judge/judge.js';
import { RULES, type RuleDiagnostic } from '../../src/rules/index.js';
import { check, release, type Setting } from './scene.js';
import { CHECKPOINT_TABLES } from './tables/checkpoints.js';
import { DISKS } from './tables/disks.js';
import { SERVER } from './tables/server.js';
import { STORES } from './tables/stores.js';
import type { Reject } from './tables/table.js';

const TABLES = [...SERVER, ...DISKS, ...STORES, ...CHECKPOINT_TABLES];

interface Marked {
  readonly text: string;
  readonly places: readonly string[];
}

/** Takes the marks out of a document. A place is `line:column-line:column`, the end exclusive. */
function unmark(marked: string): Marked {
  const marks = [...marked.matchAll(/\[\[|\]\]/g)];
  const text = marked.replaceAll(/\[\[|\]\]/g, '');
  const offsets = marks.map((mark, i) => (mark.index ?? 0) - 2 * i);
  const places = offsets.flatMap((start, i) => (i % 2 === 0 ? [placeIn(text, start, offsets[i + 1] ?? start)] : []));
  return { text, places };
}

function placeIn(text: string, start: number, end: number): string {
  const point = (offset: number) => {
    const lines = text.slice(0, offset).split('\n');
    return `${lines.length}:${(lines.at(-1)?.length ?? 0) + 1}`;
  };
  return `${point(start)}-${point(end)}`;
}

function found(text: string, setting: Setting | undefined, code: string): RuleDiagnostic[] {
  return check(text, setting).filter((diagnostic) => diagnostic.code === code);
}

function rejectCase({ xml, setting, message, severity, fixed }: Reject, code: string): void {
  const backup = unmark(xml);
  const checkpoint = unmark(setting?.newCheckpoint ?? '');
  const plain = setting?.newCheckpoint === undefined ? setting : { ...setting, newCheckpoint: checkpoint.text };
  const findings = found(backup.text, plain, code);
  const placed = findings.map(({ document, span }) => {
    const { text } = document === 'backup' ? backup : checkpoint;
    return `${document} ${placeIn(text, span.start, span.end)}`;
  });
  expect(placed).toEqual([
    ...backup.places.map((place) => `backup ${place}`),
    ...checkpoint.places.map((place) => `checkpoint ${place}`),
  ]);
  const [first] = findings;
  expect(first?.message).toBe(message);
  expect(first?.severity).toBe(severity ?? RULES.find((rule) => rule.code === code)?.severity);
  if (fixed !== undefined) expect(apply(backup.text, first)).toBe(fixed);
}

function apply(text: string, diagnostic: RuleDiagnostic | undefined): string {
  const edits = (diagnostic?.fix?.edits ?? []).toSorted((a, b) => b.start - a.start);
  return edits.reduce((made, edit) => made.slice(0, edit.start) + edit.text + made.slice(edit.end), text);
}

describe.each(TABLES.map((table) => [table.code, table] as const))('%s', (code, table) => {
  it.each(table.reject.map((entry) => [entry.xml.slice(0, 200), entry] as const))('rejects %s', (_, entry) => {
    rejectCase(entry, code);
  });

  it.each(table.accept.map((entry) => [entry.xml.slice(0, 200), entry] as const))(
    'accepts %s',
    (_, { xml, setting }) => {
      expect(found(xml, setting, code)).toEqual([]);
    },
  );
});

describe.each(RULES.map((rule) => [rule.code, rule] as const))('what %s owes', (code, rule) => {
  const { newCheckpoint, ...rest } = rule.setting ?? {};
  const settingFor = (which: 'wrong' | 'right'): Setting =>
    newCheckpoint ? { ...rest, newCheckpoint: newCheckpoint[which] } : rest;

  it('a name in kebab case and a file of that name', () => {
    expect(code).toMatch(/^[a-z0-9]+(-[a-z0-9]+)+$/);
    expect(existsSync(new URL(`../../src/rules/${code}.ts`, import.meta.url))).toBe(true);
    expect(RULES.filter((other) => other.code === code)).toHaveLength(1);
  });

  it('prose', () => {
    expect(rule.what).toMatch(/^[A-Z`].*\.$/);
    expect(rule.why).toMatch(/\.$/);
    expect(rule.why.length).toBeGreaterThan(60);
  });

  it('a wrong example that gets it, with a help, and no other error', () => {
    const diagnostics = check(rule.wrong, settingFor('wrong'));
    const own = diagnostics.filter((diagnostic) => diagnostic.code === code);
    expect(own).toHaveLength(1);
    expect(own[0]?.help).toBeTruthy();
    expect(diagnostics.filter((other) => other.severity === 'error' && other.code !== code)).toEqual([]);
  });

  it('a right example that does not get it, nor any error', () => {
    const diagnostics = check(rule.right, settingFor('right'));
    expect(diagnostics.filter((diagnostic) => diagnostic.severity === 'error' || diagnostic.code === code)).toEqual([]);
  });

  it('examples that the grammar accepts', () => {
    const documents = [rule.wrong, rule.right].map((text) => Buffer.from(text));
    expect(judge(documents, 'domainbackup', release(rule.setting?.release))).toEqual([true, true]);
    const checkpoints = newCheckpoint
      ? [newCheckpoint.wrong, newCheckpoint.right].map((text) => Buffer.from(text))
      : [];
    expect(judge(checkpoints, 'domaincheckpoint', release())).toEqual(checkpoints.map(() => true));
  });

  it('a table that accepts and rejects', () => {
    const tables = TABLES.filter((table) => table.code === code);
    expect(tables).toHaveLength(1);
    expect(tables[0]?.reject.length).toBeGreaterThan(0);
    expect(tables[0]?.accept.length).toBeGreaterThan(0);
  });
});

it('no table is left without a rule', () => {
  const codes = new Set(RULES.map((rule) => rule.code));
  expect(TABLES.filter((table) => !codes.has(table.code))).toEqual([]);
});
