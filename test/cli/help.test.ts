/** Help that reads well, for every command. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/commands/index.js';
import { GENERATIONS, NEWEST_RELEASE } from '../../src/release.js';
import { backupxml, ROOT } from './process.js';

const isInstalled = (program: string): boolean => spawnSync('which', [program]).status === 0;

it('--version tells tool, libxml2 and the releases known', () => {
  const { status, stdout } = backupxml(['--version']);
  expect(status).toBe(0);
  expect(stdout).toMatch(/^backupxml \d+\.\d+\.\d+\nlibxml2 \d+\.\d+\.\d+\nlibvirt /);
  for (const release of [...GENERATIONS, NEWEST_RELEASE]) expect(stdout).toContain(release);
  expect(backupxml(['-V']).stdout).toBe(stdout);
});

describe.each(COMMANDS.map(({ name }) => name))('help on %s', (name) => {
  const { status, stdout } = backupxml(['help', name]);

  it('is that of --help', () => {
    expect(status).toBe(0);
    expect(backupxml([name, '--help']).stdout).toBe(stdout);
  });

  it('has examples that begin with the command, and the exit codes', () => {
    expect(stdout).toMatch(new RegExp(`\nExamples:\n(  \\$ .*\n)*  \\$ .*backupxml ${name}`));
    expect(stdout).toMatch(/\nExit codes: 0 .*\b2 .*\b3 a bug in\sbackupxml\./s);
  });

  it('keeps to 80 columns', () => {
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });
});

it.each([
  [['validat', 'x.xml'], 'did you mean validate?'],
  [['help', 'validat'], 'did you mean validate?'],
  [['validate', '--libvrt', '9.0.0', 'x.xml'], 'did you mean --libvirt?'],
  [['new', '--dsk', 'vda'], 'did you mean --disk?'],
])('%j: %s', (args, near) => {
  const { status, stdout, stderr } = backupxml(args);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toContain(near);
});

it.skipIf(!isInstalled('groff'))('the manual page is sound', () => {
  const { status, stdout, stderr } = spawnSync('groff', ['-man', '-Tutf8', '-ww', join(ROOT, 'man/backupxml.1')], {
    encoding: 'utf8',
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  // Bold and underlined text is marked by escape sequences, or by what is struck over.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it is about.
  const plain = stdout.replaceAll(/\u001b\[[\d;]*m|.\u0008/g, '');
  for (const { name } of COMMANDS) expect(plain).toContain(`backupxml ${name} [options]`);
  expect(plain).toContain('--schema-only');
});
