import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { backupxml, ROOT } from './process.js';

/** Code blocks that begin with a call of the command and go on with what it prints. */
const EXAMPLES = [
  ...readFileSync(join(ROOT, 'README.md'), 'utf8').matchAll(/^```\n\$ backupxml (.*)\n([\s\S]*?)^```$/gm),
];

it('README has examples to check', () => {
  expect(EXAMPLES).not.toEqual([]);
});

it.each(EXAMPLES.map(([, args = '', printed = '']) => [args, printed]))(
  'README shows what `backupxml %s` prints',
  (args, printed) => {
    expect(backupxml(args.split(' ')).stdout).toBe(printed);
  },
);
