/** Documents with more faults than are listed of one: what is not listed counts all the same. */
import { describe, expect, it } from 'vitest';
import { MOST_LISTED } from '../../src/explain/unlisted.js';
import { backupxml, folderWith } from './process.js';

/** vmdk is a format that is warned of; `last` is one more disk. */
const warned = (count: number, last = '') =>
  `<domainbackup><disks>${Array.from({ length: count }, (_, i) => `<disk name='vd${i}' type='file'><target file='/b/${i}'/><driver type='vmdk'/></disk>`).join('\n')}${last}</disks></domainbackup>\n`;

const COUNT = MOST_LISTED + 200;

describe('a document of many warnings', () => {
  const made = () => ({
    'warned.xml': warned(COUNT),
    'old.xml': warned(COUNT, "<disk name='sda' type='file' backupmode='full'><target file='/b/sda'/></disk>"),
    'wrong.xml': warned(COUNT, "<disk name='vd0' backup='no'/>"),
  });
  const run = (args: string[]) => backupxml(args, { cwd: folderWith(made()) });
  const report = (...args: string[]) => JSON.parse(run(['validate', '--format', 'json', ...args]).stdout);

  it('lists the first, and counts all', () => {
    const [file] = report('warned.xml').files;
    expect(file.diagnostics).toHaveLength(MOST_LISTED + 1);
    expect(file.diagnostics.at(-1)).toMatchObject({
      code: 'faults-unlisted',
      severity: 'warning',
      message: '200 more faults are not listed: the first 1000 are',
    });
    expect(run(['validate', '--max-warnings', String(COUNT - 1), 'warned.xml'])).toMatchObject({
      status: 1,
      stderr: expect.stringContaining(`${COUNT} warnings`),
    });
    expect(run(['validate', '--max-warnings', String(COUNT), 'warned.xml']).status).toBe(0);
  });

  it('shows its error where only errors are shown', () => {
    const { diagnostics, valid } = report('--quiet', 'wrong.xml').files[0];
    expect(valid).toBe(false);
    expect(diagnostics.map(({ code }: { code: string }) => code)).toEqual(['disk-listed-twice']);
  });

  it('is compatible with the releases that only warn', () => {
    const { stdout, status } = run(['compat', 'old.xml']);
    expect(status).toBe(0);
    expect(stdout).toContain('backupmode');
    expect(stdout).not.toContain('0 faults');
  });
});

it('a document of many faults is explained for one release of several, and judged for each', () => {
  const cwd = folderWith({
    'a.xml': `<domainbackup><disks>${"<disk name='vda' backupmode='full'/>".repeat(MOST_LISTED + 1)}<disk nme='x'/></disks></domainbackup>`,
  });
  const { stdout } = backupxml(['validate', '--format', 'json', '--libvirt', '6.0.0,11.3.0', 'a.xml'], { cwd });
  const { releases, diagnostics } = JSON.parse(stdout).files[0];
  expect(releases.map(({ schemaValid }: { schemaValid: boolean }) => schemaValid)).toEqual([false, false]);
  for (const { message, releases: concerned } of diagnostics) {
    if (/needs libvirt/.test(message)) expect(concerned).toEqual(['6.0.0']);
  }
  expect(diagnostics.some(({ message }: { message: string }) => message.includes('is not looked into'))).toBe(true);
});
