// Fuzzes for a while, and keeps what fails: `npm run fuzz -- --minutes 10 [--seed 1] [--folder fuzz-finds]`.
// Exit code 1 where something was found.
import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { bundleModule, root } from './bundle.mjs';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '1' },
    seed: { type: 'string', default: String(Date.now() % 1e6) },
    folder: { type: 'string', default: 'fuzz-finds' },
  },
});
const milliseconds = Number(values.minutes) * 60_000;
const seed = Number(values.seed);
if (!(milliseconds > 0) || !Number.isSafeInteger(seed)) {
  console.error('usage: npm run fuzz -- [--minutes N] [--seed N] [--folder PATH]');
  process.exit(2);
}

const { folder } = values;
mkdirSync(folder, { recursive: true });
// As deep as the sources, so that paths to the schemas and fixtures are right.
const program = join(root, 'dist/fuzz/main.mjs');
await bundleModule('test/fuzz/main.ts', program, { plugins: [{ name: 'fixtures', transform: fixturesInTest }] });

/** A bundle has one place, and the corpus is named from another. */
function fixturesInTest(code, id) {
  return id.endsWith('test/corpus.ts') ? code.replace('`fixtures/corpus', '`../../test/fixtures/corpus') : null;
}

console.log(`seed ${seed}, ${values.minutes} minutes; what fails goes to ${folder}`);
const end = Date.now() + milliseconds;
let at = 0;
let finds = 0;
while (Date.now() < end) await run();
rmSync(join(folder, 'running.bin'), { force: true });
console.log(`${at} inputs, ${finds} finds`);
process.exitCode = finds > 0 ? 1 : 0;

/** One process, until it or the time ends. */
async function run() {
  const child = spawn(process.execPath, [program, String(seed), String(at), folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let stalled;
  const wait = () => {
    clearTimeout(stalled);
    stalled = setTimeout(() => child.kill('SIGABRT'), 60_000);
  };
  wait();
  const over = setTimeout(() => child.kill('SIGTERM'), end - Date.now());
  for await (const line of createInterface({ input: child.stdout })) {
    wait();
    if (line.startsWith('at ')) at = Number(line.slice(3));
    else {
      finds += 1;
      console.log(line);
    }
  }
  clearTimeout(stalled);
  clearTimeout(over);
  if (Date.now() >= end - 100) return;
  finds += 1;
  const running = join(folder, 'running.bin');
  const kept = join(folder, `crash-${seed}-${at}.xml`);
  if (existsSync(running)) copyFileSync(running, kept);
  console.log(`find: the process ended or hung after ${at} inputs; see ${kept}`);
  at += 500;
}
