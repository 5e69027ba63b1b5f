// Builds the package: the library in dist/lib, the command in dist/cli, declarations in dist/types.
//
// Bundles lie exactly two levels below the package's folder, as the sources do (src/grammar/*.ts), so that
// `../../schemas/` and `../../package.json` are right in both.
import { spawnSync } from 'node:child_process';
import { renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);

// Made beside dist and moved into its place, so that what is there works until it is replaced by what works.
const made = `dist.${process.pid}`;
process.on('exit', () => rmSync(made, { recursive: true, force: true }));

/** Modules of Node that take milliseconds to load and that most runs of the command do without. */
const DEFERRED = {
  // For judging many documents. Commander would have it for subcommands that are programs of their own, which we do not have.
  'node:child_process': "exports.fork = (...args) => require('node:child_process').fork(...args);",
  // For rules on addresses.
  'node:net': `
    const net = () => require('node:net');
    exports.isIP = (text) => net().isIP(text);
    exports.BlockList = function () { return new (net().BlockList)(); };`,
};

const deferred = {
  name: 'deferred',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:(child_process|net)$/ }, ({ path, namespace }) =>
      namespace === 'deferred' ? { path, external: true } : { path, namespace: 'deferred' },
    );
    onLoad({ filter: /.*/, namespace: 'deferred' }, ({ path }) => ({ contents: DEFERRED[path] }));
  },
};

const COMMON = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20',
  // Names stay, for stack traces that can be read.
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'eof',
  external: ['libxmljs2'],
  logLevel: 'warning',
};

// The library, for programs: an ECMAScript module.
await build({ ...COMMON, entryPoints: ['src/index.ts'], outdir: `${made}/lib`, format: 'esm' });

// The command: CommonJS, which Node starts in 12 ms less than the very same as an ECMAScript module, and which can have a code cache.
// What is imported dynamically is in the same file, and only evaluated when it is asked for.
await build({
  ...COMMON,
  entryPoints: ['src/cli.ts'],
  outfile: `${made}/cli/cli.cjs`,
  format: 'cjs',
  plugins: [deferred],
  define: { 'import.meta.url': '$url' },
  banner: { js: "const $url = require('node:url').pathToFileURL(__filename).href;" },
});

const require = createRequire(import.meta.url);
const tsc = join(dirname(require.resolve('typescript/package.json')), 'bin/tsc');
run([tsc, '--project', 'tsconfig.build.json', '--outDir', `${made}/types`]);
run(['scripts/cache.cjs', join(root, made, 'cli/cli.cjs')]);

rmSync('dist', { recursive: true, force: true });
renameSync(made, 'dist');

function run(args) {
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
