/**
 * Fuzzes without end, as a process of its own (scripts/fuzz.mjs starts it anew where native code ends it). Arguments: the seed, how many inputs to
 * pass over, and the folder for what fails; `running.bin` in it is the input that is being looked at. Prints the number of inputs now and then.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inputs, LEVELS } from './inputs.js';
import { createCheck } from './invariants.js';

const [seed = 0, skipped = 0] = process.argv.slice(2, 4).map(Number);
const folder = process.argv[4] ?? 'fuzz-finds';
mkdirSync(folder, { recursive: true });

const RELEASES = ['12.8.0', '9.0.0', '6.0.0'];
const checks = RELEASES.map((name) => createCheck(name));
const streams = LEVELS.map((level, i) => ({ level, next: inputs(level, seed * LEVELS.length + i) }));
const known = new Set<string>();
const running = join(folder, 'running.bin');

for (let number = 0; ; number += 1) {
  const stream = streams[number % streams.length];
  // Trees are the most fruitful: they get past the scan.
  const { level, next } = (number % 3 === 0 ? stream : streams[0]) ?? { level: 'raw', next: () => Buffer.alloc(0) };
  const bytes = next();
  const check = checks[number % checks.length];
  if (number < skipped || !check) continue;
  writeFileSync(running, bytes);
  const finds = await check(bytes).catch((error: unknown) => [
    `throws ${error instanceof Error ? error.stack : String(error)}`,
  ]);
  if (finds.length > 0) keep(finds, bytes, `${seed}-${number}-${level}`, RELEASES[number % RELEASES.length] ?? '');
  if (number % 500 === 0) process.stdout.write(`at ${number}\n`);
}

/** Of finds that read the same, one is enough. */
function keep(finds: readonly string[], bytes: Buffer, name: string, release: string): void {
  const fresh = finds.filter((find) => !known.has(find));
  if (fresh.length === 0) return;
  for (const find of fresh) known.add(find);
  writeFileSync(join(folder, `${name}.xml`), bytes);
  writeFileSync(join(folder, `${name}.txt`), `libvirt ${release}\n${fresh.join('\n')}\n`);
  process.stdout.write(`find ${name}: ${fresh.join('; ').split('\n')[0]}\n`);
  rmSync(running, { force: true });
}
