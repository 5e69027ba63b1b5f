import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { backupxml, GOOD, MISSPELT, MODULES, NODE, shell } from '../cli/process.js';

const evaluated = (script: string) => JSON.parse(execFileSync(NODE, ['--print', script], { encoding: 'utf8' }));

it('the command runs on a newer Node than the tests, with a libxmljs2 of its own', () => {
  const versions: NodeJS.ProcessVersions = evaluated('JSON.stringify(process.versions)');
  expect(Number.parseInt(versions.node, 10)).toBeGreaterThanOrEqual(24);
  expect(versions.modules).not.toBe(process.versions.modules);
  expect(shell('node --version').stdout).toBe(`v${versions.node}\n`);
  const { version } = evaluated(`JSON.stringify(require(${JSON.stringify(join(MODULES, 'libxmljs2/package.json'))}))`);
  expect(version).toMatch(/^0\.3[67]\./);
  expect(backupxml(['validate', '-'], { input: GOOD })).toEqual({ status: 0, stdout: '1 file: 1 valid\n', stderr: '' });
  expect(backupxml(['validate', '-'], { input: MISSPELT })).toMatchObject({ status: 1, stderr: '' });
});
