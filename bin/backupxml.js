#!/usr/bin/env node
'use strict';

// From Node 22.8 on compiled code is kept between runs, which saves some milliseconds of each.
process.getBuiltinModule?.('node:module').enableCompileCache?.();

try {
  require('../dist/cli/cli.cjs').main();
} catch (error) {
  if (error.code !== 'MODULE_NOT_FOUND') throw error;
  const [reason] = error.message.split('\n');
  process.stderr.write(
    `error: backupxml is not built, or lacks what it needs (${reason}): run \`npm install\` in its folder\n`,
  );
  process.exitCode = 3;
}
