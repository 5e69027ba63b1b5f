#!/usr/bin/env node
import { existsSync } from 'node:fs';
import module from 'node:module';

const program = new URL('../dist/lib/cli.js', import.meta.url);

if (existsSync(program)) {
  // From Node 22.8 on compiled code is kept between runs, which saves some milliseconds of each.
  module.enableCompileCache?.();
  const { main } = await import(program.href);
  await main();
} else {
  process.stderr.write('error: backupxml is not built yet: run `npm install` (or `npm run build`) in its folder\n');
  process.exitCode = 3;
}
