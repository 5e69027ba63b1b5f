/** The scripts for shells, run by the shells that are installed. */
import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { backupxml, folderWith, shell } from './process.js';

const isInstalled = (program: string): boolean => spawnSync('which', [program]).status === 0;

/** What bash offers for the words of a command line, the last of which is to be completed. */
function offered(words: readonly string[], cwd?: string): string[] {
  const script = `eval "$(${'"$0"'} completion bash)"
COMP_WORDS=(backupxml "$@"); COMP_CWORD=$#
_backupxml
printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, stderr } = shell(script, words, cwd);
  expect(stderr).toBe('');
  return stdout.split('\n').filter((word) => word !== '');
}

it('bash completes commands', () => {
  expect(offered(['val'])).toEqual(['validate']);
  expect(offered(['help', 'exp'])).toEqual(['explain']);
});

it.each([
  [
    ['validate', '--fix'],
    ['--fix', '--fix-dry-run'],
  ],
  [['explain', '--fo'], ['--format']],
  [['explain', '--format', 'm'], ['markdown']],
  [
    ['plan', 'x.xml', '--format', ''],
    ['text', 'xml', 'json'],
  ],
  [
    ['completion', ''],
    ['bash', 'zsh', 'fish'],
  ],
  [['--ver'], ['--version']],
])('bash completes %j as %j', (words, expected) => {
  expect(offered(words)).toEqual(expected);
});

it('bash completes the names of files, blanks and all', () => {
  const folder = folderWith({ 'back up.xml': '', 'backup.xml': '', 'other.txt': '' });
  expect(offered(['validate', 'back'], folder).sort()).toEqual(['back up.xml', 'backup.xml']);
  expect(offered(['validate', '--domain', 'oth'], folder)).toEqual(['other.txt']);
});

it.each(['bash', 'zsh', 'fish'])('%s can read its script', (name) => {
  const { status, stdout } = backupxml(['completion', name]);
  expect(status).toBe(0);
  for (const word of ['validate', 'list-files', 'exclude', 'markdown']) expect(stdout).toContain(word);
  if (!isInstalled(name)) return;
  expect(spawnSync(name, ['-n'], { input: stdout, encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
});

it('names the shells that it knows', () => {
  expect(backupxml(['completion', 'tcsh'])).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('bash, zsh, fish'),
  });
});
