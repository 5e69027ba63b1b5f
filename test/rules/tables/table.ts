/** The form of a rule's accept and reject tables, and short ways to write documents. */
import type { Severity } from '../../../src/diagnostic.js';
import type { Setting } from '../scene.js';

export interface Reject {
  /** The document; each finding's span stands between `[[` and `]]`, here or in the new checkpoint's document. */
  readonly xml: string;
  readonly setting?: Setting;
  /** The headline of the first finding. */
  readonly message: string;
  /** Where it differs from the rule's. */
  readonly severity?: Severity;
  /** What the first finding's fix makes of the document. */
  readonly fixed?: string;
}

export interface Accept {
  readonly xml: string;
  readonly setting?: Setting;
}

export interface Table {
  readonly code: string;
  readonly reject: readonly Reject[];
  readonly accept: readonly Accept[];
}

export const TCP = "<server transport='tcp' name='localhost' port='10809'/>";

export function push(disks: string, before = ''): string {
  return `<domainbackup>${before}<disks>${disks}</disks></domainbackup>`;
}

export function pull(disks: string, before = '', server = TCP): string {
  return `<domainbackup mode='pull'>${before}${server}<disks>${disks}</disks></domainbackup>`;
}

export const CP1 = '<incremental>cp1</incremental>';
export const VDA_SCRATCH = "<disk name='vda' type='file'><scratch file='/b/vda'/></disk>";
export const VDA_TARGET = "<disk name='vda' type='file'><target file='/b/vda'/></disk>";

/** A list entry in push mode: `vda`, with further attributes, and what stands before the target. */
export function target(name: string, attributes = '', before = '', path = `/b/${name}`): string {
  return `<disk name='${name}' type='file'${attributes}>${before}<target file='${path}'/></disk>`;
}

export function scratch(name: string, attributes = '', path = `/b/${name}`): string {
  return `<disk name='${name}' type='file'${attributes}><scratch file='${path}'/></disk>`;
}

/** vda and vdb qcow2, vdc raw, vdd a raw block device, vde a network disk, vdf a volume, sda an empty drive, sdb one with a disc. */
export const DOMAIN = `<domain type='kvm'>
  <name>web</name>
  <devices>
    <disk type='file'><driver type='qcow2'/><source file='/img/vda.qcow2'/>
      <backingStore type='file'><format type='qcow2'/><source file='/img/base.qcow2'/>
        <backingStore type='block'><format type='raw'/><source dev='/dev/base'/><backingStore/></backingStore>
      </backingStore>
      <target dev='vda'/></disk>
    <disk type='file'><driver type='qcow2'/><source file='/img/vdb.qcow2'/><target dev='vdb'/></disk>
    <disk type='file'><driver type='raw'/><source file='/img/vdc.raw'/><target dev='vdc'/></disk>
    <disk type='block'><driver type='raw'/><source dev='/dev/vg/data'/><target dev='vdd'/></disk>
    <disk type='network'><driver type='raw'/><source protocol='rbd' name='p/i'/><target dev='vde'/></disk>
    <disk type='volume'><driver type='qcow2'/><source pool='p' volume='v'/><target dev='vdf'/></disk>
    <disk type='file' device='cdrom'><target dev='sda'/><readonly/></disk>
    <disk type='file' device='cdrom'><driver type='raw'/><source file='/img/seed.iso'/><target dev='sdb'/></disk>
  </devices>
</domain>`;

/** vda and vdb, both qcow2. */
export const TWO_DISKS = `<domain>
  <devices>
    <disk type='file'><driver type='qcow2'/><source file='/img/vda.qcow2'/><target dev='vda'/></disk>
    <disk type='file'><driver type='qcow2'/><source file='/img/vdb.qcow2'/><target dev='vdb'/></disk>
  </devices>
</domain>`;

/** Nothing but an empty drive. */
export const ONLY_CDROM = `<domain><devices><disk type='file' device='cdrom'><target dev='sda'/></disk></devices></domain>`;

export const CHECKPOINT_1 = `<domaincheckpoint><name>cp1</name><disks>
  <disk name='vda' checkpoint='bitmap'/><disk name='vdb' checkpoint='no'/><disk name='vdc' checkpoint='no'/>
</disks></domaincheckpoint>`;

export const NO_MORE_DISKS: Setting = { domain: TWO_DISKS };
