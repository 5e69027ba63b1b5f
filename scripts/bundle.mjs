// What the scripts that bundle have in common.
import { fileURLToPath } from 'node:url';
import { build } from 'rolldown';

/** The package's folder. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/** For every bundle. */
const COMMON = {
  cwd: root,
  platform: 'node',
  transform: { target: 'node20' },
  // Loaded where it is asked for in any case, but of use to those who ask for nothing else.
  checks: { ineffectiveDynamicImport: false },
};

/** Bundles for a program. `output` and `options` are Rolldown's. */
export async function bundle(input, output, options = {}) {
  await build({ ...COMMON, ...options, input, output });
}

/** Bundles an ECMAScript module into one file, without libxmljs2, which is native. */
export async function bundleModule(input, file, { output, ...options } = {}) {
  await bundle(
    input,
    { file, format: 'esm', codeSplitting: false, ...output },
    { external: ['libxmljs2'], ...options },
  );
}
