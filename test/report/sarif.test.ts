import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import type { Location, Log, Region, Result } from 'sarif';
import { describe, expect, it } from 'vitest';
import { allCodes } from '../../src/codes.js';
import type { Diagnostic, Severity } from '../../src/diagnostic.js';
import { sarifReport } from '../../src/report/sarif.js';
import { sarifText } from '../../src/report/sarif-text.js';
import type { RunResult } from '../../src/settle/result.js';
import { type Found, fileWith, OBEYED, runOf, TRICKS, trickyRun } from './made.js';

/** The official schema, from the SARIF SDK's package. */
const SCHEMA = createRequire(import.meta.url).resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');

/** The official schema. It is of draft 4, from which it uses nothing that later drafts have changed but the name of `id`. */
const matches = (() => {
  const { $schema: _, id: __, ...schema } = JSON.parse(readFileSync(SCHEMA, 'utf8'));
  return addFormats.default(new Ajv({ strict: false, allErrors: true, unicodeRegExp: false })).compile(schema);
})();

const FOLDER = '/srv/repo';
const SETTING = { tool: { name: 'backupxml', version: '1.2.3' }, codes: allCodes(), folder: FOLDER, exitCode: 1 };

function logOf(run: RunResult, setting: Partial<typeof SETTING> = {}): Log {
  return JSON.parse(sarifReport(run, { ...SETTING, ...setting }));
}

function runIn(log: Log) {
  const [run] = log.runs;
  if (!run) throw new Error('no run');
  return run;
}

function resultsOf(text: string, ...found: Found[]): Result[] {
  return runIn(logOf(runOf(fileWith(text, found)))).results ?? [];
}

const place = (location: Location | undefined) => location?.physicalLocation;

describe('the official schema', () => {
  const full: Found = {
    at: 'b',
    help: 'write c',
    notes: ['a note'],
    related: [{ span: { start: 0, end: 3 }, message: 'opened here' }],
    fix: { safe: false, edits: [{ start: 4, end: 7, text: '' }] },
  };

  it.each<[string, RunResult, number]>([
    ['no file', runOf(), 0],
    ['a good file', runOf(fileWith('<a/>', [])), 0],
    ['a file judged for a release of its own', runOf({ ...fileWith('<a/>', []), libvirt: '8.0.0,9.0.0' }), 0],
    ['what cannot be read', runOf(), 2],
    ['standard input', runOf(fileWith('<a/>', [{}], '-')), 1],
    ['everything that a diagnostic can say', runOf(fileWith('<a>\n<b/>', [full, { ...full, severity: 'info' }])), 1],
    [
      'every code',
      runOf(
        fileWith(
          '<a/>',
          allCodes().map(({ code, severity }) => ({ code, severity })),
        ),
      ),
      1,
    ],
    ...TRICKS.map((trick): [string, RunResult, number] => [JSON.stringify(trick), trickyRun(trick), 1]),
  ])('takes the report on %s', (_name, run, exitCode) => {
    const log = logOf(run, { exitCode });
    expect(matches(log) ? [] : matches.errors).toEqual([]);
  });

  it.each<[string, (run: ReturnType<typeof runIn>) => object]>([
    ['a result without a message', (run) => ({ ...run, results: [{ ruleId: 'a' }] })],
    ['an unknown level', (run) => ({ ...run, results: [{ message: { text: 'a' }, level: 'fatal' }] })],
    ['a property that it does not know', (run) => ({ ...run, libvirt: '1' })],
    ['what is no address', (run) => ({ ...run, tool: { driver: { name: 'a', informationUri: 'a b' } } })],
  ])('refuses %s', (_name, change) => {
    const log = logOf(runOf());
    expect(matches({ ...log, runs: [change(runIn(log))] })).toBe(false);
  });
});

describe('rules', () => {
  it('are those that something was found by, each with its help, address and level', () => {
    const run = runOf(
      fileWith('<a/>', [{ code: 'disk-listed-twice' }, { code: 'xml-tag-unclosed' }]),
      fileWith('<a/>', [{ code: 'disk-listed-twice' }]),
    );
    const { tool, results = [] } = runIn(logOf(run));
    const { rules = [] } = tool.driver;
    expect(rules.map(({ id }) => id).sort()).toEqual(['disk-listed-twice', 'xml-tag-unclosed']);
    for (const { ruleId, ruleIndex = -1 } of results) expect(rules[ruleIndex]?.id).toBe(ruleId);
    expect(results).toHaveLength(3);
    const doc = allCodes().find(({ code }) => code === 'disk-listed-twice');
    const rule = rules.find(({ id }) => id === 'disk-listed-twice');
    expect(rule).toMatchObject({
      shortDescription: { text: doc?.what },
      helpUri: expect.stringMatching(/^https:.*disk-listed-twice/),
      defaultConfiguration: { level: 'error' },
    });
    expect(rule?.help?.text).toContain(`Wrong:\n\n${doc?.wrong.trimEnd()}\n\nRight:\n\n${doc?.right.trimEnd()}`);
    expect(rule?.help?.markdown).toContain(`**Right**\n\n\`\`\`xml\n${doc?.right.trimEnd()}\n\`\`\``);
  });

  it('have help for every code', () => {
    const found = allCodes().map(({ code }) => ({ code }));
    const { rules = [] } = runIn(logOf(runOf(fileWith('<a/>', found)))).tool.driver;
    expect(rules.map(({ id }) => id)).toEqual(allCodes().map(({ code }) => code));
    rules.forEach(({ help, fullDescription }, i) => {
      const examples = allCodes()[i]?.wrong === '' ? 0 : 2;
      expect(help?.text).toContain(fullDescription?.text);
      expect(help?.text.match(/^(Wrong|Right):$/gm) ?? []).toHaveLength(examples);
      expect(help?.markdown?.match(/^```xml\n[^`]+\n```$/gm) ?? []).toHaveLength(examples);
    });
  });

  it('are missing for a code that is told nowhere, and its result stays', () => {
    expect(resultsOf('<a/>', { code: 'brand-new' })).toMatchObject([{ ruleId: 'brand-new' }]);
  });
});

describe('results', () => {
  it.each<[Severity, string]>([
    ['error', 'error'],
    ['warning', 'warning'],
    ['info', 'note'],
  ])('say %s as %s', (severity, level) => {
    expect(resultsOf('<a/>', { severity })).toMatchObject([{ level }]);
  });

  it('say what the diagnostic says', () => {
    const [result] = resultsOf('<a/>', { help: 'write b', notes: ['one', 'two'] });
    expect(result?.message.text).toBe('this is wrong\nhelp: write b\nnote: one\nnote: two');
  });

  it.each<[string, string, string, Region]>([
    ['one line', '<a>\n <bc/>', 'bc', { startLine: 2, startColumn: 3, endLine: 2, endColumn: 5 }],
    ['characters of two units', '<💾💾 b=""/>', 'b', { startLine: 1, startColumn: 5, endLine: 1, endColumn: 6 }],
    ['several lines', '<a>\r\n<b/>', 'a>\r\n<b', { startLine: 1, startColumn: 2, endLine: 2, endColumn: 3 }],
    ['nothing', '<a/>', '', { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 }],
  ])('tell the region of %s', (_name, text, at, region) => {
    const [result] = resultsOf(text, { at });
    expect(place(result?.locations?.[0])?.region).toEqual(region);
  });

  it.each<[string, string]>([
    ['/a/b[2]', 'element'],
    ['/a/b/@c', 'attribute'],
  ])('tell the place in the tree: %s', (path, kind) => {
    const [result] = resultsOf('<a/>', { path });
    expect(result?.locations?.[0]?.logicalLocations).toEqual([{ fullyQualifiedName: path, kind }]);
  });

  it('tell related places', () => {
    const [result] = resultsOf('<a>\n<b/>', { related: [{ span: { start: 4, end: 6 }, message: 'because of this' }] });
    expect(result?.relatedLocations).toMatchObject([
      { id: 0, message: { text: 'because of this' }, physicalLocation: { region: { startLine: 2, endColumn: 3 } } },
    ]);
  });

  it('carry the fix, so that whoever applies it gets the same text', () => {
    const text = '<💾>\r\n<a 💾="1" b="2"/>\n<c/>';
    const edits = [
      { start: text.indexOf('b='), end: text.indexOf('b=') + 5, text: '' },
      { start: text.indexOf('<c/>'), end: text.indexOf('<c/>'), text: '<d/>' },
      { start: 1, end: 3, text: 'e' },
    ];
    const [result] = resultsOf(text, { help: 'do so', fix: { safe: true, edits } });
    const [fix] = result?.fixes ?? [];
    expect(fix?.description?.text).toBe('do so');
    expect(fix?.properties).toEqual({ safe: true });
    const lines = text.split(/(?<=\n)/).map((line) => [...line]);
    const [change] = fix?.artifactChanges ?? [];
    for (const { deletedRegion, insertedContent } of change?.replacements ?? []) {
      const { startLine = 0, startColumn = 0, endLine, endColumn = 0 } = deletedRegion;
      expect(endLine).toBe(startLine);
      const inserted = [insertedContent?.text ?? ''];
      lines[startLine - 1]?.splice(startColumn - 1, endColumn - startColumn, ...inserted);
    }
    expect(lines.flat().join('')).toBe('<e>\r\n<a 💾="1" />\n<d/><c/>');
  });
});

describe('files', () => {
  it.each<[string, string, object]>([
    ['below the folder', join(FOLDER, 'a/b.xml'), { uri: 'a/b.xml', uriBaseId: '%SRCROOT%' }],
    [
      'with odd characters',
      join(FOLDER, 'a b#?%:ü.xml'),
      { uri: 'a%20b%23%3F%25%3A%C3%BC.xml', uriBaseId: '%SRCROOT%' },
    ],
    ['elsewhere', '/etc/a b.xml', { uri: 'file:///etc/a%20b.xml' }],
    ['of a like name beside it', `${FOLDER}2/a.xml`, { uri: `file://${FOLDER}2/a.xml` }],
    ['standard input', '-', { uri: 'stdin' }],
  ])('are named from the folder: %s', (_name, path, expected) => {
    const { artifacts, results, originalUriBaseIds } = runIn(logOf(runOf(fileWith('<a/>', [{}], path))));
    expect(artifacts?.[0]).toMatchObject({ location: expected, roles: ['analysisTarget'] });
    expect(place(results?.[0]?.locations?.[0])?.artifactLocation).toMatchObject({ ...expected, index: 0 });
    expect(originalUriBaseIds).toEqual({ '%SRCROOT%': { uri: `${pathToFileURL(FOLDER)}/` } });
  });

  it('are counted by index', () => {
    const run = runIn(logOf(runOf(fileWith('<a/>', []), fileWith('<a/>', [{}], 'b.xml'))));
    expect(run.artifacts).toHaveLength(2);
    expect(place(run.results?.[0]?.locations?.[0])?.artifactLocation?.index).toBe(1);
  });
});

describe('the run', () => {
  it.each<[number, boolean, number]>([
    [0, true, 0],
    [1, true, 0],
    [2, false, 1],
    [3, false, 1],
  ])('tells how it ended: exit code %i', (exitCode, executionSuccessful, notifications) => {
    const [invocation] = runIn(logOf(runOf(), { exitCode })).invocations ?? [];
    expect(invocation).toMatchObject({ exitCode, executionSuccessful });
    expect(invocation?.toolExecutionNotifications ?? []).toHaveLength(notifications);
  });

  it('tells what made it and how it counts', () => {
    expect(logOf(runOf())).toMatchObject({
      version: '2.1.0',
      runs: [
        {
          tool: { driver: { name: 'backupxml', version: '1.2.3', semanticVersion: '1.2.3' } },
          columnKind: 'unicodeCodePoints',
          properties: { libvirt: '12.8.0' },
        },
      ],
    });
  });
});

describe('fingerprints', () => {
  const LINES = [
    "<disk name='vda'>",
    "  <taget file='/a'/>",
    '</disk>',
    "<disk name='vdb'>",
    "  <taget file='/b'/>",
    '</disk>',
  ];

  function printsOf(text: string, more: Partial<Diagnostic> = {}): string[] {
    const found = [...text.matchAll(/taget/g)].map(
      ({ index }, i): Found => ({
        span: { start: index, end: index + 5 },
        path: `/disks/disk[${i + 1}]/taget`,
        ...more,
      }),
    );
    return resultsOf(text, ...found).map(({ partialFingerprints }) => Object.values(partialFingerprints ?? {}).join());
  }

  const before = printsOf(LINES.join('\n'));

  it('tell two faults of a file apart', () => {
    expect(before).toHaveLength(2);
    expect(new Set(before).size).toBe(2);
  });

  it.each<[string, string]>([
    ['lines before', `<!-- one -->\n\n${LINES.join('\n')}`],
    ['another indent', LINES.map((line) => `\t${line}`).join('\n')],
    ['other line ends', LINES.join('\r\n')],
    ['changes of other lines', LINES.join('\n').replace("'vda'", "'sda'")],
    ['blanks between attributes', LINES.join('\n').replaceAll('taget file', 'taget   file')],
  ])('stay with %s', (_name, text) => {
    expect(printsOf(text)).toEqual(before);
  });

  it('stay where a fault before is gone', () => {
    expect(printsOf(LINES.join('\n').replace('taget', 'target'))).toEqual(before.slice(1));
  });

  it.each<[string, string[]]>([
    ['the code', printsOf(LINES.join('\n'), { code: 'thing-other' })],
    ['the element', printsOf(LINES.join('\n'), { path: '/disks/other' })],
    ['the line', printsOf(LINES.join('\n').replaceAll('/a', '/c').replaceAll('/b', '/d'))],
  ])('change with %s', (_name, prints) => {
    expect(prints).toHaveLength(2);
    for (const print of prints) expect(before).not.toContain(print);
  });

  it('count faults that are alike', () => {
    const prints = printsOf("<taget file='/a'/>\n".repeat(3));
    expect(new Set(prints).size).toBe(3);
    expect(new Set(prints.map((print) => print.split(':')[0])).size).toBe(1);
  });

  it('of a long line hold while what is far away changes', () => {
    const long = (far: string) => `<a>${far}${'<b/>'.repeat(100)}<taget/>${'<b/>'.repeat(100)}${far}</a>`;
    expect(printsOf(long('one'))).toEqual(printsOf(long('something else')));
  });
});

describe('messages', () => {
  it.each<[string, string]>([
    ['plain text, a [bracket], {braces} and \\', 'plain text, a [bracket], {braces} and \\'],
    ['a [link](http://example.org/)', 'a \\[link\\](http://example.org/)'],
    ['a [li\\nk](1)', 'a \\[li\\\\nk\\](1)'],
    ['a {0}', 'a {{0}}'],
    ['\u001b[1m', '\\x1b[1m'],
  ])('show %j and obey nothing in it', (text, expected) => {
    expect(sarifText(text)).toBe(expected);
  });

  it.each(TRICKS.map((trick) => [trick]))('send no escape: %j', (trick) => {
    for (const { message, relatedLocations = [], fixes = [] } of runIn(logOf(trickyRun(trick))).results ?? []) {
      const texts = [
        message,
        ...relatedLocations.map((related) => related.message),
        ...fixes.map((fix) => fix.description),
      ];
      for (const shown of texts) expect(shown?.text).not.toMatch(OBEYED);
    }
  });
});
