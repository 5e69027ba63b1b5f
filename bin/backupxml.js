#!/usr/bin/env node
'use strict';

try {
  const { load } = require('./load.js');
  load('cli.cjs').main();
} catch (error) {
  if (error.code !== 'MODULE_NOT_FOUND') throw error;
  const [reason] = error.message.split('\n');
  process.stderr.write(
    `error: backupxml is not built, or lacks what it needs (${reason}): run \`npm install\` in its folder\n`,
  );
  process.exitCode = 3;
}
