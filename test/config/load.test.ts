import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findConfig, MAX_CONFIG_SIZE } from '../../src/config/find.js';
import { ConfigError, loadConfig } from '../../src/config/load.js';
import { ReadError } from '../../src/read/read.js';
import { folderWith } from '../cli/process.js';

describe('findConfig', () => {
  it.each<[string, Record<string, string>, string | undefined]>([
    ['in the folder', { 'a/b/.backupxmlrc.json': '{}', 'a/.backupxmlrc.json': '{}' }, 'a/b/.backupxmlrc.json'],
    ['above it', { 'a/.backupxmlrc.yaml': '' }, 'a/.backupxmlrc.yaml'],
    [
      'of several, the first',
      { 'a/b/backupxml.config.json': '{}', 'a/b/.backupxmlrc.yml': '' },
      'a/b/.backupxmlrc.yml',
    ],
    ['in package.json', { 'a/package.json': '{"backupxml": {}}' }, 'a/package.json'],
    [
      'not in another package.json',
      { 'a/b/package.json': '{"name": "backupxml"}', 'a/package.json': '{"backupxml' },
      undefined,
    ],
    ['not above the repository', { '.backupxmlrc.json': '{}', 'a/.git/HEAD': '' }, undefined],
    ['at the root of the repository', { 'a/.backupxmlrc.json': '{}', 'a/.git/HEAD': '' }, 'a/.backupxmlrc.json'],
  ])('%s', (_name, files, expected) => {
    const folder = folderWith({ '.git/HEAD': '', ...files, 'a/b/x.xml': '' });
    expect(findConfig(join(folder, 'a/b'))).toBe(expected && join(folder, expected));
  });

  it('takes no folder for one, nor a link that leads nowhere', () => {
    const folder = folderWith({ '.git/HEAD': '' });
    mkdirSync(join(folder, '.backupxmlrc.json'));
    symlinkSync('nowhere', join(folder, '.backupxmlrc.yaml'));
    expect(findConfig(folder)).toBeUndefined();
  });
});

async function messageOf(name: string, text: string): Promise<string> {
  try {
    await loadConfig(join(folderWith({ [name]: text }), name));
    return 'loaded';
  } catch (error) {
    if (error instanceof ConfigError || error instanceof ReadError) return error.message;
    throw error;
  }
}

describe('loadConfig', () => {
  it.each<[string, string]>([
    ['c.json', '\uFEFF{"strict": true}'],
    ['c.yaml', '# lab\nstrict: true\n'],
    ['c.yml', '{strict: true}'],
    ['package.json', '{"name": "x", "backupxml": {"strict": true}}'],
  ])('reads %s', async (name, text) => {
    const folder = folderWith({ [name]: text });
    expect(await loadConfig(join(folder, name))).toEqual({ config: { strict: true }, folder });
  });

  it.each<[string, string, string | RegExp]>([
    ['c.json', '{\n  "strict": tru\n}', /^:2:1\d: is not JSON: /],
    ['c.json', '{"strict": true', /^:1:\d+: is not JSON: /],
    ['c.json', '', /^:1:1: is not JSON: /],
    ['c.json', '{"strict": true} // no', /^:1:\d+: is not JSON: /],
    [
      'c.json',
      '{\n  "overrides": [\n    {"files": "a", "rules": {"nothing": "off"}}\n  ]\n}',
      /^:3:30: there is no rule "nothing"/,
    ],
    [
      'package.json',
      '{"name": "x",\n "backupxml": {"strikt": true}}',
      /^:2:16: there is no key "strikt"; did you mean strict\?$/,
    ],
    ['c.yaml', 'strict: true\n  rules: x\n', /^:\d:\d+: is not YAML: /],
    ['c.yaml', 'ignore:\n  - a\n  - 7\n', /^:3:5: ignore is 7; it must be a text$/],
    ['c.yaml', 'rules: *nowhere\n', /is not YAML: .*nowhere/],
    ['c.yaml', '', /^: the configuration is null; it must be an object$/],
    [
      'c.yaml',
      `a: &a [x]\n${Array.from({ length: 30 }, (_, i) => `k${i}: &k${i} [${`*${i === 0 ? 'a' : `k${i - 1}`},`.repeat(9)}]`).join('\n')}`,
      /is not YAML|no key/,
    ],
    ['c.yaml', 'x: !!js/function "alert()"\n', /no key "x"/],
    ['c.json', '['.repeat(50_000), /is not JSON/],
    ['c.json', `{"x": ${'['.repeat(20_000)}${']'.repeat(20_000)}}`, /^: there is no key "x"/],
    ['c.yaml', '['.repeat(50_000), /is not YAML: it is nested too deeply/],
    ['c.yaml', `x: ${'- '.repeat(20_000)}`, /is not YAML: it is nested too deeply/],
    [
      'c.yaml',
      Array.from({ length: 340 }, (_, i) => `${' '.repeat(i)}x:`).join('\n'),
      /is not YAML: it is nested too deeply/,
    ],
    ['c.json', ' '.repeat(MAX_CONFIG_SIZE + 1), /has 65537 bytes, larger than the limit of 65536 bytes$/],
    ['c.json', ' '.repeat(2 * MAX_CONFIG_SIZE), /has 128 KiB, larger than the limit of 64 KiB$/],
  ])('says where and why %s is none', async (name, text, message) => {
    expect(await messageOf(name, text)).toMatch(message);
  });
});
