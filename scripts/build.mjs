// Builds the package: the library in dist/lib, the command in dist/cli, declarations in dist/types.
//
// Bundles lie exactly two levels below the package's folder, as the sources do (src/grammar/*.ts), so that
// `../../schemas/` and `../../package.json` are right in both.
import { spawnSync } from 'node:child_process';
import { renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { bundle, bundleModule, root } from './bundle.mjs';

process.chdir(root);

// Made beside dist and moved into its place, so that what is there works until it is replaced by what works.
const made = join(root, `dist.${process.pid}`);
process.on('exit', () => rmSync(made, { recursive: true, force: true }));

/** What takes the place of modules that take milliseconds to load and of which the command needs little, or seldom. */
const STAND_INS = {
  // For judging many documents as well. Commander would have it for subcommands that are programs of their own, which we do not have.
  'node:child_process': "exports.fork = (...args) => require('node:child_process').fork(...args);",
  // For judging many documents.
  'node:os': "exports.availableParallelism = () => require('node:os').availableParallelism();",
  // For rules on addresses.
  'node:net': `
    const net = () => require('node:net');
    exports.isIP = (text) => net().isIP(text);
    exports.BlockList = function () { return new (net().BlockList)(); };
    exports.SocketAddress = function (options) { return new (net().SocketAddress)(options); };`,
  // Its native part at once, for which it looks in many places itself, after more JavaScript than we have a use for.
  libxmljs2: `
    const native = () => {
      try {
        return require('libxmljs2/build/Release/xmljs.node');
      } catch (error) {
        if (error.code !== 'MODULE_NOT_FOUND') throw error;
        return {};
      }
    };
    const { fromXml, libxml_version } = native();
    Object.assign(exports, fromXml ? { parseXml: fromXml, libxml_version } : require('libxmljs2'));`,
};

const STAND_IN = '\0stand-in:';

const standIns = {
  name: 'stand-ins',
  resolveId(id, importer) {
    if (importer?.startsWith(STAND_IN)) return { id, external: true };
    return Object.hasOwn(STAND_INS, id) ? STAND_IN + id : null;
  },
  load: (id) => (id.startsWith(STAND_IN) ? { code: STAND_INS[id.slice(STAND_IN.length)], moduleType: 'js' } : null),
};

/**
 * Modules of which most runs of the command call nothing, by the name of the file that they get for themselves and what only they need. It is read when
 * one of their functions is first called; they export nothing else.
 */
const SELDOM = {
  // For documents that are refused; and for many, some of which are likely refused, or for an older release.
  refused: ['src/explain/explain.ts', 'src/grammar/load.ts'],
  forecast: ['src/grammar/fits.ts'],
  // For documents that are not plain, or not well-formed.
  'with-saxes': ['src/scan/with-saxes.ts'],
  // For comments that suppress and are wrong themselves.
  'suppress-words': ['src/settle/suppress-words.ts'],
};

/** What is called in these files. */
const callable = [];

const FILE = '\0file:';
const AT_FIRST_CALL = '\0at-first-call:';

const atFirstCall = {
  name: 'at-first-call',
  buildStart() {
    for (const name of Object.keys(SELDOM)) this.emitFile({ type: 'chunk', id: FILE + name, name });
  },
  async resolveId(id, importer) {
    if (importer?.startsWith(AT_FIRST_CALL)) return { id, external: true };
    if (id.startsWith(FILE) || importer?.startsWith(FILE)) return id;
    if (!id.startsWith('.')) return null;
    const found = await this.resolve(id, importer, { skipSelf: true });
    const path = relative(root, found?.id ?? '');
    return Object.values(SELDOM).flat().includes(path) ? AT_FIRST_CALL + path : found;
  },
  async load(id) {
    if (id.startsWith(FILE)) {
      return SELDOM[id.slice(FILE.length)]
        .map((path) => `export * from ${JSON.stringify(join(root, path))};`)
        .join('\n');
    }
    if (!id.startsWith(AT_FIRST_CALL)) return null;
    const path = id.slice(AT_FIRST_CALL.length);
    const name = Object.keys(SELDOM).find((each) => SELDOM[each].includes(path));
    const { exports } = await this.load({ id: join(root, path) });
    callable.push(...exports.map((each) => ({ name, each })));
    return exports
      .map((each) => `export const ${each} = (...args) => require('./${name}.cjs').${each}(...args);`)
      .join('\n');
  },
};

/** In which files things are that are needed together; what is in one with all that it imports is not in those after it. */
const GROUPS = [
  { name: 'cli', test: /\/src\/(cli|commands\/validate)\.ts$/ },
  ...Object.keys(SELDOM).map((name) => ({ name, test: (id) => id === FILE + name })),
  { name: 'text', test: /\/src\/report\/text\.ts$/ },
];

/** Code without blanks, but with the names of the sources, for stack traces that can be read. */
const MINIFIED = {
  minify: { mangle: false, compress: false, codegen: true },
  comments: { legal: true, jsdoc: false, annotation: false },
};

// The library, for programs: an ECMAScript module.
await bundleModule('src/index.ts', join(made, 'lib/index.js'), { output: MINIFIED });

// The command: CommonJS, which Node starts in 12 ms less than the very same as an ECMAScript module, and which can have a code cache.
// What `validate` needs is in one file, and what it does not in others, which are read when they are asked for.
await bundle(
  { cli: 'src/cli.ts' },
  {
    dir: join(made, 'cli'),
    format: 'cjs',
    exports: 'named',
    strict: true,
    charset: 'ascii',
    entryFileNames: '[name].cjs',
    chunkFileNames: '[name].cjs',
    minifyInternalExports: false,
    codeSplitting: { groups: GROUPS },
    ...MINIFIED,
  },
  // Lets the entry's file export to the others, so that it holds more than the entry itself.
  { preserveEntrySignatures: 'allow-extension', plugins: [standIns, atFirstCall] },
);

const require = createRequire(import.meta.url);
for (const { name, each } of callable) {
  const file = join(made, 'cli', `${name}.cjs`);
  const found = require(file)[each];
  if (typeof found !== 'function' || String(found).startsWith('class'))
    throw new Error(`${name}: ${each} is no function, so what asks for it cannot wait for the first call`);
}

const tsc = join(dirname(require.resolve('typescript/package.json')), 'bin/tsc');
run([tsc, '--project', 'tsconfig.build.json', '--outDir', join(made, 'types')]);
run(['scripts/cache.cjs', join(made, 'cli/cli.cjs')]);

rmSync('dist', { recursive: true, force: true });
renameSync(made, 'dist');

function run(args) {
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
