// Makes the code caches of the command (see bin/load.js), one for each of its files that a run of `validate` may need: runs it on examples, so that V8 has
// compiled what is called, and keeps that.
// Argument: the command's file.
'use strict';

const { writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { cacheOf, compile, evaluate } = require('../bin/load.js');

const [file] = process.argv.slice(2);
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
const example = (name) => join(__dirname, '../examples', name);

const scripts = new Map();
const { run } = evaluate(file, (each) => {
  const script = compile(each);
  scripts.set(each, script);
  return script;
});

/** Each once: V8 forgets the compiled code of what has not run for a while, and a larger cache takes longer to read. */
async function warm() {
  for (const [code, document] of [
    [1, example('broken/unclosed.xml')],
    [1, example('broken/misspelt.xml')],
    [0, example('good/push-full.xml')],
  ]) {
    const actual = await run(['validate', document], io);
    if (actual !== code) throw new Error(`${document} ends with exit code ${actual}, not ${code}`);
  }
  for (const [each, script] of scripts) writeFileSync(cacheOf(each), script.createCachedData());
}

warm().catch((error) => {
  console.error(`no code cache: ${error.message}`);
  process.exitCode = 1;
});
