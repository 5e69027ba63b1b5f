import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { backupxml, folderWith, GOOD, MISSPELT, NODE, PROGRAM, shell, UNFIXABLE } from './process.js';

const read = (...path: string[]) => readFileSync(join(...path), 'utf8');

describe('validate --fix', () => {
  it('fixes the file, says so on stderr, and reports what is left', () => {
    const folder = folderWith({ 'a.xml': MISSPELT, 'b.xml': UNFIXABLE });
    const { status, stdout, stderr } = backupxml(['validate', '--fix', 'a.xml', 'b.xml'], { cwd: folder });
    expect(stderr).toBe('fixed 1 fault in a.xml\n');
    expect(status).toBe(1);
    expect(stdout).toContain('b.xml:3:');
    expect(stdout).not.toContain('a.xml:');
    expect(stdout).toContain('2 files: 1 valid, 1 with errors (1 error)');
    expect(read(folder, 'a.xml')).toBe(GOOD);
    expect(read(folder, 'b.xml')).toBe(UNFIXABLE);
    expect(readdirSync(folder).sort()).toEqual(['a.xml', 'b.xml']);
  });

  it('fixes several faults of a document, also those that only a first fix brings to light', () => {
    const text = MISSPELT.replace("mode='push'", 'mode=“push”')
      .replaceAll('disk>', 'dsik>')
      .replace('<disk ', '<dsik ');
    const folder = folderWith({ 'a.xml': text });
    expect(backupxml(['validate', '--fix', 'a.xml'], { cwd: folder })).toMatchObject({ status: 0 });
    expect(backupxml(['validate', 'a.xml'], { cwd: folder })).toMatchObject({ status: 0 });
    expect(read(folder, 'a.xml').replaceAll('"', "'")).toBe(GOOD);
  });

  it('changes nothing but the edit: blanks, comments, quotes, line ends', () => {
    const odd = `<?xml version="1.0"?>\r\n<!-- x -->\t<domainbackup\r\n  mode = "push" >\r\r\n\n <disks><disk   name='vda'\ttype="file"><TGT file='/ü&amp;"'/></disk></disks></domainbackup >  \n\n`;
    const folder = folderWith({ 'a.xml': odd.replace('TGT', 'taget') });
    expect(backupxml(['validate', '--fix', 'a.xml'], { cwd: folder })).toMatchObject({ status: 0 });
    expect(read(folder, 'a.xml')).toBe(odd.replace('TGT', 'target'));
  });

  const swapped = (text: string) => Buffer.from(text, 'utf16le').swap16();

  it.each<[string, (text: string) => Buffer]>([
    ['UTF-8 with a byte order mark', (text) => Buffer.from(`\uFEFF${text}`)],
    ['UTF-16, little-endian', (text) => Buffer.from(`\uFEFF${text}`, 'utf16le')],
    ['UTF-16, big-endian', (text) => swapped(`\uFEFF${text}`)],
    ['ISO-8859-1', (text) => Buffer.from(`<?xml version='1.0' encoding='ISO-8859-1'?>${text}`, 'latin1')],
  ])('keeps the encoding: %s', (_name, encode) => {
    const text = MISSPELT.replace('vda.qcow2', 'vdä.qcow2');
    const folder = folderWith({ 'a.xml': encode(text) });
    expect(backupxml(['validate', '--fix', 'a.xml'], { cwd: folder })).toMatchObject({ status: 0 });
    expect(readFileSync(join(folder, 'a.xml'))).toEqual(encode(text.replace('taget', 'target')));
  });

  it('leaves a symbolic link in place and fixes what it leads to', () => {
    const folder = folderWith({ 'real/a.xml': MISSPELT });
    symlinkSync('real/a.xml', join(folder, 'link.xml'));
    expect(backupxml(['validate', '--fix', 'link.xml'], { cwd: folder })).toMatchObject({ status: 0 });
    expect(lstatSync(join(folder, 'link.xml')).isSymbolicLink()).toBe(true);
    expect(read(folder, 'real/a.xml')).toBe(GOOD);
  });

  it('does not write where there is nothing to fix', () => {
    const folder = folderWith({ 'a.xml': GOOD, 'b.xml': UNFIXABLE });
    const long = new Date('2020-01-01');
    for (const name of ['a.xml', 'b.xml']) utimesSync(join(folder, name), long, long);
    expect(backupxml(['validate', '--fix', 'a.xml', 'b.xml'], { cwd: folder })).toMatchObject({
      status: 1,
      stderr: '',
    });
    for (const name of ['a.xml', 'b.xml']) expect(statSync(join(folder, name)).mtime).toEqual(long);
  });

  it('says so where the disk has no room, and leaves the file as it was', () => {
    const big = MISSPELT.replace('<disks>', `<!-- ${'x'.repeat(5000)} -->\n<disks>`);
    const folder = folderWith({ 'a.xml': big });
    const { status, stderr } = shell('cd "$1"; ulimit -f 1; trap "" XFSZ; node "$0" validate --fix a.xml', [folder]);
    expect(status).toBe(2);
    expect(stderr).toMatch(/^error: a\.xml: could not be fixed: .*\n$/);
    expect(read(folder, 'a.xml')).toBe(big);
    expect(readdirSync(folder)).toEqual(['a.xml']);
  });

  it('leaves each file old or new where it is killed', async () => {
    const names = Array.from({ length: 300 }, (_, i) => `${i}.xml`);
    for (const delay of [90, 140, 200, 300]) {
      const folder = folderWith(Object.fromEntries(names.map((name) => [name, MISSPELT])));
      await killed(['validate', '--fix', folder], delay);
      const contents = new Set(names.map((name) => read(folder, name)));
      for (const content of contents) expect([GOOD, MISSPELT]).toContain(content);
    }
  });
});

async function killed(args: readonly string[], delay: number): Promise<void> {
  const child = spawn(NODE, [PROGRAM, ...args], { stdio: 'ignore' });
  const ended = once(child, 'exit');
  await setTimeout(delay);
  child.kill('SIGKILL');
  await ended;
}

describe('other commands that write', () => {
  const UNSTYLED = GOOD.replaceAll("'", '"').replaceAll('  ', '\t');

  it('format leaves each file old or new where it is killed', async () => {
    const names = Array.from({ length: 300 }, (_, i) => `${i}.xml`);
    const seen = new Set<string>();
    for (const delay of [70, 90, 120, 200]) {
      const folder = folderWith(Object.fromEntries(names.map((name) => [name, UNSTYLED])));
      await killed(['format', folder], delay);
      for (const name of names) seen.add(read(folder, name));
    }
    for (const content of seen) expect([GOOD, UNSTYLED]).toContain(content);
  });

  it('new leaves a whole file or none where it is killed', async () => {
    const folder = folderWith({});
    for (let delay = 40; delay < 160; delay += 5) {
      const path = join(folder, `${delay}.xml`);
      await killed(['new', '--push', '--disk', 'vda', '--disk', 'vdb', '-o', path], delay);
      if (existsSync(path)) expect(read(path)).toMatch(/<\/domainbackup>\n$/);
    }
  });

  it.each([
    ['format', ['format', 'a.xml']],
    ['validate --fix', ['validate', '--fix', 'a.xml']],
  ])('%s says so where the disk has no room, and leaves the file as it was', (_name, args) => {
    const big = MISSPELT.replace('<disks>', `<!-- ${'x'.repeat(5000)} -->\n<disks >`);
    const folder = folderWith({ 'a.xml': big });
    const { status, stderr } = shell(`cd "$1"; ulimit -f 1; trap "" XFSZ; node "$0" ${args.join(' ')}`, [folder]);
    expect(status).toBe(2);
    expect(stderr).toMatch(/^error: a\.xml: could not be (?:fixed|formatted): .*\n$/);
    expect(read(folder, 'a.xml')).toBe(big);
    expect(readdirSync(folder)).toEqual(['a.xml']);
  });
});

describe('validate --fix-dry-run', () => {
  it('prints a diff that patch takes, and changes nothing', () => {
    const folder = folderWith({
      'a.xml': MISSPELT,
      'sub/b.xml': MISSPELT.replaceAll('\n', '\r\n'),
      'c.xml': UNFIXABLE,
    });
    const { status, stdout, stderr } = backupxml(['validate', '--fix-dry-run', '.'], { cwd: folder });
    expect(status).toBe(1);
    expect(stderr).toBe('would fix 1 fault in a.xml\nwould fix 1 fault in sub/b.xml\n');
    expect(stdout.split('\n').slice(0, 12)).toEqual([
      '--- a/a.xml',
      '+++ b/a.xml',
      '@@ -1,7 +1,7 @@',
      " <domainbackup mode='push'>",
      '   <disks>',
      "     <disk name='vda' type='file'>",
      "-      <taget file='/backup/vda.qcow2'/>",
      "+      <target file='/backup/vda.qcow2'/>",
      '     </disk>',
      '   </disks>',
      ' </domainbackup>',
      '--- a/sub/b.xml',
    ]);
    expect(read(folder, 'a.xml')).toBe(MISSPELT);
    writeFileSync(join(folder, 'fix.diff'), stdout);
    expect(shell('cd "$1" && git apply fix.diff', [folder])).toMatchObject({ status: 0 });
    expect(read(folder, 'a.xml')).toBe(GOOD);
    expect(read(folder, 'sub/b.xml')).toBe(GOOD.replaceAll('\n', '\r\n'));
  });

  it.each<[string[], number, string]>([
    [[], 0, ''],
    [['--quiet'], 0, ''],
    [['--strict'], 1, 'error: 2 warnings, and none may be there (--strict)\n'],
    [['--quiet', '--strict'], 1, 'error: 2 warnings, and none may be there (--strict)\n'],
    [['--max-warnings', '1'], 1, 'error: 2 warnings, and at most 1 may be there (--max-warnings)\n'],
    [['--strict', '--rule', 'suppression-unused=off', '--rule', 'incremental-empty=off'], 0, ''],
  ])('shows what --fix does, and judges what is there now: %j', (args, status, refusal) => {
    const idle = GOOD.replace('  <disks', '  <!-- backupxml-disable-next-line disk-listed-twice: once -->\n  <disks');
    const files = { 'idle.xml': idle, 'warned.xml': GOOD.replace('  <disks', '  <incremental/>\n  <disks') };
    const folder = folderWith(files);
    const shown = backupxml(['validate', '--fix-dry-run', ...args, '.'], { cwd: folder });
    const isOff = args.includes('suppression-unused=off');
    const fixed = isOff ? '' : 'would fix 1 fault in idle.xml\n';
    expect(shown).toMatchObject({ status, stderr: fixed + refusal });
    expect(shown.stdout).toMatch(isOff ? /^$/ : /^--- a\/idle\.xml\n/);
    for (const [name, text] of Object.entries(files)) expect(read(folder, name)).toBe(text);
    writeFileSync(join(folder, 'fix.diff'), shown.stdout);
    shell('cd "$1" && git apply --allow-empty fix.diff', [folder]);
    const written = folderWith(files);
    backupxml(['validate', '--fix', ...args, '.'], { cwd: written });
    for (const name of Object.keys(files)) expect(read(folder, name)).toBe(read(written, name));
  });

  it('takes standard input', () => {
    const { status, stdout } = backupxml(['validate', '--fix-dry-run', '-'], { input: MISSPELT });
    expect(status).toBe(1);
    expect(stdout).toContain("\n+      <target file='/backup/vda.qcow2'/>\n");
  });

  it('prints nothing for a good file', () => {
    expect(backupxml(['validate', '--fix-dry-run', '-'], { input: GOOD })).toEqual({
      status: 0,
      stdout: '',
      stderr: '',
    });
  });

  it('shows what a terminal would obey', () => {
    const input = MISSPELT.replace('/backup', '/\u202e\u009b31m');
    const { stdout } = backupxml(['validate', '--fix-dry-run', '-'], { input });
    expect(stdout).toContain('/\\u202e\\x9b31m/vda');
    expect(existsSync('-')).toBe(false);
  });
});
