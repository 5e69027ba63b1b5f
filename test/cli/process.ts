/**
 * Runs the built command as a process, on this Node or on a newer one, for which vitest.config.ts runs the same tests once more. `npm test` builds the
 * command and gets the newer Node first.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inject, onTestFinished } from 'vitest';
import type {} from '../newer-node/provide.js';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const newer = inject('newerNode');
const onNewer = newer && !('missing' in newer) ? newer : undefined;

/** The Node that runs the command. */
export const NODE = onNewer?.node ?? process.execPath;
/** The folder of the package whose command is run. */
export const PACKAGE = onNewer?.home ?? ROOT.replace(/\/$/, '');
/** The node_modules where that package finds libxmljs2. */
export const MODULES = onNewer ? dirname(PACKAGE) : join(ROOT, 'node_modules');
export const PROGRAM = join(PACKAGE, 'bin/backupxml.js');
/** Where a shell finds that Node before any other. */
export const PATH = `${dirname(NODE)}:${process.env.PATH}`;

if (!existsSync(join(PACKAGE, 'dist/cli/cli.cjs')))
  throw new Error('the command is not built: run `npm run build`, or all by `npm test`');

export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Surroundings {
  readonly cwd?: string;
  readonly input?: string | Buffer;
  readonly env?: Record<string, string>;
  /** The command to run in the place of `PROGRAM`, such as that of a copy. */
  readonly program?: string;
}

/** Without colour and whatever else the surroundings of the test suggest. */
export function backupxml(
  args: readonly string[],
  { cwd = ROOT, input = '', env = {}, program = PROGRAM }: Surroundings = {},
): Outcome {
  const { status, stdout, stderr, error } = spawnSync(NODE, [program, ...args], {
    cwd,
    input,
    env: { PATH, ...env },
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (error) throw error;
  return { status, stdout, stderr };
}

/** The same through a shell: `script` finds the program as "$0" and the arguments as "$@". */
export function shell(script: string, args: readonly string[] = [], cwd = ROOT): Outcome {
  const { status, stdout, stderr, error } = spawnSync('bash', ['--norc', '-c', script, PROGRAM, ...args], {
    cwd,
    env: { PATH },
    encoding: 'utf8',
  });
  if (error) throw error;
  return { status, stdout, stderr };
}

/** A copy of the package that is run, in which these files are others; gone after the test. Its command is bin/backupxml.js. */
export function copyWith(files: Readonly<Record<string, string>>): string {
  const copy = folderWith({});
  for (const name of ['bin', 'dist/cli', 'schemas', 'package.json'])
    cpSync(join(PACKAGE, name), join(copy, name), { recursive: true });
  symlinkSync(MODULES, join(copy, 'node_modules'));
  writeAll(files, copy);
  return copy;
}

/** A folder with these files, which is gone after the test. */
export function folderWith(files: Readonly<Record<string, string | Buffer>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'backupxml-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeAll(files, folder);
  return folder;
}

function writeAll(files: Readonly<Record<string, string | Buffer>>, folder: string): void {
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
}

export const GOOD = `<domainbackup mode='push'>
  <disks>
    <disk name='vda' type='file'>
      <target file='/backup/vda.qcow2'/>
    </disk>
  </disks>
</domainbackup>
`;

/** One fault, with a safe fix: line 4, columns 8 to 13. */
export const MISSPELT = GOOD.replace('target', 'taget');

/** One fault without a safe fix: line 3, the name of the disk. */
export const UNFIXABLE = GOOD.replace("'vda'", "'/dev/vda'");
