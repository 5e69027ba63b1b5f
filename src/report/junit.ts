/**
 * The report as JUnit writes the results of tests: a suite for each file. GitLab, Jenkins and others read it.
 *
 * Not junit-report-builder: it would add lodash, semver and xmlbuilder, more than half of what the whole command has, where we print XML anyway.
 */
import { type Attribute, type ElementBlock, element, textElement } from '../author/print.js';
import { type RunResult, summarise } from '../settle/result.js';
import { INCOMPLETE, isComplete } from './complete.js';
import { detailLines } from './details.js';
import { type DiagnosticReport, type FileReport, fileReport } from './json.js';
import { xmlDocument, xmlText } from './xml.js';

/**
 * Each error is a test that failed, as readers show one failure a test; it is named by code and place in the tree, which stay when lines move. A file
 * without errors is one test that passed. Warnings fail nothing: they are what the suite printed.
 */
export function junitReport(run: RunResult, exitCode: number): string {
  const suites = [...run.files.map((file) => suiteOf(fileReport(file))), ...incomplete(exitCode)];
  const { errors } = summarise(run);
  const tests = suites.reduce((sum, suite) => sum + suite.tests, 0);
  return xmlDocument(
    element(
      'testsuites',
      [['name', 'backupxml'], ...counts({ tests, failures: errors, errors: isComplete(exitCode) ? 0 : 1 })],
      suites.map(({ block }) => block),
    ),
  );
}

interface Suite {
  readonly tests: number;
  readonly block: ElementBlock;
}

function suiteOf({ path, libvirt, diagnostics }: FileReport): Suite {
  const failed = diagnostics.filter(({ severity }) => severity === 'error');
  const others = diagnostics.filter(({ severity }) => severity !== 'error');
  const cases =
    failed.length > 0 ? failed.map((diagnostic) => failedCase(path, diagnostic)) : [testCase(path, 'valid')];
  const printed = others.map((diagnostic) => `${diagnostic.severity}: ${words(path, diagnostic)}`).join('\n');
  return {
    tests: cases.length,
    block: element(
      'testsuite',
      [['name', xmlText(path)], ...counts({ tests: cases.length, failures: failed.length, errors: 0 })],
      [...properties(libvirt), ...cases, ...(printed === '' ? [] : [textElement('system-out', printed)])],
    ),
  };
}

/** What a file was judged for, where that is not what the others were. */
function properties(libvirt: string | undefined): ElementBlock[] {
  if (libvirt === undefined) return [];
  const property = element('property', [
    ['name', 'libvirt'],
    ['value', libvirt],
  ]);
  return [element('properties', [], [property])];
}

function testCase(path: string, name: string, blocks: readonly ElementBlock[] = []): ElementBlock {
  return element(
    'testcase',
    [
      ['classname', xmlText(path)],
      ['name', xmlText(name)],
    ],
    blocks,
  );
}

function failedCase(path: string, diagnostic: DiagnosticReport): ElementBlock {
  const failure: ElementBlock = {
    ...textElement('failure', words(path, diagnostic)),
    attributes: [
      ['type', diagnostic.code],
      ['message', xmlText(diagnostic.message)],
    ],
  };
  return testCase(path, `${diagnostic.code} ${diagnostic.path}`, [failure]);
}

/** What there is to say, with the place. */
function words(path: string, diagnostic: DiagnosticReport): string {
  const { line, column, message } = diagnostic;
  return [`${path}:${line}:${column}: ${message}`, ...detailLines(diagnostic)].map(xmlText).join('\n');
}

/** Whoever reads nothing but this report must not take for good what was never judged. */
function incomplete(exitCode: number): Suite[] {
  if (isComplete(exitCode)) return [];
  const error = element('error', [
    ['type', 'incomplete'],
    ['message', INCOMPLETE],
  ]);
  return [
    {
      tests: 1,
      block: element(
        'testsuite',
        [['name', 'backupxml'], ...counts({ tests: 1, failures: 0, errors: 1 })],
        [testCase('backupxml', 'all could be judged', [error])],
      ),
    },
  ];
}

function counts(numbers: { tests: number; failures: number; errors: number }): Attribute[] {
  return Object.entries(numbers).map(([name, number]) => [name, String(number)]);
}
