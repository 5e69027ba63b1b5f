import { describe, expect, it } from 'vitest';
import { modelBackup } from '../../src/model/backup.js';
import { modelDomain } from '../../src/model/domain.js';
import { effectiveDisks } from '../../src/model/effective.js';
import { release, tree } from '../rules/scene.js';
import { CP1, DOMAIN, pull, push, scratch, target } from '../rules/tables/table.js';

const effective = (text: string, domain?: string, name?: string) =>
  effectiveDisks(modelBackup(tree(text)), {
    release: release(name),
    domain: domain === undefined ? undefined : modelDomain(tree(domain)),
    suffix: '1795573672',
  });

describe('effectiveDisks', () => {
  it('lists the disks of the input first, then the rest of the domain', () => {
    const disks = effective(push(`${target('vdb')}<disk name='vda' backup='no'/>`), DOMAIN);
    expect(disks.map(({ name, reason, takesPart }) => [name, reason, takesPart])).toEqual([
      ['vdb', 'listed', true],
      ['vda', 'excluded', false],
      ...['vdc', 'vdd', 'vde', 'vdf', 'sda', 'sdb'].map((name) => [name, 'not-listed', false]),
    ]);
  });

  it('takes all with media that are not read-only where <disks> is left out', () => {
    const disks = effective('<domainbackup/>', DOMAIN);
    expect(disks.map(({ name, reason, path }) => [name, reason, path])).toEqual([
      ['vda', 'all', '/img/vda.qcow2.1795573672'],
      ['vdb', 'all', '/img/vdb.qcow2.1795573672'],
      ['vdc', 'all', '/img/vdc.raw.1795573672'],
      ['vdd', 'all', undefined],
      ['vde', 'all', undefined],
      ['vdf', 'all', undefined],
      ['sda', 'empty', undefined],
      ['sdb', 'read-only', undefined],
    ]);
  });

  it.each([
    ['', '', 'full', undefined],
    ['', CP1, 'incremental', 'cp1'],
    ['', '<incremental/>', 'full', undefined],
    [" incremental='cp2'", CP1, 'incremental', 'cp2'],
    [" incremental=''", CP1, 'incremental', ''],
    [" backupmode='full'", CP1, 'full', undefined],
    [" backupmode='incremental'", CP1, 'incremental', 'cp1'],
    [" backupmode='incremental'", '', 'incremental', undefined],
  ])('attributes%j in a document with %j', (attributes, before, backupmode, since) => {
    expect(effective(push(target('vda', attributes), before))[0]).toMatchObject({
      backupmode,
      since,
      exportname: undefined,
    });
  });

  it('names exports and bitmaps in pull mode', () => {
    const disks = effective(
      pull(
        `${scratch('vda')}${scratch('vdb', " exportname='x' exportbitmap='y'")}${scratch('vdc', " backupmode='full'")}`,
        CP1,
      ),
    );
    expect(disks.map(({ exportname, exportbitmap, format }) => [exportname, exportbitmap, format])).toEqual([
      ['vda', 'backup-vda', 'qcow2'],
      ['x', 'y', 'qcow2'],
      ['vdc', undefined, 'qcow2'],
    ]);
  });

  it.each([
    ['9.0.0', undefined],
    ['10.0.0', '/img/vda.qcow2.1795573672'],
  ])('of a listed disk without a file, %s invents %s', (name, path) => {
    expect(effective(push("<disk name='vda' type='file'/>"), DOMAIN, name)[0]?.path).toBe(path);
  });
});
