import { describe, expect, it } from 'vitest';
import { UsageError } from '../../src/commands/io.js';
import { defaultTargets, FORMATS, formatOption, type ReportTarget } from '../../src/commands/report-option.js';

const parse = (...texts: string[]) => texts.reduce<readonly ReportTarget[]>((all, text) => formatOption(text, all), []);

describe('--format', () => {
  it.each<[string[], [string, string | undefined][]]>([
    [['json'], [['json', undefined]]],
    [['json:-'], [['json', undefined]]],
    [['sarif:out.sarif'], [['sarif', 'out.sarif']]],
    [['text:C:\\a:b'], [['text', 'C:\\a:b']]],
    [
      ['github', 'sarif:a', 'sarif:b', 'junit:c'],
      [
        ['github', undefined],
        ['sarif', 'a'],
        ['sarif', 'b'],
        ['junit', 'c'],
      ],
    ],
  ])('%j', (texts, expected) => {
    expect(parse(...texts).map(({ format, file }) => [format, file])).toEqual(expected);
  });

  it.each(FORMATS.map((format) => [format]))('knows %s', (format) => {
    expect(parse(format)).toEqual([{ format, file: undefined }]);
  });

  it.each<[string[], RegExp]>([
    [['xml'], /xml.*text, json/],
    [['JSON'], /JSON/],
    [[''], /"".*text, json/],
    [['out.json:json'], /out\.json:json/],
    [['json:'], /names no file.*json:FILE/],
    [['text', 'gcc'], /text and .*gcc.*gcc:FILE/],
    [['gcc', 'gcc'], /gcc and .*gcc/],
    [['json', 'sarif:-'], /json and .*sarif/],
    [['json:a', 'sarif:a'], /a is named for two/],
    [['json:a', 'sarif:./b/../a'], /a is named for two/],
  ])('refuses %j', (texts, words) => {
    expect(() => parse(...texts)).toThrow(UsageError);
    expect(() => parse(...texts)).toThrow(words);
  });

  it.each<[Record<string, string>, string]>([
    [{}, 'text'],
    [{ CI: 'true' }, 'text'],
    [{ GITHUB_ACTIONS: 'true' }, 'github'],
    [{ GITHUB_ACTIONS: 'false' }, 'text'],
    [{ GITHUB_ACTIONS: '' }, 'text'],
  ])('left out, with the environment %j, is %s', (env, format) => {
    expect(defaultTargets(env)).toEqual([{ format, file: undefined }]);
  });
});
