// Makes what is made from the code (src/manual/made.ts), removes the pages of codes that are gone, and brings the examples of the written pages up to
// date. The command must have been built.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { bundleModule, root } from './bundle.mjs';

const WRITTEN = ['README.md', 'schemas/README.md', 'CONTRIBUTING.md'];

/** A block that begins with a command and goes on with what it prints: as test/cli/readme.test.ts reads it. */
const EXAMPLE = /^```\n\$ (.*)\n[\s\S]*?^```$/gm;

/** What a page quotes of another, from behind its title. */
const QUOTATION = /^<!-- quoted from (\S+) -->\n[\s\S]*?^<!-- end of the quotation -->$/gm;

// Two levels below the package's folder, as the sources are: see scripts/build.mjs.
const made = join(root, `dist.docs.${process.pid}`);
process.on('exit', () => rmSync(made, { recursive: true, force: true }));
const file = join(made, 'lib/made.mjs');
await bundleModule('src/manual/made.ts', file);
const { madeFiles } = await import(file);
const files = await madeFiles();

for (const name of readdirSync(join(root, 'docs/rules'))) {
  if (!files.has(`docs/rules/${name}`)) rmSync(join(root, 'docs/rules', name));
}
for (const [path, text] of files) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

// What the examples in the written pages print, and the picture: by the built command.
for (const path of WRITTEN) {
  const before = readFileSync(join(root, path), 'utf8');
  writeFileSync(
    join(root, path),
    before
      .replace(EXAMPLE, (_block, command) => `\`\`\`\n$ ${command}\n${printed(command)}\`\`\``)
      .replace(QUOTATION, (_block, from) => quotation(from)),
  );
}
run(process.execPath, ['scripts/picture.mjs']);
console.log(`docs: ${files.size} files made, ${WRITTEN.length} brought up to date`);

function quotation(from) {
  const [, ...behindTitle] = readFileSync(join(root, from), 'utf8').split(/^# .*\n/m);
  return `<!-- quoted from ${from} -->${`\n${behindTitle.join('')}`.trimEnd()}\n\n<!-- end of the quotation -->`;
}

function printed(command) {
  return run('bash', ['--norc', '-c', `backupxml() { node bin/backupxml.js "$@"; }\n${command}`]);
}

function run(program, args) {
  const { stdout, error } = spawnSync(program, args, {
    cwd: root,
    env: { PATH: `${dirname(process.execPath)}:${process.env.PATH}` },
    encoding: 'utf8',
  });
  if (error) throw error;
  return stdout;
}
