import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { folderOf } from '../../src/host/facts.js';
import { lookAtHost } from '../../src/host/look.js';
import { modelBackup } from '../../src/model/backup.js';
import { modelDomain } from '../../src/model/domain.js';
import { effectiveDisks } from '../../src/model/effective.js';
import { checkBackup } from '../../src/rules/index.js';
import { release, tree } from '../rules/scene.js';
import { pull, push, scratch, target } from '../rules/tables/table.js';

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'backupxml-host-'));
  const header = Buffer.alloc(104);
  header.write('QFI\xfb', 'latin1');
  header.writeUInt32BE(3, 4);
  header.writeBigUInt64BE(5n * 2n ** 30n, 24);
  writeFileSync(join(folder, 'vda.qcow2'), header);
  writeFileSync(join(folder, 'broken.qcow2'), 'QFI');
  writeFileSync(join(folder, 'vdb.raw'), '');
  truncateSync(join(folder, 'vdb.raw'), 2 ** 20);
  mkdirSync(join(folder, 'sub'));
  symlinkSync('/nowhere/x', join(folder, 'dangling'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const domainDisk = (name: string, format: string, path: string) =>
  `<disk type='file'><driver type='${format}'/><source file='${path}'/><target dev='${name}'/></disk>`;

function look(text: string, disks = '') {
  const backup = modelBackup(tree(text));
  const domain = disks === '' ? undefined : modelDomain(tree(`<domain><devices>${disks}</devices></domain>`));
  return lookAtHost(backup, effectiveDisks(backup, { release: release(), domain }));
}

describe('lookAtHost', () => {
  it('says what stands at each path, and of each folder', () => {
    const { paths, folders } = look(
      push(
        target('vda', '', '', join(folder, 'vda.qcow2')) +
          target('vdb', '', '', join(folder, 'new')) +
          target('vdc', '', '', join(folder, 'sub')) +
          target('vdd', '', '', join(folder, 'gone/x')) +
          target('vde', '', '', join(folder, 'dangling')) +
          target('vdf', '', '', join(folder, 'vda.qcow2/x')) +
          target('vdg', " backup='no'", '', '/never/looked/at') +
          target('vdh', '', '', '/dev/null'),
      ),
    );
    expect([...paths.values()]).toEqual(['file', 'missing', 'folder', 'missing', 'missing', 'missing', 'other']);
    expect(folders.get(folder)).toMatchObject({ kind: 'folder', writable: true });
    expect(folders.get(folder)?.free).toBeGreaterThan(0);
    expect(folders.get(join(folder, 'gone'))?.kind).toBe('missing');
    expect(folders.get(join(folder, 'vda.qcow2'))?.kind).toBe('file');
  });

  it('looks at the folder of a socket', () => {
    const text = pull(
      scratch('vda', '', join(folder, 'x')),
      '',
      `<server transport='unix' socket='${folder}/gone/nbd'/>`,
    );
    expect(look(text).folders.get(join(folder, 'gone'))?.kind).toBe('missing');
  });

  it('reads virtual sizes', () => {
    const { sizes } = look(
      '<domainbackup/>',
      domainDisk('vda', 'qcow2', join(folder, 'vda.qcow2')) +
        domainDisk('vdb', 'raw', join(folder, 'vdb.raw')) +
        domainDisk('vdc', 'qcow2', join(folder, 'broken.qcow2')) +
        domainDisk('vdd', 'qcow2', join(folder, 'vdb.raw')) +
        domainDisk('vde', 'raw', join(folder, 'gone')) +
        domainDisk('vdf', 'raw', '/dev/zero') +
        domainDisk('vdg', 'vmdk', join(folder, 'vdb.raw')),
    );
    expect([...sizes]).toEqual([
      ['vda', 5 * 2 ** 30],
      ['vdb', 2 ** 20],
    ]);
  });

  it('is what the rules judge', () => {
    const text = push(target('vda', '', '', join(folder, 'vda.qcow2')));
    const backup = modelBackup(tree(text));
    const codes = checkBackup(backup, { release: release(), host: lookAtHost }).map(({ code }) => code);
    expect(codes).toContain('store-exists');
    expect(checkBackup(backup, { release: release() }).map(({ code }) => code)).not.toContain('store-exists');
  });
});

describe('folderOf', () => {
  it.each([
    ['/a/b', '/a'],
    ['/a', '/'],
    ['a/b', undefined],
    ['C:\\x', undefined],
  ])('%s', (path, expected) => {
    expect(folderOf(path)).toBe(expected);
  });
});
