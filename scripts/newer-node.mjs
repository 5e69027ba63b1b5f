// Gets a newer Node than the oldest that we run on, and libxmljs2 as npm picks and compiles it for that: the tests of the command run on both.
// Kept in node_modules/.cache, as it takes a minute and the npm registry; the tests themselves need neither.
//
// `node scripts/newer-node.mjs` gets it where it is not there, unless this Node is a newer one itself; `--find` prints what is there, as JSON.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installNode } from './other-node.mjs';

const VERSION = '24.21.0';

const root = fileURLToPath(new URL('..', import.meta.url));
const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const name = `newer-node-${VERSION}-libxmljs2-${dependencies.libxmljs2.replace(/[^\d.]+/g, '-')}`;
const place = join(root, 'node_modules/.cache/backupxml', name);
/** Where the things lie, relative to the place; written last. */
const FOUND = 'found.json';

if (process.argv.includes('--find')) console.log(JSON.stringify(find()));
// As in vitest.config.ts.
else if (Number.parseInt(process.versions.node, 10) >= 22) console.log('newer-node: this is one');
else if (find().node) console.log(`newer-node: Node ${VERSION} is there`);
else get();

function find() {
  const file = join(place, FOUND);
  if (!existsSync(file)) return { missing: `Node ${VERSION} is not there: npm run newer-node` };
  const { node, libxmljs2 } = JSON.parse(readFileSync(file, 'utf8'));
  return { node: join(place, node), libxmljs2: join(place, libxmljs2) };
}

function get() {
  mkdirSync(dirname(place), { recursive: true });
  const folder = mkdtempSync(`${place}-`);
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  const npm = (env) => (args) => {
    const { status, stderr, error } = spawnSync('npm', args, { cwd: folder, env, encoding: 'utf8' });
    if (error || status !== 0) throw new Error(error?.message ?? stderr);
  };
  try {
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, allowScripts: { libxmljs2: true } }));
    const { node, env } = installNode(VERSION, folder, npm(process.env));
    npm(env)(['install', '--no-audit', '--no-fund', `libxmljs2@${dependencies.libxmljs2}`]);
    const libxmljs2 = join(folder, 'node_modules/libxmljs2');
    const found = { node: relative(folder, node), libxmljs2: relative(folder, libxmljs2) };
    writeFileSync(join(folder, FOUND), JSON.stringify(found));
  } catch ({ message }) {
    console.error(`newer-node: cannot be had, so the tests on it are skipped (an error where CI is set):\n${message}`);
    process.exitCode = process.env.CI ? 1 : 0;
    return;
  }
  rmSync(place, { recursive: true, force: true });
  renameSync(folder, place);
  console.log(`newer-node: Node ${VERSION} and libxmljs2 for it are there now`);
}
