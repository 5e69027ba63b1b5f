import { describe, expect, it } from 'vitest';
import type { Severity } from '../../src/diagnostic.js';
import { escapeData, escapeProperty, githubReport } from '../../src/report/github.js';
import { type Found, fileWith, OBEYED, runOf, TRICKS, trickyRun } from './made.js';

interface Annotation {
  readonly command: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

/** Reads a line as the runner of GitHub does: see ActionCommand.cs of actions/runner. */
function read(line: string): Annotation | undefined {
  const [, command = '', list = '', data = ''] = /^::(\S+?)(?: (.*?))?::(.*)$/s.exec(line.trimStart()) ?? [];
  if (command === '') return undefined;
  const pairs = list.split(',').map((pair): [string, string] => {
    const at = pair.indexOf('=');
    return [
      pair.slice(0, at),
      breaks(pair.slice(at + 1))
        .replace(/%3A/g, ':')
        .replace(/%2C/g, ',')
        .replace(/%25/g, '%'),
    ];
  });
  return { command, properties: Object.fromEntries(pairs), message: breaks(data).replace(/%25/g, '%') };
}

function breaks(text: string): string {
  return text.replace(/%0D/g, '\r').replace(/%0A/g, '\n');
}

const annotations = (report: string) => report.split(/\r\n|\r|\n/).flatMap((line) => read(line) ?? []);

const report = (text: string, found: Found, path?: string) =>
  githubReport(runOf(fileWith(text, [found], path)), (name) => name);

const URL = 'https://github.com/backupxml/backupxml/blob/main/docs/rules/thing-wrong.md';

describe('githubReport', () => {
  it('gives each diagnostic as a command, and the summary', () => {
    expect(report('<a>\n<bcd/>', { at: 'bcd', help: 'write c', notes: ['50% is\nhalf'] })).toBe(
      '::error file=a.xml,line=2,endLine=2,col=2,endColumn=4,title=thing-wrong' +
        `::this is wrong%0Ahelp: write c%0Anote: 50%25 is%0Ahalf%0Asee ${URL}\n` +
        '1 file: 1 with errors (1 error)\n',
    );
  });

  it.each<[Severity, string]>([
    ['error', 'error'],
    ['warning', 'warning'],
    ['info', 'notice'],
  ])('says %s as ::%s', (severity, command) => {
    expect(annotations(report('<a/>', { severity }))).toMatchObject([{ command }]);
  });

  it.each<[string, string, Found, Record<string, string>]>([
    ['one line', '<abc/>', { at: 'abc' }, { line: '1', endLine: '1', col: '2', endColumn: '4' }],
    ['nothing', '<abc/>', { span: { start: 2, end: 2 } }, { line: '1', endLine: '1', col: '3', endColumn: '3' }],
    ['wide characters', '<💾💾/>', { at: '💾💾' }, { line: '1', endLine: '1', col: '2', endColumn: '3' }],
    ['several lines', '<a>\n</a>', { at: '<a>\n</a>' }, { line: '1', endLine: '2' }],
  ])('tells the place of %s', (_name, text, found, place) => {
    expect(annotations(report(text, found))[0]?.properties).toEqual({ file: 'a.xml', title: 'thing-wrong', ...place });
  });

  it('names no file for standard input', () => {
    expect(annotations(report('<a/>', {}, '-'))[0]?.properties).not.toHaveProperty('file');
  });

  it('names files as it is told to', () => {
    const named = githubReport(runOf(fileWith('<a/>', [{}])), (path) => `repo/${path}`);
    expect(annotations(named)[0]?.properties.file).toBe('repo/a.xml');
  });

  it.each<[string, string, string]>([
    ['a%b', 'a%25b', 'a%25b'],
    ['%0A', '%250A', '%250A'],
    ['a\nb', 'a%0Ab', 'a%0Ab'],
    ['a\r\nb', 'a%0D%0Ab', 'a%0D%0Ab'],
    ['a:b,c', 'a:b,c', 'a%3Ab%2Cc'],
    ['::error::', '::error::', '%3A%3Aerror%3A%3A'],
    ['ü漢💾', 'ü漢💾', 'ü漢💾'],
  ])('escapes %j as the toolkit does', (text, data, property) => {
    expect([escapeData(text), escapeProperty(text)]).toEqual([data, property]);
  });

  it.each(TRICKS.map((trick) => [trick]))('lets nobody forge an annotation or send an escape: %j', (trick) => {
    const told = githubReport(trickyRun(trick), (path) => path);
    const found = annotations(told);
    expect(found.map(({ command }) => command)).toEqual(['error', 'warning', 'notice']);
    for (const { properties, message } of found) {
      expect(Object.keys(properties)).toEqual(['file', 'line', 'endLine', 'col', 'endColumn', 'title']);
      expect(properties).toMatchObject({ line: '1', title: 'thing-wrong' });
      expect(properties.file).toMatch(/\.xml$/);
      expect(message.endsWith(`\nsee ${URL}`)).toBe(true);
    }
    expect(told).not.toMatch(OBEYED);
    expect(told.split(/\r\n|\r|\n/)).toHaveLength(5);
  });
});
