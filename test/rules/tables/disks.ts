import {
  CP1,
  DOMAIN,
  NO_MORE_DISKS,
  ONLY_CDROM,
  pull,
  push,
  scratch,
  type Table,
  target,
  VDA_SCRATCH,
  VDA_TARGET,
} from './table.js';

const OLD = { release: '9.0.0' };
const NEW = { release: '10.0.0' };
const X4096 = 'x'.repeat(4096);
const X1023 = 'x'.repeat(1023);

export const DISKS: readonly Table[] = [
  {
    code: 'disk-listed-twice',
    reject: [
      {
        xml: push(`${VDA_TARGET}<disk name='[[vda]]' backup='no'/>`),
        message: "disk 'vda' is listed twice; libvirt takes each disk once",
      },
      {
        xml: push("<disk name='vda'/><disk name='[[vda]]'/><disk name='[[vda]]'/>"),
        message: "disk 'vda' is listed twice; libvirt takes each disk once",
      },
      {
        xml: push("<disk name='vda'/><disk name='[[vda]]'/>"),
        setting: { schemaValid: false },
        message: "disk 'vda' is listed twice; libvirt takes each disk once",
      },
    ],
    accept: [
      { xml: push("<disk name='vda'/><disk name='vdb'/>") },
      { xml: push('<disk/><disk/>'), setting: { schemaValid: false } },
    ],
  },
  {
    code: 'disk-none-selected',
    reject: [
      {
        xml: "<domainbackup><[[disks]]><disk name='vda' backup='no'/><disk name='vdb' backup=' no '/></disks></domainbackup>",
        message:
          "no disk is selected: every listed disk has backup='no', and one that is not listed does not take part",
      },
      {
        xml: '<[[domainbackup]]/>',
        setting: { domain: ONLY_CDROM },
        message: 'the domain has no disk that can be backed up: each is empty or read-only',
      },
    ],
    accept: [
      { xml: push("<disk name='vda' backup='no'/><disk name='vdb'/>") },
      { xml: '<domainbackup/>' },
      { xml: '<domainbackup/>', setting: { domain: DOMAIN } },
      { xml: '<domainbackup><disks/></domainbackup>', setting: { schemaValid: false } },
    ],
  },
  {
    code: 'disk-name-prefix',
    reject: [
      {
        xml: push(target('[[ioemu:vda]]', '', '', '/b')),
        message: "no disk is named 'ioemu:vda': domains drop the prefix 'ioemu:'",
        fixed: push(target('vda', '', '', '/b')),
      },
    ],
    accept: [{ xml: push(VDA_TARGET) }],
  },
  {
    code: 'disk-unknown',
    reject: [
      {
        xml: push("<disk name='[[vdda]]' backup='no'/>"),
        setting: {
          domain:
            "<domain><devices><disk><target dev='vda'/></disk><disk><target dev='hdc'/></disk></devices></domain>",
        },
        message: "the domain has no disk 'vdda'",
        fixed: push("<disk name='vda' backup='no'/>"),
      },
      {
        xml: push("<disk name='[[vda]]' backup='no'/>"),
        setting: { domain: '<domain/>' },
        message: "the domain has no disk 'vda'",
      },
      {
        xml: push(target('[[vdz]]', '', '', '/b')),
        setting: { domain: DOMAIN },
        message: "the domain has no disk 'vdz'",
      },
      {
        xml: push("<disk name='[[vdz]]' backup='no'/>"),
        setting: { domain: DOMAIN },
        message: "the domain has no disk 'vdz'",
      },
    ],
    accept: [
      { xml: push(target('vdz')) },
      { xml: push(VDA_TARGET), setting: { domain: DOMAIN } },
      { xml: push(target('ioemu:vda')), setting: { domain: DOMAIN } },
    ],
  },
  {
    code: 'disk-empty',
    reject: [
      {
        xml: push(target('[[sda]]', '', '', '/b')),
        setting: { domain: DOMAIN },
        message: "disk 'sda' is an empty CD-ROM drive: there is nothing to back up",
      },
      {
        xml: push("<disk name='[[sda]]'/>"),
        setting: { domain: DOMAIN },
        message: "disk 'sda' is an empty CD-ROM drive: there is nothing to back up",
      },
    ],
    accept: [
      { xml: push("<disk name='sda' backup='no'/>"), setting: { domain: DOMAIN } },
      { xml: push(target('sdb')), setting: { domain: DOMAIN } },
      { xml: '<domainbackup/>', setting: { domain: DOMAIN } },
    ],
  },
  {
    code: 'disk-file-missing',
    reject: [
      {
        xml: pull("<disk name='[[vda]]'/>"),
        setting: OLD,
        message: "disk 'vda' has no <scratch> file, and libvirt 9.0.0 does not invent one for a listed disk",
      },
      {
        xml: push("<disk name='[[vda]]' type='file'><driver type='qcow2'/></disk>"),
        setting: { release: '6.0.0', domain: DOMAIN },
        message: "disk 'vda' has no <target> file, and libvirt 6.0.0 does not invent one for a listed disk",
      },
      {
        xml: push("<disk name='[[vda]]' type='file'/>"),
        setting: { release: '9.5.0' },
        severity: 'warning',
        message: "disk 'vda' has no <target> file, and libvirt 9.5.0 may not invent one for a listed disk",
      },
      {
        xml: push("<disk name='[[vda]]' type='block'/>"),
        message: "disk 'vda' of type 'block' has no <target>: libvirt cannot invent a device",
      },
    ],
    accept: [
      { xml: push("<disk name='vda'/>"), setting: NEW },
      {
        xml: push("<disk name='vda' backup='no'/><disk name='vdb' type='file'><target file='/b'/></disk>"),
        setting: OLD,
      },
      { xml: push("<disk name='sda' type='file'/>"), setting: { ...OLD, domain: DOMAIN } },
      { xml: '<domainbackup/>', setting: OLD },
    ],
  },
  {
    code: 'file-name-invented',
    reject: [
      {
        xml: push("<disk name='[[vda]]'/>"),
        setting: { ...NEW, domain: DOMAIN },
        message: "disk 'vda' has no <target>: libvirt invents a file name beside the image of the disk",
      },
      {
        xml: pull("<disk name='[[vda]]'/>"),
        message: "disk 'vda' has no <scratch>: libvirt invents a file name beside the image of the disk",
      },
    ],
    accept: [
      { xml: push("<disk name='vda' type='file'/>"), setting: OLD },
      { xml: push("<disk name='vda' type='block'/>") },
      { xml: push("<disk name='vdd'/>"), setting: { domain: DOMAIN } },
      { xml: push(VDA_TARGET) },
    ],
  },
  {
    code: 'file-name-impossible',
    reject: [
      {
        xml: '<[[domainbackup]]/>',
        setting: {
          domain:
            "<domain><devices><disk type='block'><source dev='/dev/a'/><target dev='vda'/></disk><disk type='block'><source dev='/dev/b'/><target dev='vdb'/></disk></devices></domain>",
        },
        message:
          "the source of disks 'vda' and 'vdb' is of type 'block', not a file: libvirt cannot invent a file name for it",
      },
      {
        xml: push("<disk name='[[vdd]]'/><disk name='[[vde]]' type='file'/>"),
        setting: { domain: DOMAIN },
        message: "the source of disk 'vdd' is of type 'block', not a file: libvirt cannot invent a file name for it",
      },
      {
        xml: push("<disk name='[[vdf]]'/>"),
        setting: { domain: DOMAIN },
        severity: 'warning',
        message:
          "the source of disk 'vdf' is of type 'volume': unless its pool holds files, libvirt cannot invent a file name for it",
      },
      {
        xml: '<[[domainbackup]]/>',
        setting: {
          ...OLD,
          domain:
            "<domain><devices><disk type='nvme'><source type='pci'/><target dev='vda'/></disk></devices></domain>",
        },
        message: "the source of disk 'vda' is of type 'nvme', not a file: libvirt cannot invent a file name for it",
      },
    ],
    accept: [
      { xml: push(target('vdd')), setting: { domain: DOMAIN } },
      { xml: push("<disk name='vdd' type='file'/>"), setting: { ...OLD, domain: DOMAIN } },
      { xml: push(`<disk name='vdd' backup='no'/>${VDA_TARGET}`), setting: { domain: DOMAIN } },
      { xml: '<domainbackup/>', setting: NO_MORE_DISKS },
    ],
  },
  {
    code: 'disks-left-out',
    reject: [
      {
        xml: '<[[domainbackup]]/>',
        message:
          'no <disks>: libvirt backs up all disks that have media and are not read-only, to files with invented names beside the images',
      },
      {
        xml: '<[[domainbackup]]/>',
        setting: NO_MORE_DISKS,
        message: "no <disks>: libvirt backs up disks 'vda' and 'vdb', to files with invented names beside the images",
      },
    ],
    accept: [{ xml: push(VDA_TARGET) }, { xml: '<domainbackup/>', setting: { domain: ONLY_CDROM } }],
  },
  {
    code: 'disk-not-listed',
    reject: [
      {
        xml: `<domainbackup><[[disks]]>${VDA_TARGET}</disks></domainbackup>`,
        setting: NO_MORE_DISKS,
        message: "disk 'vdb' of the domain is not listed and so not backed up",
      },
      {
        xml: `<domainbackup><[[disks]]>${VDA_TARGET}<disk name='vdf' backup='no'/></disks></domainbackup>`,
        setting: { domain: DOMAIN },
        message: "disks 'vdb', 'vdc', 'vdd' and 'vde' of the domain are not listed and so not backed up",
      },
    ],
    accept: [
      { xml: push(VDA_TARGET) },
      { xml: push(`${VDA_TARGET}<disk name='vdb' backup='no'/>`), setting: NO_MORE_DISKS },
      { xml: '<domainbackup/>', setting: NO_MORE_DISKS },
    ],
  },
  {
    code: 'excluded-disk-settings',
    reject: [
      {
        xml: push(`${VDA_TARGET}<disk name='vdb' [[exportname='x']] backup='no'  incremental='y'/>`),
        message: "disk 'vdb' has backup='no', so its incremental, exportname are ignored",
        fixed: push(`${VDA_TARGET}<disk name='vdb' backup='no'/>`),
      },
    ],
    accept: [
      { xml: push(`${VDA_TARGET}<disk name='vdb' backup='no'/>`) },
      { xml: push(target('vda', " backup='yes' backupmode='full'")) },
    ],
  },
  {
    code: 'export-name-length',
    reject: [
      {
        xml: pull(scratch('vda', ` exportname='[[${X4096}x]]'`)),
        message: "the export name of disk 'vda' is 4097 bytes long; NBD takes 4096 at most",
      },
    ],
    accept: [
      { xml: pull(scratch('vda', ` exportname='${X4096}'`)) },
      { xml: pull(`${VDA_SCRATCH}<disk name='vdb' backup='no' exportname='${X4096}x'/>`) },
    ],
  },
  {
    code: 'bitmap-name-length',
    reject: [
      {
        xml: pull(scratch('vda', ` exportbitmap='[[${X1023}x]]'`), CP1),
        message: "the bitmap name of disk 'vda' is 1024 bytes long; QEMU takes 1023 at most",
      },
    ],
    accept: [
      { xml: pull(scratch('vda', ` exportbitmap='${X1023}'`), CP1) },
      { xml: pull(scratch('vda', ` exportbitmap='${X1023}x'`)) },
    ],
  },
  {
    code: 'bitmap-name-empty',
    reject: [
      {
        xml: pull(scratch('vda', " [[exportbitmap='']]"), CP1),
        message: "exportbitmap of disk 'vda' is empty; a bitmap needs a name",
        fixed: pull(scratch('vda'), CP1),
      },
    ],
    accept: [
      { xml: pull(scratch('vda', " exportbitmap=' '"), CP1) },
      { xml: pull(scratch('vda', " exportbitmap=''")) },
    ],
  },
  {
    code: 'export-name-twice',
    reject: [
      {
        xml: pull(scratch('vda', " exportname='x'") + scratch('vdb', " exportname='[[x]]'")),
        message: "export name 'x' is used by disks 'vda' and 'vdb'",
      },
      {
        xml: pull(scratch('vda', " exportname='[[vdb]]'") + scratch('vdb')),
        message: "export name 'vdb' is used by disks 'vda' and 'vdb'",
      },
      {
        xml: pull(scratch('vdb') + scratch('vda', " exportname='[[vdb]]'")),
        message: "export name 'vdb' is used by disks 'vdb' and 'vda'",
      },
    ],
    accept: [
      { xml: pull(scratch('vda', " exportname='x'") + scratch('vdb', " exportname='X'")) },
      { xml: pull(`${scratch('vda', " exportname='vdb'")}<disk name='vdb' backup='no'/>`) },
      { xml: pull(scratch('vda') + scratch('vda')) },
      { xml: push(target('vda') + target('vdb')) },
    ],
  },
  {
    code: 'export-bitmap-ignored',
    reject: [
      {
        xml: pull(scratch('vda', " [[exportbitmap='b']]")),
        message: "exportbitmap of disk 'vda' is ignored: the disk is backed up in full, which exports no bitmap",
        fixed: pull(scratch('vda')),
      },
    ],
    accept: [{ xml: pull(scratch('vda', " exportbitmap='b'"), CP1) }, { xml: pull(scratch('vda')) }],
  },
];
