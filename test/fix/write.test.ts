import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { replaceFile, WriteError } from '../../src/fix/write.js';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'backupxml-write-'));
});

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return path;
}

describe('replaceFile', () => {
  it('replaces the content and leaves nothing else behind', () => {
    const path = file('a.xml', 'old');
    replaceFile(path, Buffer.from('old'), Buffer.from('new'));
    expect(readFileSync(path, 'utf8')).toBe('new');
    expect(readdirSync(folder)).toEqual(['a.xml']);
  });

  it('takes a name that is as long as names can be', () => {
    const path = file(`${'n'.repeat(251)}.xml`, 'old');
    replaceFile(path, Buffer.from('old'), Buffer.from('new'));
    expect(readFileSync(path, 'utf8')).toBe('new');
  });

  it('takes a name that has as many bytes as names can have', () => {
    const path = file(`${'\u65e5'.repeat(83)}.xml`, 'old');
    replaceFile(path, Buffer.from('old'), Buffer.from('new'));
    expect(readFileSync(path, 'utf8')).toBe('new');
  });

  it('leaves alone what holds the content already', () => {
    const path = file('a.xml', 'new');
    const { ino } = statSync(path);
    replaceFile(path, Buffer.from('old'), Buffer.from('new'));
    expect(statSync(path).ino).toBe(ino);
  });

  it('does not wait for a pipe', () => {
    const path = file('a.xml', 'old');
    rmSync(path);
    expect(spawnSync('mkfifo', [path]).status).toBe(0);
    expect(() => replaceFile(path, Buffer.from('old'), Buffer.from('new'))).toThrow(/no regular file/);
  });

  it('refuses a file that somebody else has changed, and leaves it', () => {
    const path = file('a.xml', 'theirs');
    expect(() => replaceFile(path, Buffer.from('old'), Buffer.from('new'))).toThrow(WriteError);
    expect(readFileSync(path, 'utf8')).toBe('theirs');
    expect(readdirSync(folder)).toEqual(['a.xml']);
  });

  it.each<[string, (path: string) => void]>([
    ['is gone', (path) => rmSync(path)],
    [
      'is a link that leads nowhere',
      (path) => {
        rmSync(path);
        symlinkSync('nowhere', path);
      },
    ],
  ])('says so for a file that %s, and makes none', (_name, spoil) => {
    const path = file('a.xml', 'old');
    spoil(path);
    expect(() => replaceFile(path, Buffer.from('old'), Buffer.from('new'))).toThrow(/^it is gone$/);
    expect(readdirSync(folder).filter((name) => name !== 'a.xml')).toEqual([]);
  });
});
