// Validates the documents in examples/ with the built command and shows what it says.
// Ends with 0 if every good one is accepted and every broken one refused, else with 1.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));

const EXPECTED = { good: 0, broken: 1 };
let unexpected = 0;

for (const [folder, code] of Object.entries(EXPECTED)) {
  const documents = readdirSync(`examples/${folder}`)
    .filter((name) => name.endsWith('.xml'))
    .sort();
  if (documents.length === 0) unexpected += report(`examples/${folder}`, 'has no documents');
  for (const document of documents) {
    const path = `examples/${folder}/${document}`;
    console.log(`$ backupxml validate ${path}`);
    const { status, stdout, stderr, error } = spawnSync(process.execPath, ['bin/backupxml.js', 'validate', path], {
      encoding: 'utf8',
    });
    console.log(stdout + stderr);
    if (error || status !== code) unexpected += report(path, `exit code ${status ?? error}, not ${code}`);
  }
}

console.log(unexpected === 0 ? 'examples: all as expected' : `examples: ${unexpected} not as expected`);
process.exitCode = unexpected === 0 ? 0 : 1;

function report(path, what) {
  console.error(`unexpected: ${path}: ${what}`);
  return 1;
}
