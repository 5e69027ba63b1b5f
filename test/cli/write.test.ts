/** What the commands write, where that is hard or fails. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { FORMATS } from '../../src/commands/report-option.js';
import { backupxml, folderWith, GOOD, MISSPELT, NODE, PROGRAM, shell } from './process.js';

/** Both a fault that is fixed and blanks that are set right. */
const UNTIDY = MISSPELT.replace('<disks>', '<disks >');

const isRoot = process.getuid?.() === 0;

/** The commands that write: into a file that is there, or a new one. */
const WRITERS: readonly (readonly [string, readonly string[]])[] = [
  ['validate --fix', ['validate', '--fix', 'a.xml']],
  ['format', ['format', 'a.xml']],
  ['new', ['new', '--push', '--disk', 'vda', '-o', 'new.xml']],
  ['new --force', ['new', '--push', '--disk', 'vda', '--force', '-o', 'a.xml']],
  ['a report', ['validate', '--format', 'json:report.json', 'a.xml']],
];

const REPLACERS = WRITERS.filter(([, args]) => args.includes('a.xml') && args[1] !== '--format');

/** Root may write whatever the permissions are, so each way is for one of both: a script that prepares $1, and one that undoes it. */
interface Way {
  readonly possible: boolean;
  readonly prepare: string;
  readonly undo?: string;
  readonly words: RegExp;
}

/** A mount of its own is gone with the process that has made it. */
const canMount = isRoot && worksOnFolder('unshare --mount mount -t tmpfs tmpfs "$folder"');

const WAYS: readonly (readonly [string, Way])[] = [
  [
    'in a folder that may not be written to',
    { possible: !isRoot, prepare: 'chmod 555 "$1"', undo: 'chmod 755 "$1"', words: /permission denied/ },
  ],
  [
    'in a folder that nothing can be added to',
    {
      possible: isRoot && worksOnFolder('chattr +i "$folder" && chattr -i "$folder"'),
      prepare: 'chattr +i "$1"',
      undo: 'chattr -i "$1"',
      words: /permission denied/,
    },
  ],
  [
    'on a file system that is read-only',
    {
      possible: canMount,
      prepare: 'mount --bind "$1" "$1" && mount -o remount,bind,ro "$1"',
      words: /the file system is read-only/,
    },
  ],
  [
    'on a disk that is full',
    {
      possible: canMount,
      prepare:
        'copy=$(<"$1/a.xml") && mount -t tmpfs -o size=64k tmpfs "$1" && printf "%s\\n" "$copy" > "$1/a.xml" && ! cat /dev/zero > "$1/full" 2> /dev/null',
      words: /there is no space left on the disk/,
    },
  ],
];

/** Whether a script can be run on a folder where those of the tests are, which not every file system and not every container allows. */
function worksOnFolder(script: string): boolean {
  const whole = `folder=$(mktemp -d) && ${script}; status=$?; rmdir "$folder"; exit $status`;
  return spawnSync('bash', ['--norc', '-c', whole]).status === 0;
}

describe.each(WAYS)('%s', (_way, { possible, prepare, undo, words }) => {
  it.skipIf(!possible).each(WRITERS)('%s says so, and leaves all as it was', (_name, args) => {
    const folder = folderWith({ 'a.xml': UNTIDY });
    if (undo !== undefined) onTestFinished(() => void shell(undo, [folder]));
    const run = `${prepare} && cd "$1" && before=$(ls -A) || exit 99
      node "$0" "\${@:2}" > /dev/null; code=$?
      [ "$before" = "$(ls -A)" ] && cat a.xml && exit $code || exit 98`;
    const script = undo === undefined ? `exec unshare --mount bash --norc -c '${run}' "$0" "$@"` : run;
    const { status, stdout, stderr } = shell(script, [folder, ...args]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: UNTIDY });
    expect(stderr).toMatch(/^error: .*\n$/);
    expect(stderr).toMatch(words);
  });
});

describe.each(REPLACERS)('%s', (_name, args) => {
  it.each([0o600, 0o640, 0o664, 0o755, 0o444])('keeps the mode %o', (mode) => {
    const cwd = folderWith({ 'a.xml': UNTIDY });
    chmodSync(join(cwd, 'a.xml'), mode);
    expect(backupxml(args, { cwd }).status).toBeLessThan(2);
    expect(readFileSync(join(cwd, 'a.xml'), 'utf8')).not.toBe(UNTIDY);
    expect(statSync(join(cwd, 'a.xml')).mode & 0o7777).toBe(mode);
  });

  it.skipIf(!isRoot)('keeps the owner and the group', () => {
    const cwd = folderWith({ 'a.xml': UNTIDY });
    chownSync(join(cwd, 'a.xml'), 1234, 4321);
    chmodSync(join(cwd, 'a.xml'), 0o2750);
    expect(backupxml(args, { cwd }).status).toBeLessThan(2);
    expect(readFileSync(join(cwd, 'a.xml'), 'utf8')).not.toBe(UNTIDY);
    const { uid, gid, mode } = statSync(join(cwd, 'a.xml'));
    expect({ uid, gid, mode: mode & 0o7777 }).toEqual({ uid: 1234, gid: 4321, mode: 0o2750 });
  });
});

describe('a document that changes while it is read', () => {
  /** Faults in other places, with other fixes. */
  const VERSIONS = [
    UNTIDY,
    `<!-- longer -->\n\n${GOOD.replaceAll('disk ', 'dsik ').replaceAll('disk>', 'dsik>')}`,
  ] as const;

  /** A pipe gives what it has once. By then another version has taken its place, for whoever might ask again. */
  it.each<[string, number]>([...FORMATS.map((format): [string, number] => [format, 0]), ['text', 300], ['sarif', 300]])(
    'is judged, explained and shown as it was read once: %s, with %i others',
    (format, others) => {
      const args = ['validate', '--format', format, 'a.xml', ...(others > 0 ? ['others'] : [])];
      const many = Array.from({ length: others }, (_, i): [string, string] => [`others/${i}.xml`, GOOD]);
      const folder = folderWith({ 'a.xml': VERSIONS[0], second: VERSIONS[1], ...Object.fromEntries(many) });
      const still = backupxml(args, { cwd: folder });
      expect(still).toMatchObject({ status: 1, stderr: '' });
      const script = `cd "$1" && mv a.xml first && mkfifo a.xml || exit 99
      { cat first; mv second a.xml; } > a.xml &
      node "$0" "\${@:2}"; code=$?; kill $! 2> /dev/null; wait; exit $code`;
      expect(shell(script, [folder, ...args])).toEqual(still);
      expect(readFileSync(join(folder, 'a.xml'), 'utf8')).toBe(VERSIONS[1]);
    },
  );

  const reports = (args: readonly string[]) =>
    VERSIONS.map((version) => backupxml(args, { cwd: folderWith({ 'a.xml': version }) }).stdout);

  /** Puts one version in the place of the other, over and over, while `work` is done. */
  async function whileChanging(folder: string, work: () => void): Promise<void> {
    const script = `const { renameSync, writeFileSync } = require('node:fs');
      for (let i = 0; ; i++) { writeFileSync('next', process.argv[1 + (i % 2)]); renameSync('next', 'a.xml'); }`;
    const child = spawn(process.execPath, ['--eval', script, ...VERSIONS], { cwd: folder, stdio: 'ignore' });
    const ended = once(child, 'exit');
    try {
      work();
    } finally {
      child.kill('SIGKILL');
    }
    expect(await ended).toEqual([null, 'SIGKILL']);
  }

  it('is one of its versions, in whatever moment it is read', async () => {
    const folder = folderWith({ 'a.xml': VERSIONS[0] });
    const known = reports(['validate', 'a.xml']);
    expect(new Set(known).size).toBe(2);
    await whileChanging(folder, () => {
      for (let i = 0; i < 10; i++) expect(known).toContain(backupxml(['validate', 'a.xml'], { cwd: folder }).stdout);
    });
  });

  it.each(REPLACERS)('is left a whole version, or what %s makes of one', async (_name, args) => {
    const made = VERSIONS.map((version) => {
      const cwd = folderWith({ 'a.xml': version });
      backupxml(args, { cwd });
      return readFileSync(join(cwd, 'a.xml'), 'utf8');
    });
    const folder = folderWith({ 'a.xml': VERSIONS[0] });
    await whileChanging(folder, () => {
      for (let i = 0; i < 6; i++) {
        const { status, stderr } = backupxml(args, { cwd: folder });
        expect([0, 1, 2]).toContain(status);
        if (status === 2) expect(stderr).toMatch(/^error: .*it was changed meanwhile: run again.*\n$/);
      }
    });
    expect([...VERSIONS, ...made]).toContain(readFileSync(join(folder, 'a.xml'), 'utf8'));
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });
});

describe('a signal while something is written', () => {
  /** Writes go on for long: whatever is flushed to the disk takes a second. */
  const SLOW = `const fs = require('node:fs'); const { fsyncSync } = fs;
    fs.fsyncSync = (file) => { fs.writeSync(1, 'flushing'); Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1000); fsyncSync(file); };
    require('node:module').syncBuiltinESMExports();`;

  it.each(
    WRITERS.flatMap(([name, args]) =>
      (['SIGTERM', 'SIGINT', 'SIGHUP'] as const).map((signal) => [name, signal, args] as const),
    ),
  )('lets %s finish the file, and ends it: %s', async (_name, signal, args) => {
    const folder = folderWith({ 'a.xml': UNTIDY, 'slow.cjs': SLOW });
    const child = spawn(NODE, ['--require', './slow.cjs', PROGRAM, ...args], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    child.stdout.on('data', (text) => String(text).includes('flushing') && child.kill(signal));
    expect(await once(child, 'exit')).toEqual([null, signal]);
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });
});

it('the same document twice is fixed and formatted once', () => {
  for (const args of [['validate', '--fix'], ['format']]) {
    const cwd = folderWith({ 'b/a.xml': UNTIDY });
    symlinkSync('a.xml', join(cwd, 'b/link.xml'));
    expect(backupxml([...args, 'b', 'b/../b/a.xml'], { cwd }).status).toBe(0);
    expect(readFileSync(join(cwd, 'b/a.xml'), 'utf8')).not.toBe(UNTIDY);
  }
});

/** As anybody else, root without this may not give files away. */
const WITHOUT_CHOWN = 'setpriv --bounding-set -chown';

it.skipIf(!isRoot || !worksOnFolder(`${WITHOUT_CHOWN} true`))('what belongs to somebody else is not made ours', () => {
  const cwd = folderWith({ 'a.xml': UNTIDY });
  chownSync(join(cwd, 'a.xml'), 1234, 0);
  const { status, stderr } = shell(`cd "$1" && ${WITHOUT_CHOWN} node "$0" validate --fix a.xml`, [cwd]);
  expect({ status, stderr }).toEqual({
    status: 2,
    stderr: 'error: a.xml: could not be fixed: it belongs to the user 1234, and would not any more\n',
  });
  expect(readFileSync(join(cwd, 'a.xml'), 'utf8')).toBe(UNTIDY);
  expect(statSync(join(cwd, 'a.xml')).uid).toBe(1234);
});
