/** What the documentation shows is what the command does. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT, shell } from './process.js';

const DOCUMENTS = ['README.md', 'schemas/README.md', 'CONTRIBUTING.md', 'docs/commands.md'];

/** Code blocks that begin with a call of the command and go on with what it prints. */
const EXAMPLES = DOCUMENTS.flatMap((path) =>
  [...readFileSync(join(ROOT, path), 'utf8').matchAll(/^```\n\$ (.*)\n([\s\S]*?)^```$/gm)].map(
    ([, command = '', printed = '']) => ({ path, command, printed }),
  ),
);

it('README has examples to check', () => {
  expect(EXAMPLES.filter(({ path }) => path === 'README.md').length).toBeGreaterThan(5);
});

it.each(EXAMPLES)('$path shows what `$command` prints: else run `npm run docs`', ({ command, printed }) => {
  expect(shell(`backupxml() { "$0" "$@"; }\n${command}`).stdout).toBe(printed);
});

it.each(['npm install && npm run examples', 'npm install && npm test'])('README names the command `%s`', (command) => {
  expect(readFileSync(join(ROOT, 'README.md'), 'utf8')).toContain(`\`\`\`\n${command}\n\`\`\``);
});
