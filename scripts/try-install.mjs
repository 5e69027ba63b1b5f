// Packs, installs the package with npm in an empty folder, and tries it: with this Node, and with each that is named (`24`, `26`), by default 24.
// Needs the network, and a minute for each.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installNode } from './other-node.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const others = process.argv.length > 2 ? process.argv.slice(2) : ['24'];
const folder = mkdtempSync(join(tmpdir(), 'backupxml-try-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

const [{ filename }] = JSON.parse(
  run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], root),
);
const tarball = join(folder, filename);

tryWith(dirname(process.execPath), process.env, 'this');
for (const version of others) {
  const place = join(folder, `node-${version}`);
  mkdirSync(place);
  writeFileSync(join(place, 'package.json'), '{ "private": true }');
  const { bin, env } = installNode(version, place, (args) => run('npm', args, place));
  tryWith(bin, env, version);
}
console.log('install: all as expected');

function tryWith(bin, env, name) {
  const project = mkdtempSync(join(folder, 'project-'));
  const node = join(bin, 'node');
  console.log(`install: with Node ${run(node, ['--version'], project, env).trim()} (${name})`);
  writeFileSync(join(project, 'package.json'), '{ "type": "module", "private": true }');
  run('npm', ['install', tarball], project, env);
  writeFileSync(
    join(project, 'try.js'),
    "import { validate } from 'backupxml';\nconsole.log(validate('<domainbackup/>').valid);\n",
  );
  writeFileSync(join(project, 'bad.xml'), '<domainbackup mode="pul"/>\n');
  const command = join(project, 'node_modules/.bin/backupxml');
  process.stdout.write(run(command, ['--version'], project, env));
  run(command, ['new', '--pull', '--disk', 'vda', '-o', 'new.xml'], project, env);
  run(command, ['validate', 'new.xml'], project, env);
  expectThat(run(command, ['validate', 'bad.xml'], project, env, 1).includes('value-unknown'), 'bad.xml is refused');
  expectThat(run(node, ['try.js'], project, env) === 'true\n', 'the library can be imported');
}

function run(program, args, cwd, env = process.env, expected = 0) {
  const { status, stdout, stderr, error } = spawnSync(program, args, { cwd, env, encoding: 'utf8' });
  if (error) throw error;
  expectThat(status === expected, `${program} ${args.join(' ')} ends with ${status}:\n${stdout}${stderr}`);
  return stdout;
}

function expectThat(holds, what) {
  if (!holds) throw new Error(`not as expected: ${what}`);
}
