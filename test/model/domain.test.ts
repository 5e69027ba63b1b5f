import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { modelCheckpoint } from '../../src/model/checkpoint.js';
import { modelDomain } from '../../src/model/domain.js';
import { tree } from '../rules/scene.js';

const live = (name: string) => tree(readFileSync(new URL(`../fixtures/live/${name}`, import.meta.url), 'utf8'));
const disk = (inside: string, attributes = "type='file'") =>
  modelDomain(tree(`<domain><devices><disk ${attributes}>${inside}<target dev='vda'/></disk></devices></domain>`))
    .disks[0];

describe('modelDomain', () => {
  it('reads what virsh dumpxml prints', () => {
    const { name, running, disks } = modelDomain(live('domain.xml'));
    expect({ name, running }).toEqual({ name: 't1', running: true });
    expect(
      disks.map(({ target, device, format, readonly, empty, path }) => [target, device, format, readonly, empty, path]),
    ).toEqual([
      ['vda', 'disk', 'qcow2', false, false, '%D/vda.qcow2'],
      ['vdb', 'disk', 'qcow2', false, false, '%D/vdb.qcow2'],
      ['vdc', 'disk', 'raw', false, false, '%D/vdc.raw'],
      ['sda', 'cdrom', 'raw', true, true, undefined],
      ['sdb', 'cdrom', 'raw', true, false, '%D/seed.iso'],
    ]);
  });

  it.each([
    ["<source file=''/>", "type='file'", { empty: true }],
    ["<source startupPolicy='optional'/>", "type='file'", { empty: true }],
    ['', "type='block'", { empty: true }],
    ["<source dev='/dev/x'/>", "type='block'", { empty: false, path: '/dev/x' }],
    ["<source protocol='nbd' name='x'/>", "type='network'", { empty: false, path: undefined, type: 'network' }],
    ["<source pool='p' volume='v'/>", "type='volume'", { empty: false, type: 'volume' }],
    ["<source type='pci'/>", "type='nvme'", { empty: false }],
    ["<source dir='/d'/>", "type='dir' device='floppy'", { device: 'floppy', path: '/d', readonly: false }],
    ["<source type='unix' path='/s'/>", "type='vhostuser'", { empty: false, type: 'vhostuser' }],
    ["<source dev='/dev/v'/>", "type='vhostvdpa'", { empty: false, type: 'vhostvdpa' }],
    [
      "<source file='/a'/><transient/><shareable/><readonly/>",
      '',
      { type: 'file', transient: true, shareable: true, readonly: true },
    ],
    ["<source file='/a'/>", "device='cdrom'", { readonly: true, empty: false }],
    ["<source file='/a'/>", "device='lun'", { device: 'lun', format: 'raw' }],
  ])('%s in <disk %s>', (inside, attributes, expected) => {
    expect(disk(inside, attributes)).toMatchObject(expected);
  });

  it('follows the backing chain and the mirror', () => {
    const chain = `<source file='/a'/><backingStore type='file'><format type='qcow2'/><source file='/b'/>
      <backingStore type='network'><format type='raw'/><source protocol='rbd' name='p/i'/><backingStore/></backingStore></backingStore>
      <mirror type='file' job='copy'><format type='qcow2'/><source file='/m'/></mirror>`;
    expect(disk(chain)).toMatchObject({
      backing: [
        { type: 'file', path: '/b', format: 'qcow2' },
        { type: 'network', path: undefined, format: 'raw' },
      ],
      mirror: { path: '/m', format: 'qcow2' },
    });
  });

  it('leaves out what is no disk, drops the old prefix and takes the first of a name', () => {
    const { disks, byTarget, name } = modelDomain(
      tree(`<domain><os><loader>/l</loader></os><devices><disk/><disk type='file'><source file='/1'/><target dev='ioemu:hda'/></disk>
        <disk type='file'><source file='/2'/><target dev='hda'/></disk><tpm/></devices></domain>`),
    );
    expect(disks.map(({ target }) => target)).toEqual(['hda', 'hda']);
    expect(byTarget.get('hda')?.path).toBe('/1');
    expect(name).toBeUndefined();
  });
});

describe('modelCheckpoint', () => {
  it('reads what virsh checkpoint-dumpxml prints', () => {
    const { name, creationTime, parent, disks } = modelCheckpoint(live('checkpoint.xml'));
    expect({ name: name?.raw, creationTime, parent }).toEqual({
      name: 'cp1',
      creationTime: '1795573672',
      parent: undefined,
    });
    expect(disks?.list.map((entry) => [entry.name?.raw, entry.hasBitmap, entry.bitmap?.raw])).toEqual([
      ['vda', true, 'cp1'],
      ['vdb', true, 'cp1'],
      ['vdc', false, undefined],
      ['sda', false, undefined],
      ['sdb', false, undefined],
    ]);
  });

  it('reads a parent, and takes a disk without a word as one with a bitmap', () => {
    const { parent, disks } = modelCheckpoint(
      tree("<domaincheckpoint><parent><name>cp0</name></parent><disks><disk name='vda'/></disks></domaincheckpoint>"),
    );
    expect(parent).toBe('cp0');
    expect(disks?.byName.get('vda')?.hasBitmap).toBe(true);
  });
});
