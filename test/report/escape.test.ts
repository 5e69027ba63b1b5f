import { parseXml } from 'libxmljs2';
import { describe, expect, it } from 'vitest';
import { escapeCommands, escapeCommandsInXml, escapeJson } from '../../src/report/escape.js';
import { obeyed } from './made.js';

const COMMANDS: readonly (readonly [string, string])[] = [
  ['::error::a', '\\x3a:error::a'],
  ['a\n \t::error::a', 'a\n \t\\x3a:error::a'],
  ['a\r\n\n::error::a', 'a\r\n\n\\x3a:error::a'],
  ['\u00a0\u2003::error::a', '\u00a0\u2003\\x3a:error::a'],
  ['a ##[error]a', 'a ##\\x5berror]a'],
  ['###[error]a##[group]', '###\\x5berror]a##\\x5bgroup]'],
];

const HARMLESS = ['a ::error::a', ':error', ': :', '# #[error]', '#[error]', 'a:1:2: error: a'];

describe('escapeCommands', () => {
  it.each(COMMANDS)('writes out what the runner would obey in %j', (text, expected) => {
    expect(obeyed(text)).not.toEqual([]);
    expect(escapeCommands(text)).toBe(expected);
    expect(obeyed(expected)).toEqual([]);
  });

  it.each(HARMLESS)('leaves %j as it is', (text) => {
    expect(obeyed(text)).toEqual([]);
    expect(escapeCommands(text)).toBe(text);
  });

  it('takes no longer for many empty lines', () => {
    const lines = ' \n'.repeat(500_000);
    const began = performance.now();
    expect(escapeCommands(lines)).toBe(lines);
    expect(performance.now() - began).toBeLessThan(2000);
  });
});

describe.each([...COMMANDS.map(([text]) => text), ...HARMLESS])('%j', (text) => {
  it('says the same in XML', () => {
    const escaped = escapeCommandsInXml(`<a b='${text.replace(/[\r\n]/g, '')}'>\n${text}</a>`);
    expect(obeyed(escaped)).toEqual([]);
    const root = parseXml(escaped).root();
    expect(root?.text()).toBe(`\n${text.replaceAll('\r', '')}`);
    expect(root?.attr('b')?.value()).toBe(text.replace(/[\r\n]/g, '').replaceAll('\t', ' '));
  });

  it('says the same in JSON', () => {
    const escaped = escapeJson(JSON.stringify({ [text]: [text] }, null, 2));
    expect(obeyed(escaped)).toEqual([]);
    expect(JSON.parse(escaped)).toEqual({ [text]: [text] });
  });
});
