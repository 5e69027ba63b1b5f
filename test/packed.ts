/**
 * The package as others get it. Its only dependency is compiled at installation for most of a minute and comes from the registry, neither of which a
 * test should need: it is lent. `npm run install-test` does it all with npm.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

export interface Packed {
  /** Of the package, in the node_modules of the folder. */
  readonly home: string;
  readonly tarball: string;
  /** The paths of what is in it. */
  readonly files: readonly string[];
}

/** Packs this package and installs it in a folder, with a link to the libxmljs2 that is given. */
export function installPacked(folder: string, libxmljs2: string): Packed {
  const packed = run('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder]);
  const [made] = JSON.parse(packed) as { filename: string; files: { path: string }[] }[];
  if (!made) throw new Error(`npm pack says ${packed}`);
  const tarball = join(folder, made.filename);
  const home = join(folder, 'node_modules/backupxml');
  mkdirSync(home, { recursive: true });
  run('tar', ['-xzf', tarball, '-C', home, '--strip-components=1']);
  symlinkSync(libxmljs2, join(folder, 'node_modules/libxmljs2'));
  return { home, tarball, files: made.files.map(({ path }) => path) };
}

function run(program: string, args: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, { cwd: ROOT, encoding: 'utf8' });
  if (error) throw error;
  if (status !== 0) throw new Error(`${program} ends with ${status}: ${stderr}`);
  return stdout;
}
