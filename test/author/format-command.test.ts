import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { call } from './call.js';

const UGLY = '<domainbackup mode="push"></domainbackup>';
const GOOD = "<domainbackup mode='push'/>\n";

describe('format', () => {
  let folder = '';
  const file = (name: string, content: string): string => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'backupxml-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('rewrites files, and says which', async () => {
    const [ugly, good] = [file('a.xml', UGLY), file('b.xml', GOOD)];
    expect(await call(['format', folder])).toEqual({ code: 0, stdout: '', stderr: `formatted ${ugly}\n` });
    expect(readFileSync(ugly, 'utf8')).toBe(GOOD);
    expect(readFileSync(good, 'utf8')).toBe(GOOD);
    expect(await call(['format', '--check', folder])).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  it('names files in another style with --check, and leaves them', async () => {
    const [ugly, good] = [file('a.xml', UGLY), file('b.xml', GOOD)];
    expect(await call(['format', '--check', ugly, good])).toEqual({ code: 1, stdout: `${ugly}\n`, stderr: '' });
    expect(readFileSync(ugly, 'utf8')).toBe(UGLY);
  });

  it('prints with --stdout, and what comes from standard input', async () => {
    const ugly = file('a.xml', UGLY);
    expect(await call(['format', '--stdout', ugly])).toEqual({ code: 0, stdout: GOOD, stderr: '' });
    expect(readFileSync(ugly, 'utf8')).toBe(UGLY);
    expect(await call(['format', '-'], UGLY)).toEqual({ code: 0, stdout: GOOD, stderr: '' });
  });

  it('prints the very document, but shows a terminal what it would obey', async () => {
    const formatted = '<!--\u009b31m\u202e-->\n<domainbackup/>\n';
    const hostile = formatted.replace('/>', '></domainbackup>');
    expect(await call(['format', '-'], hostile)).toMatchObject({ code: 0, stdout: formatted });
    expect(await call(['format', '-'], hostile, true)).toMatchObject({
      code: 0,
      stdout: '<!--\\x9b31m\\u202e-->\n<domainbackup/>\n',
    });
  });

  it('says why a document cannot be formatted, and formats the others', async () => {
    const [broken, ugly] = [file('a.xml', '<domainbackup>'), file('b.xml', UGLY)];
    const { code, stdout, stderr } = await call(['format', broken, ugly]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain(`${broken}:1:`);
    expect(readFileSync(broken, 'utf8')).toBe('<domainbackup>');
    expect(readFileSync(ugly, 'utf8')).toBe(GOOD);
  });

  it('is wrong usage with --check and --stdout, and for what cannot be read', async () => {
    expect(await call(['format', '--check', '--stdout', 'x.xml'])).toMatchObject({ code: 2 });
    expect(await call(['format', join(folder, 'none.xml')])).toMatchObject({ code: 2, stdout: '' });
  });
});
