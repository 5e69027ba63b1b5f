#!/usr/bin/env node
'use strict';

/** Why it cannot be loaded, and what to do, by the code of the error. */
const CURES = {
  MODULE_NOT_FOUND: (reason) => `is not built, or lacks what it needs (${reason}): run \`npm install\` in its folder`,
  ERR_DLOPEN_FAILED: () =>
    'has a native part that is made for another Node, or broken: run `npm rebuild` in its folder',
};

try {
  const { load } = require('./load.js');
  load('cli.cjs').main();
} catch (error) {
  const cure = CURES[error.code];
  if (!cure) throw error;
  const [reason] = error.message.split('\n');
  process.stderr.write(`error: backupxml ${cure(reason)}\n`);
  process.exitCode = 3;
}
