/** Where native code ends what judges a document, each command says so and changes nothing. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { backupxml, copyWith, folderWith } from './process.js';

const SELDOM =
  "<domainbackup><?seldom?><disks><disk name='vda' type='file'><target fle='/b'/></disk></disks></domainbackup>";
const FILES = {
  'seldom.xml': SELDOM,
  'good.xml': "<domainbackup><disks><disk name='vda'/></disks></domainbackup>",
  'checkpoint.xml': '<domaincheckpoint><?seldom?><name>cp</name></domaincheckpoint>',
  'domain.xml':
    "<domain><devices><disk type='file' device='disk'><driver type='qcow2'/><source file='/a'/><target dev='vda'/></disk></devices></domain>",
};

test.each([
  ['seldom.xml', ['validate', 'seldom.xml']],
  ['seldom.xml', ['validate', '--fix', 'seldom.xml', 'good.xml']],
  ['seldom.xml', ['validate', '--fix-dry-run', 'seldom.xml', 'good.xml']],
  ['checkpoint.xml', ['validate', '--new-checkpoint', 'checkpoint.xml', 'good.xml']],
  ['seldom.xml', ['compat', 'seldom.xml', 'good.xml']],
  ['seldom.xml', ['plan', 'seldom.xml', '--domain', 'domain.xml']],
  ['checkpoint.xml', ['plan', 'good.xml', '--domain', 'domain.xml', '--new-checkpoint', 'checkpoint.xml']],
])('a crash at %s: %j', (name, args) => {
  const cwd = folderWith(FILES);
  expect(backupxml(args, { cwd }).status).toBeLessThan(2);
  const program = join(copyWith({ 'bin/child.js': "process.kill(process.pid, 'SIGSEGV');" }), 'bin/backupxml.js');
  const fresh = folderWith(FILES);
  const { status, stderr } = backupxml(args, { cwd: fresh, program });
  expect(status).toBe(3);
  expect(stderr).toMatch(
    new RegExp(
      `^error: this is a bug in backupxml: ${name} could not be judged: .*\\(SIGSEGV\\); please report .*\\n$`,
    ),
  );
  expect(readFileSync(join(fresh, 'seldom.xml'), 'utf8')).toBe(SELDOM);
});
