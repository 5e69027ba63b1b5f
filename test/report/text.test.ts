import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../src/diagnostic.js';
import { PLAIN } from '../../src/report/style.js';
import { textReport } from '../../src/report/text.js';
import type { FileResult } from '../../src/settle/result.js';

const LAYOUT = { style: PLAIN, width: 60, excerptWidth: 60 };

/** A report on one text whose fault is `found`, the first place of that string. */
function reportOn(text: string, found: string, more: Partial<Diagnostic> = {}, path = 'a.xml'): string {
  const start = text.indexOf(found);
  expect(start).toBeGreaterThanOrEqual(0);
  const diagnostic: Diagnostic = {
    code: 'thing-wrong',
    severity: 'error',
    message: 'this is wrong',
    span: { start, end: start + found.length },
    path: '/a',
    ...more,
  };
  const file: FileResult = {
    path,
    text,
    wellFormed: true,
    schemaValid: false,
    valid: false,
    diagnostics: [diagnostic],
  };
  return textReport({ libvirt: '12.8.0', files: [file], skipped: 0 }, LAYOUT);
}

/** The rows of the excerpt: source lines and underlines. */
function rows(report: string): string[] {
  return report
    .split('\n')
    .filter((line) => /^\s*\d* \|/.test(line))
    .slice(1);
}

describe('textReport', () => {
  it('shows the place, the line with the span underlined, help, notes and a summary', () => {
    const report = reportOn("<a>\n  <b nmae='x'/>\n</a>\n", 'nmae', {
      help: 'write `name`',
      notes: ['a note that is so long that it does not fit the width and has to be broken'],
    });
    expect(report).toBe(
      [
        'a.xml:2:6: error[thing-wrong]: this is wrong',
        '  |',
        "2 |   <b nmae='x'/>",
        '  |      ^^^^',
        '  help: write `name`',
        '  note: a note that is so long that it does not fit the',
        '        width and has to be broken',
        '',
        '1 file: 1 with errors (1 error)',
        '',
      ].join('\n'),
    );
  });

  it.each<[string, string, string, string[]]>([
    ['a tab', "\t<b\tc='1'/>", 'c', ["1 |     <b  c='1'/>", '  |         ^']],
    ['wide characters', "<b 名='漢字' c='1'/>", 'c', ["1 | <b 名='漢字' c='1'/>", '  |              ^']],
    ['a wide span', "<b 名='1'/>", '名', ["1 | <b 名='1'/>", '  |    ^^']],
    ['combining marks', "<b e\u0301='1' c=''/>", 'c', ["1 | <b e\u0301='1' c=''/>", '  |          ^']],
    ['characters beyond the basic plane', "<b 𝒳='1' c=''/>", 'c', ["1 | <b 𝒳='1' c=''/>", '  |          ^']],
    ['a control character', "<b c='\u001b[2J'/>", 'c', ["1 | <b c='\\x1b[2J'/>", '  |    ^']],
    ['a mark that turns the direction', "<b c='\u202e'/>", '/>', ["1 | <b c='\\u202e'/>", '  |              ^^']],
    ['a span of two lines', "<b\n c='1'/>", "<b\n c='1'/>", ['1 | <b', '  | ^^']],
  ])('puts the underline below its span: %s', (_name, text, found, expected) => {
    expect(rows(reportOn(text, found))).toEqual(expected);
  });

  it.each<[string, number, string[]]>([
    ['at the end of a line', 3, ['1 | <a>', '  |    ^']],
    ['at the end of the text', 5, ['2 | b', '  |  ^']],
  ])('shows an empty span %s as one sign', (_name, at, expected) => {
    expect(rows(reportOn('<a>\nb', 'a', { span: { start: at, end: at } }))).toEqual(expected);
  });

  it('shows a related place on the same line below the fault', () => {
    const text = "<b c='1' d='2'/>";
    const related = [{ span: { start: 3, end: 4 }, message: 'because of this' }];
    expect(rows(reportOn(text, 'd', { related }))).toEqual([
      `1 | ${text}`,
      '  |          ^',
      '  |    - because of this',
    ]);
  });

  it('shows a related place on another line with its own line, and dots for what is between', () => {
    const report = reportOn('<a>\n1\n2\n</b>', '</b>', {
      related: [{ span: { start: 0, end: 3 }, message: 'opened here' }],
    });
    expect(report).toContain(['  |', '1 | <a>', '  | --- opened here', '...', '4 | </b>', '  | ^^^^'].join('\n'));
  });

  it('cuts a long line around the span', () => {
    const text = `<b ${"x='1' ".repeat(50)}bad='1' ${"y='1' ".repeat(50)}/>`;
    const [line = '', underline = ''] = rows(reportOn(text, 'bad'));
    expect(line.length).toBeLessThanOrEqual(60);
    expect(line).toMatch(/^1 \| \.\.\..*bad='1'.*\.\.\.$/);
    expect(underline.indexOf('^')).toBe(line.indexOf('bad'));
    expect(underline.trimEnd().length - underline.indexOf('^')).toBe(3);
  });

  it('never prints an escape from a file name, a message or a help text', () => {
    const red = '\u001b[31m';
    const report = reportOn(
      '<a/>',
      'a',
      { message: red, help: red, notes: [red], related: [{ span: { start: 0, end: 1 }, message: red }] },
      `${red}.xml`,
    );
    expect(report).not.toContain('\u001b');
    expect(report.split('\\x1b[31m')).toHaveLength(6);
  });

  it('counts files and faults', () => {
    const good: FileResult = {
      path: 'b.xml',
      text: '',
      wellFormed: true,
      schemaValid: true,
      valid: true,
      diagnostics: [],
    };
    const run = { libvirt: '12.8.0', files: [good, good, good], skipped: 2 };
    expect(textReport(run, LAYOUT)).toBe('3 files: 3 valid, 2 skipped\n');
    expect(textReport({ ...run, files: [], skipped: 1 }, LAYOUT)).toBe('0 files: 1 skipped\n');
  });
});
