'use strict';

const { readFileSync } = require('node:fs');
const { basename, dirname, join } = require('node:path');
const { Script } = require('node:vm');

/** The file beside a CommonJS file that holds its code as V8 has compiled it. */
const cacheOf = (file) => `${file}.cache`;

/**
 * V8 takes no cache that another version of it has made, nor one made for other flags. What it shows as the file's name in stack traces comes from where
 * the cache was made, so it is one that is right everywhere.
 */
function compile(file, cachedData) {
  const source = readFileSync(file, 'latin1');
  const wrapped = `(function (exports, require, module, __filename, __dirname) {${source}\n})`;
  return new Script(wrapped, { filename: `backupxml/dist/cli/${basename(file)}`, cachedData });
}

/**
 * Evaluates a CommonJS file of ASCII and, as they ask for each other, those beside it; `compiled` gives the script of each.
 * What lies elsewhere is left to Node.
 */
function evaluate(entry, compiled) {
  const modules = new Map();
  const evaluateOne = (file) => {
    const known = modules.get(file);
    if (known) return known.exports;
    const module = { exports: {} };
    modules.set(file, module);
    const folder = dirname(file);
    const requireFrom = (id) => (id.startsWith('./') ? evaluateOne(join(folder, id)) : require(id));
    compiled(file).runInThisContext()(module.exports, requireFrom, module, file, folder);
    return module.exports;
  };
  return evaluateOne(entry);
}

function readCache(file) {
  try {
    return readFileSync(cacheOf(file));
  } catch {
    return undefined;
  }
}

/** Loads a file of dist/cli/ as `require` does, in less time where the build has made a cache with this very Node. */
function load(name) {
  const file = join(__dirname, '../dist/cli', name);
  const cache = readCache(file);
  const script = cache && compile(file, cache);
  if (script && !script.cachedDataRejected)
    return evaluate(file, (each) => (each === file ? script : compile(each, readCache(each))));
  // From Node 22.8 on Node itself can keep compiled code between runs.
  process.getBuiltinModule?.('node:module').enableCompileCache?.();
  return require(file);
}

module.exports = { load, compile, evaluate, cacheOf };
