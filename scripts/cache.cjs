// Makes the code cache of the command (see bin/load.js): runs it on the examples, so that V8 has compiled what a run needs, and keeps that.
// Argument: the command's file.
'use strict';

const { writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { cacheOf, compile, evaluate } = require('../bin/load.js');

const [file] = process.argv.slice(2);
const examples = join(__dirname, '../examples');
const nowhere = { write: () => undefined };
const io = {
  stdin: [],
  stdout: nowhere,
  stderr: nowhere,
  env: {},
  stdoutTerminal: false,
  stderrTerminal: false,
  colourLevel: 0,
};

const script = compile(file);
const { run } = evaluate(script, file);

async function warm() {
  for (const format of ['text', 'json']) {
    const code = await run(['validate', '--format', format, examples], io);
    if (code !== 1) throw new Error(`the examples end with exit code ${code}, not 1`);
  }
  writeFileSync(cacheOf(file), script.createCachedData());
}

warm().catch((error) => {
  console.error(`no code cache: ${error.message}`);
  process.exitCode = 1;
});
