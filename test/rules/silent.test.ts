/** The engine leaves out rules of which nothing is known that they go by: they must have nothing to say then. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { modelBackup } from '../../src/model/backup.js';
import { effectiveDisks } from '../../src/model/effective.js';
import { createChecker, RULES } from '../../src/rules/index.js';
import type { ListedDisk, Scene } from '../../src/rules/rule.js';
import { scan } from '../../src/scan/scan.js';
import { release } from './scene.js';

const CORPUS: string[] = readFileSync(join(import.meta.dirname, '../fixtures/corpus/documents.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line).xml);

const DOCUMENTS = [...CORPUS, ...RULES.flatMap(({ wrong, right }) => [wrong, right])]
  .map((text) => scan(text))
  .flatMap((scanned) => (scanned.ok ? [scanned.document] : []));

const CONTEXTS = ['7.0.0', '9.0.0', '12.8.0'].map((name) => ({ release: release(name) }));

const SCENES = CONTEXTS.flatMap((context) =>
  DOCUMENTS.map((document): Scene => {
    const backup = modelBackup(document);
    const disks = effectiveDisks(backup, context);
    const takingPart = disks.filter((disk): disk is ListedDisk => disk.takesPart && disk.listed !== undefined);
    return { ...context, backup, disks, takingPart, host: undefined };
  }),
);

const NEEDY = RULES.filter(({ setting }) => setting && Object.keys(setting).some((name) => name !== 'release'));

it('there are rules that go by more than the document', () => {
  expect(NEEDY.length).toBeGreaterThan(20);
});

it.each(NEEDY)('$code says nothing of any document by itself', (rule) => {
  expect(SCENES.flatMap((scene) => [...rule.check(scene)])).toEqual([]);
});

it('each other rule is still asked by a checker of many documents', () => {
  const asked = (context: (typeof CONTEXTS)[number]) => {
    const check = createChecker(context);
    return DOCUMENTS.flatMap((document) => check(document, true)).map(({ code }) => code);
  };
  const found = new Set(CONTEXTS.flatMap(asked));
  const own = RULES.filter((rule) => !NEEDY.includes(rule)).map(({ code }) => code);
  expect(own.filter((code) => !found.has(code))).toEqual([]);
});
