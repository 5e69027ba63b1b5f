/** Documents that the rules' examples stand in. */
import type { FolderFacts, HostFacts, PathKind } from '../host/facts.js';

/** vda and vdb are qcow2, vdc is raw, vdd a block device, sda an empty CD-ROM drive. */
export const EXAMPLE_DOMAIN = `<domain type='kvm' id='1'>
  <name>web</name>
  <devices>
    <disk type='file' device='disk'>
      <driver name='qemu' type='qcow2'/>
      <source file='/var/lib/libvirt/images/vda.qcow2'/>
      <backingStore type='file'>
        <format type='qcow2'/>
        <source file='/var/lib/libvirt/images/base.qcow2'/>
        <backingStore/>
      </backingStore>
      <target dev='vda' bus='virtio'/>
    </disk>
    <disk type='file' device='disk'>
      <driver name='qemu' type='qcow2'/>
      <source file='/var/lib/libvirt/images/vdb.qcow2'/>
      <target dev='vdb' bus='virtio'/>
    </disk>
    <disk type='file' device='disk'>
      <driver name='qemu' type='raw'/>
      <source file='/var/lib/libvirt/images/vdc.raw'/>
      <target dev='vdc' bus='virtio'/>
    </disk>
    <disk type='block' device='disk'>
      <driver name='qemu' type='raw'/>
      <source dev='/dev/vg0/data'/>
      <target dev='vdd' bus='virtio'/>
    </disk>
    <disk type='file' device='cdrom'>
      <target dev='sda' bus='sata'/>
      <readonly/>
    </disk>
  </devices>
</domain>
`;

/** cp1 has a bitmap on vda alone. */
export const EXAMPLE_CHECKPOINT = `<domaincheckpoint>
  <name>cp1</name>
  <disks>
    <disk name='vda' checkpoint='bitmap' bitmap='cp1'/>
    <disk name='vdb' checkpoint='no'/>
    <disk name='vdc' checkpoint='no'/>
  </disks>
</domaincheckpoint>
`;

/** A host with a folder /backup that has 10 GiB of room, and vda of 20 GiB. */
export function exampleHost(paths: Readonly<Record<string, PathKind>>, more: Partial<FolderFacts> = {}): HostFacts {
  const folder: FolderFacts = { kind: 'folder', writable: true, free: 10 * GIB, fileSystem: '1', ...more };
  return {
    paths: new Map(Object.entries(paths)),
    folders: new Map([['/backup', folder]]),
    sizes: new Map([['vda', 20 * GIB]]),
  };
}

const GIB = 2 ** 30;
