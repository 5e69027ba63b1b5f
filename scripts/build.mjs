// Builds the package: the library in dist/lib, the command in dist/cli, declarations in dist/types.
//
// Bundles lie exactly two levels below the package's folder, as the sources do (src/grammar/*.ts), so that
// `../../schemas/` and `../../package.json` are right in both.
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, transform } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);

rmSync('dist', { recursive: true, force: true });

/**
 * What commander, which is CommonJS, requires of Node. As imports they cost less at start-up than a `require` made for the bundle, and
 * child_process, which it needs for subcommands that are programs of their own, is left out.
 */
const NODE_MODULES = {
  'node:events': "export { EventEmitter } from 'node:events'",
  'node:path': "export { basename, dirname, extname, join, resolve } from 'node:path'",
  'node:fs': "export { existsSync, realpathSync } from 'node:fs'",
  'node:process': 'module.exports = process',
  'node:child_process': 'module.exports = {}',
};

const nodeModules = {
  name: 'node-modules',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:/ }, ({ path, kind }) => {
      if (kind !== 'require-call') return undefined;
      if (!(path in NODE_MODULES))
        return { errors: [{ text: `scripts/build.mjs does not know how to provide ${path}` }] };
      return { path, namespace: 'node-modules' };
    });
    onLoad({ filter: /.*/, namespace: 'node-modules' }, ({ path }) => ({
      contents: NODE_MODULES[path],
      resolveDir: root,
    }));
  },
};

const COMMON = {
  absWorkingDir: root,
  platform: 'node',
  target: 'node20',
  // Names stay, for stack traces that can be read.
  minifySyntax: true,
  minifyWhitespace: true,
  logLevel: 'warning',
};

const bundle = (options) =>
  build({
    ...COMMON,
    bundle: true,
    splitting: true,
    format: 'esm',
    legalComments: 'eof',
    external: ['libxmljs2'],
    plugins: [nodeModules],
    ...options,
  });

// The library, for programs: ECMAScript modules.
await bundle({ entryPoints: ['src/index.ts'], outdir: 'dist/lib' });

// The command. It is cut into parts that are loaded when they are needed, which esbuild can only do for ECMAScript modules; then each part
// is made CommonJS, which Node starts in 12 ms less than the very same as ECMAScript modules.
const parts = await bundle({
  entryPoints: ['src/cli.ts'],
  outdir: 'dist/cli',
  outExtension: { '.js': '.cjs' },
  write: false,
});
for (const { path, text } of parts.outputFiles) {
  const { code } = await transform(text, {
    platform: COMMON.platform,
    target: COMMON.target,
    minifySyntax: true,
    minifyWhitespace: true,
    format: 'cjs',
    supported: { 'dynamic-import': false },
    define: { 'import.meta.url': '$url' },
    banner: text.includes('import.meta.url') ? "const $url=require('node:url').pathToFileURL(__filename).href;" : '',
  });
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, code);
}

const require = createRequire(import.meta.url);
const tsc = join(dirname(require.resolve('typescript/package.json')), 'bin/tsc');
const declarations = spawnSync(process.execPath, [tsc, '--project', 'tsconfig.build.json'], { stdio: 'inherit' });
process.exitCode = declarations.status ?? 1;
