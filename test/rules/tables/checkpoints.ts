import {
  CHECKPOINT_1,
  CP1,
  DOMAIN,
  NO_MORE_DISKS,
  pull,
  push,
  type Table,
  TWO_DISKS,
  target,
  VDA_SCRATCH,
  VDA_TARGET,
} from './table.js';

const CHECKPOINTS = { checkpoints: [CHECKPOINT_1] };
const format = (type: string) => `<driver type='${type}'/>`;
const created = (inside: string, name = '<name>cp2</name>') => `<domaincheckpoint>${name}${inside}</domaincheckpoint>`;
const tracking = (disks: string) => created(`<disks>${disks}</disks>`);

export const CHECKPOINT_TABLES: readonly Table[] = [
  {
    code: 'disk-incremental-empty',
    reject: [
      {
        xml: push(target('vda', " [[incremental='']]")),
        message: "incremental of disk 'vda' is empty; there is no checkpoint without a name",
        fixed: push(target('vda')),
      },
      {
        xml: push(target('vda', " [[incremental='']]"), CP1),
        message: "incremental of disk 'vda' is empty; there is no checkpoint without a name",
      },
    ],
    accept: [
      { xml: push(target('vda', " incremental='cp1'")) },
      { xml: push("<disk name='vda' backup='no' incremental=''/><disk name='vdb'/>") },
    ],
  },
  {
    code: 'incremental-name-missing',
    reject: [
      {
        xml: push(target('vda', " [[backupmode='incremental']]")),
        message: "disk 'vda' has backupmode='incremental', but neither the disk nor the document names a checkpoint",
      },
      {
        xml: push(target('vda', " [[backupmode='incremental']]"), '<incremental/>'),
        message: "disk 'vda' has backupmode='incremental', but neither the disk nor the document names a checkpoint",
      },
    ],
    accept: [
      { xml: push(target('vda', " backupmode='incremental'"), CP1) },
      { xml: push(target('vda', " backupmode='incremental' incremental='cp1'")) },
      { xml: push("<disk name='vda' backup='no' backupmode='incremental'/><disk name='vdb'/>") },
    ],
  },
  {
    code: 'incremental-empty',
    reject: [
      {
        xml: '<domainbackup>[[<incremental/>]]</domainbackup>',
        message: '<incremental> is empty, so this is a FULL backup',
      },
      {
        xml: push(VDA_TARGET, '[[<incremental><!-- cp1 --></incremental>]]'),
        message: '<incremental> is empty, so this is a FULL backup',
      },
    ],
    accept: [
      { xml: push(VDA_TARGET, CP1) },
      { xml: push(VDA_TARGET, '<incremental> </incremental>') },
      { xml: push(target('vda', " backupmode='full'"), '<incremental/>') },
      { xml: push(target('vda', " backupmode='incremental'"), '<incremental/>') },
    ],
  },
  {
    code: 'incremental-padded',
    reject: [
      {
        xml: push(VDA_TARGET, '<incremental>[[\n  cp1\n]]</incremental>'),
        message: "the name of checkpoint 'cp1' has white space around it, which libvirt takes as part of the name",
        fixed: push(VDA_TARGET, CP1),
      },
      {
        xml: push(target('vda', " incremental='[[cp1 ]]'")),
        message: "the name of checkpoint 'cp1' has white space around it, which libvirt takes as part of the name",
        fixed: push(target('vda', " incremental='cp1'")),
      },
      {
        xml: '<domainbackup><incremental>[[ ]]</incremental></domainbackup>',
        message: 'the name of the checkpoint is nothing but white space, which libvirt takes as a name',
      },
    ],
    accept: [
      { xml: push(VDA_TARGET, CP1) },
      { xml: push(target('vda', " backupmode='full'"), '<incremental> cp1 </incremental>') },
      { xml: push(VDA_TARGET, '<incremental> cp1 </incremental>'), setting: CHECKPOINTS },
    ],
  },
  {
    code: 'incremental-vmdk',
    reject: [
      {
        xml: push(target('vda', '', format('[[vmdk]]')), CP1),
        message: "disk 'vda' cannot be backed up incrementally to format 'vmdk'",
        fixed: push(target('vda', '', format('qcow2')), CP1),
      },
    ],
    accept: [
      { xml: push(target('vda', '', format('vmdk'))) },
      { xml: push(target('vda', " backupmode='full'", format('vmdk')), CP1) },
    ],
  },
  {
    code: 'incremental-raw',
    reject: [
      {
        xml: push(target('vda', '', format('[[raw]]')), CP1),
        message: "the incremental backup of disk 'vda' goes to format 'raw': it cannot be restored by itself",
        fixed: push(target('vda', '', format('qcow2')), CP1),
      },
    ],
    accept: [{ xml: push(target('vda', '', format('raw'))) }, { xml: push(VDA_TARGET, CP1) }],
  },
  {
    code: 'incremental-backed-by-live',
    reject: [
      {
        xml: push(VDA_TARGET, '<incremental>[[cp1]]</incremental>'),
        message: "the incremental backup of disk 'vda' gets the live image as backing file",
      },
      {
        xml: push(`${target('[[vda]]', " incremental='cp1'", '', '/b')}${target('vdb', " incremental='cp1'")}`),
        message: "the incremental backup of disks 'vda' and 'vdb' gets the live image as backing file",
      },
    ],
    accept: [
      { xml: push(VDA_TARGET) },
      { xml: pull(VDA_SCRATCH, CP1) },
      { xml: push(target('vda', '', format('raw')), CP1) },
    ],
  },
  {
    code: 'incremental-not-qcow2',
    reject: [
      {
        xml: push(target('[[vdc]]', '', '', '/b'), CP1),
        setting: { domain: DOMAIN },
        message: "disk 'vdc' has a 'raw' image, which holds no bitmap of checkpoint 'cp1'",
        fixed: push(target('vdc', " backupmode='full'", '', '/b'), CP1),
      },
      {
        xml: '<domainbackup><incremental>[[cp1]]</incremental></domainbackup>',
        setting: { domain: DOMAIN, ...CHECKPOINTS },
        message: "disks 'vdc', 'vdd' and 'vde' are not all qcow2, which holds no bitmap of checkpoint 'cp1'",
      },
    ],
    accept: [
      { xml: push(VDA_TARGET, CP1), setting: { domain: DOMAIN } },
      { xml: push(target('vdc', " backupmode='full'"), CP1), setting: { domain: DOMAIN } },
      { xml: push(target('vdc'), CP1) },
      { xml: push(target('vdc', " incremental='cp9'")), setting: { domain: DOMAIN, ...CHECKPOINTS } },
    ],
  },
  {
    code: 'checkpoint-unknown',
    reject: [
      {
        xml: push(VDA_TARGET, '<incremental>[[cp9]]</incremental>'),
        setting: CHECKPOINTS,
        message: "checkpoint 'cp9', which disk 'vda' needs, is not among those given",
      },
      {
        xml: '<domainbackup><incremental>[[cp9]]</incremental></domainbackup>',
        setting: CHECKPOINTS,
        message: "checkpoint 'cp9' is not among those given",
      },
      {
        xml: push(VDA_TARGET, '<incremental>[[ cp1 ]]</incremental>'),
        setting: CHECKPOINTS,
        message: "checkpoint ' cp1 ' does not exist: libvirt takes the white space around 'cp1' as part of the name",
        fixed: push(VDA_TARGET, CP1),
      },
      {
        xml: push(target('vda', " incremental='[[CP1]]'")),
        setting: CHECKPOINTS,
        message: "checkpoint 'CP1', which disk 'vda' needs, is not among those given",
        fixed: push(target('vda', " incremental='cp1'")),
      },
    ],
    accept: [
      { xml: push(VDA_TARGET, CP1), setting: CHECKPOINTS },
      { xml: push(VDA_TARGET, '<incremental>cp9</incremental>') },
      { xml: push(target('vda', " incremental='cp1'"), '<incremental>cp9</incremental>'), setting: CHECKPOINTS },
      { xml: push("<disk name='vda' backup='no' incremental='cp9'/><disk name='vdb'/>"), setting: CHECKPOINTS },
    ],
  },
  {
    code: 'checkpoint-without-bitmap',
    reject: [
      {
        xml: push(target('[[vdb]]', '', '', '/b'), CP1),
        setting: CHECKPOINTS,
        message: "checkpoint 'cp1' has no bitmap for disk 'vdb'",
        fixed: push(target('vdb', " backupmode='full'", '', '/b'), CP1),
      },
      {
        xml: '<domainbackup><incremental>[[cp1]]</incremental></domainbackup>',
        setting: { ...CHECKPOINTS, ...NO_MORE_DISKS },
        message: "checkpoint 'cp1' has no bitmap for disk 'vdb'",
      },
      {
        xml: push(target('[[vdx]]', " incremental='cp1'", '', '/b')),
        setting: CHECKPOINTS,
        message: "checkpoint 'cp1' has no bitmap for disk 'vdx'",
      },
    ],
    accept: [
      { xml: push(VDA_TARGET, CP1), setting: CHECKPOINTS },
      { xml: push(target('vdb'), CP1) },
      {
        xml: push(target('vdb'), CP1),
        setting: { checkpoints: ['<domaincheckpoint><name>cp1</name></domaincheckpoint>'] },
      },
      {
        xml: push(VDA_TARGET, CP1),
        setting: {
          domain: TWO_DISKS,
          checkpoints: [
            "<domaincheckpoint><name>cp1</name><disks><disk name='/img/vda.qcow2'/></disks></domaincheckpoint>",
          ],
        },
      },
    ],
  },
  {
    code: 'checkpoint-name-exists',
    reject: [
      {
        xml: push(VDA_TARGET),
        setting: {
          ...CHECKPOINTS,
          newCheckpoint: created("<disks><disk name='vda'/></disks>", '<name>[[cp1]]</name>'),
        },
        message: "checkpoint 'cp1' exists already",
      },
    ],
    accept: [
      { xml: push(VDA_TARGET), setting: { ...CHECKPOINTS, newCheckpoint: tracking("<disk name='vda'/>") } },
      {
        xml: push(VDA_TARGET),
        setting: { newCheckpoint: created("<disks><disk name='vda'/></disks>", '<name>cp1</name>') },
      },
    ],
  },
  {
    code: 'checkpoint-since-itself',
    reject: [
      {
        xml: push(VDA_TARGET, CP1),
        setting: { newCheckpoint: created("<disks><disk name='vda'/></disks>", '<name>[[cp1]]</name>') },
        message: "the new checkpoint 'cp1' has the name of the one that the backup of disk 'vda' starts from",
      },
      {
        xml: push(VDA_TARGET, '<incremental>cp3</incremental>'),
        setting: {
          ...CHECKPOINTS,
          newCheckpoint: created("<disks><disk name='vda'/></disks>", '<name>[[cp3]]</name>'),
        },
        message: "the new checkpoint 'cp3' has the name of the one that the backup of disk 'vda' starts from",
      },
    ],
    accept: [
      { xml: push(VDA_TARGET, CP1), setting: { newCheckpoint: tracking("<disk name='vda'/>") } },
      {
        xml: push(target('vda', " backupmode='full'"), CP1),
        setting: { newCheckpoint: created("<disks><disk name='vda'/></disks>", '<name>cp1</name>') },
      },
    ],
  },
  {
    code: 'checkpoint-disk-unknown',
    reject: [
      {
        xml: push(VDA_TARGET),
        setting: {
          domain: TWO_DISKS,
          newCheckpoint: tracking("<disk name='vda'/><disk name='[[vdz]]' checkpoint='no'/>"),
        },
        message: "the domain has no disk 'vdz'",
      },
    ],
    accept: [
      {
        xml: push(VDA_TARGET),
        setting: { domain: TWO_DISKS, newCheckpoint: tracking("<disk name='/img/vda.qcow2'/>") },
      },
      { xml: push(VDA_TARGET), setting: { newCheckpoint: tracking("<disk name='vdz'/>") } },
    ],
  },
  {
    code: 'checkpoint-disk-twice',
    reject: [
      {
        xml: push(VDA_TARGET),
        setting: { newCheckpoint: tracking("<disk name='vda'/><disk name='[[vda]]' checkpoint='no'/>") },
        message: "disk 'vda' is listed twice in the new checkpoint",
      },
      {
        xml: push(VDA_TARGET),
        setting: { domain: TWO_DISKS, newCheckpoint: tracking("<disk name='vda'/><disk name='[[/img/vda.qcow2]]'/>") },
        message: "disk 'vda' is listed twice in the new checkpoint",
      },
    ],
    accept: [{ xml: push(VDA_TARGET), setting: { newCheckpoint: tracking("<disk name='vda'/><disk name='vdb'/>") } }],
  },
  {
    code: 'checkpoint-disk-not-qcow2',
    reject: [
      {
        xml: push(VDA_TARGET),
        setting: { domain: DOMAIN, newCheckpoint: tracking("<disk name='vda'/><disk name='[[vdc]]'/>") },
        message: "disk 'vdc' has a 'raw' image, which holds no bitmap: no checkpoint can be made of it",
      },
      {
        xml: push(VDA_TARGET),
        setting: { domain: DOMAIN, newCheckpoint: '<[[domaincheckpoint]]><name>cp2</name></domaincheckpoint>' },
        message:
          "the new checkpoint has no <disks>, so libvirt puts a bitmap on every disk and fails for disks 'vdc', 'vdd' and 'vde', not qcow2",
      },
    ],
    accept: [
      {
        xml: push(VDA_TARGET),
        setting: { domain: DOMAIN, newCheckpoint: tracking("<disk name='vda'/><disk name='vdc' checkpoint='no'/>") },
      },
      { xml: push(VDA_TARGET), setting: { domain: TWO_DISKS, newCheckpoint: created('') } },
    ],
  },
  {
    code: 'checkpoint-disk-unfit',
    reject: [
      {
        xml: push(VDA_TARGET),
        setting: {
          domain: DOMAIN,
          newCheckpoint: tracking("<disk name='vda'/><disk name='[[sda]]'/><disk name='[[sdb]]'/>"),
        },
        message: "disk 'sda' has no medium: no checkpoint can be made of it",
      },
    ],
    accept: [
      {
        xml: push(VDA_TARGET),
        setting: { domain: DOMAIN, newCheckpoint: tracking("<disk name='vda'/><disk name='sda' checkpoint='no'/>") },
      },
    ],
  },
  {
    code: 'checkpoint-bitmap-name',
    reject: [
      {
        xml: push(VDA_TARGET),
        setting: { newCheckpoint: tracking("<disk name='vda' [[bitmap='x']]/>") },
        message: "the bitmap of disk 'vda' is named 'x'; libvirt names it after the checkpoint, 'cp2'",
      },
      {
        xml: push(VDA_TARGET),
        setting: { newCheckpoint: created("<disks><disk name='vda' [[bitmap='x']]/></disks>", '') },
        message: "the bitmap of disk 'vda' is named 'x'; libvirt names it after the checkpoint",
      },
    ],
    accept: [{ xml: push(VDA_TARGET), setting: { newCheckpoint: tracking("<disk name='vda' bitmap='cp2'/>") } }],
  },
  {
    code: 'checkpoint-disks-differ',
    reject: [
      {
        xml: push(VDA_TARGET + target('vdb')),
        setting: { newCheckpoint: created("<[[disks]]><disk name='vda'/></disks>") },
        message:
          "the new checkpoint does not track disk 'vdb': the next incremental backup will be refused for what it left out",
      },
      {
        xml: push(VDA_TARGET),
        setting: { newCheckpoint: created("<[[disks]]><disk name='vda'/><disk name='vdb'/></disks>") },
        message: "the new checkpoint tracks disk 'vdb', which this backup does not contain",
      },
    ],
    accept: [
      {
        xml: push(VDA_TARGET),
        setting: { newCheckpoint: tracking("<disk name='vda'/><disk name='vdb' checkpoint='no'/>") },
      },
      {
        xml: push(VDA_TARGET + target('vdc')),
        setting: { domain: DOMAIN, newCheckpoint: tracking("<disk name='vda'/>") },
      },
      { xml: '<domainbackup/>', setting: { newCheckpoint: tracking("<disk name='vda'/>") } },
    ],
  },
  {
    code: 'checkpoint-disks-left-out',
    reject: [
      {
        xml: push(VDA_TARGET),
        setting: { newCheckpoint: '<[[domaincheckpoint]]><name>cp2</name></domaincheckpoint>' },
        message:
          'the new checkpoint has no <disks>: libvirt puts a bitmap on every disk and refuses if one is not qcow2',
      },
    ],
    accept: [
      { xml: push(VDA_TARGET), setting: { newCheckpoint: tracking("<disk name='vda'/>") } },
      { xml: push(VDA_TARGET), setting: { domain: TWO_DISKS, newCheckpoint: created('') } },
    ],
  },
];
