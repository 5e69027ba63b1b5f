/** For the tests that run on a newer Node: gets the package, as it is packed now, installed for that Node. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { installPacked } from '../packed.js';

/** Where the command is, and the Node that runs it; or why there is none. */
export type NewerNode = { readonly node: string; readonly home: string } | { readonly missing: string };

declare module 'vitest' {
  export interface ProvidedContext {
    /** Nothing where the tests run on the Node that vitest itself runs on. */
    newerNode?: NewerNode;
  }
}

const SCRIPT = fileURLToPath(new URL('../../scripts/newer-node.mjs', import.meta.url));

export function setup(project: TestProject): (() => void) | undefined {
  const found: { node: string; libxmljs2: string } | { missing: string } = JSON.parse(
    execFileSync(process.execPath, [SCRIPT, '--find'], { encoding: 'utf8' }),
  );
  if ('missing' in found) {
    if (process.env.CI) throw new Error(found.missing);
    console.warn(`The tests on a newer Node are skipped: ${found.missing}`);
    project.provide('newerNode', found);
    return undefined;
  }
  const folder = mkdtempSync(join(tmpdir(), 'backupxml-newer-node-'));
  project.provide('newerNode', { node: found.node, home: installPacked(folder, found.libxmljs2).home });
  return () => rmSync(folder, { recursive: true, force: true });
}
