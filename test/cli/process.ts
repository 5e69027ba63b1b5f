/** Runs the built command as a process. `npm test` builds it first. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const PROGRAM = join(ROOT, 'bin/backupxml.js');

if (!existsSync(join(ROOT, 'dist/cli/cli.cjs')))
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
}

/** Without colour and whatever else the surroundings of the test suggest. */
export function backupxml(args: readonly string[], { cwd = ROOT, input = '', env = {} }: Surroundings = {}): Outcome {
  const { status, stdout, stderr, error } = spawnSync(process.execPath, [PROGRAM, ...args], {
    cwd,
    input,
    env: { PATH: process.env.PATH, ...env },
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
    env: { PATH: `${dirname(process.execPath)}:${process.env.PATH}` },
    encoding: 'utf8',
  });
  if (error) throw error;
  return { status, stdout, stderr };
}

/** A folder with these files, which is gone after the test. */
export function folderWith(files: Readonly<Record<string, string | Buffer>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'backupxml-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
  return folder;
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
