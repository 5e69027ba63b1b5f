// Fuzzes for a while, and keeps what fails: `npm run fuzz -- --minutes 10 [--seed 1] [--folder fuzz-finds]`.
// Exit code 1 where something was found.
import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';

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

const root = fileURLToPath(new URL('..', import.meta.url));
const { folder } = values;
mkdirSync(folder, { recursive: true });
// As deep as the sources, so that paths to the schemas and fixtures are right.
const bundle = join(root, 'dist/fuzz/main.mjs');
await build({
  entryPoints: [join(root, 'test/fuzz/main.ts')],
  outfile: bundle,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  external: ['libxmljs2'],
  banner: { js: "import { createRequire as $require } from 'node:module'; const require = $require(import.meta.url);" },
  plugins: [{ name: 'fixtures', setup: fixturesInTest }],
  logLevel: 'warning',
});

/** A bundle has one place, and the corpus is named from another. */
function fixturesInTest({ onLoad }) {
  onLoad({ filter: /test\/corpus\.ts$/ }, async ({ path }) => {
    const { readFile } = await import('node:fs/promises');
    const text = await readFile(path, 'utf8');
    return { contents: text.replace('`fixtures/corpus', '`../../test/fixtures/corpus'), loader: 'ts' };
  });
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
  const child = spawn(process.execPath, [bundle, String(seed), String(at), folder], {
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
