// Makes the pages under docs/ that are made from the code (src/reference/pages.ts), and removes those of codes that are gone.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

// Two levels below the package's folder, as the sources are: see scripts/build.mjs.
const made = join(root, `dist.docs.${process.pid}`);
process.on('exit', () => rmSync(made, { recursive: true, force: true }));
const bundle = join(made, 'lib/pages.mjs');
await build({
  absWorkingDir: root,
  entryPoints: ['src/reference/pages.ts'],
  outfile: bundle,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  external: ['libxmljs2'],
  logLevel: 'warning',
});
const pages = (await import(bundle)).pages();

const docs = join(root, 'docs');
mkdirSync(join(docs, 'rules'), { recursive: true });
for (const name of readdirSync(join(docs, 'rules'))) {
  if (!pages.has(`rules/${name}`)) rmSync(join(docs, 'rules', name));
}
for (const [path, text] of pages) writeFileSync(join(docs, path), text);
console.log(`docs: ${pages.size} pages`);
