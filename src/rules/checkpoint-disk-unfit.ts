import { EXAMPLE_DOMAIN } from './examples.js';
import { checkpointDiskPlace, newCheckpointDisks } from './new-checkpoint.js';
import type { Rule } from './rule.js';
import { quoted } from './say.js';

export const checkpointDiskUnfit: Rule = {
  code: 'checkpoint-disk-unfit',
  severity: 'error',
  what: 'The new checkpoint lists a drive without a medium, or a read-only disk.',
  why: 'A bitmap records what is written to a disk. libvirt refuses one for an empty drive or a read-only disk, unless it is listed with `checkpoint="no"`. Needs `--domain`.',
  wrong: `<domainbackup>
  <disks>
    <disk name='vda' type='file'>
      <target file='/backup/vda.qcow2'/>
    </disk>
  </disks>
</domainbackup>
`,
  right: `<domainbackup>
  <disks>
    <disk name='vda' type='file'>
      <target file='/backup/vda.qcow2'/>
    </disk>
  </disks>
</domainbackup>
`,
  setting: {
    domain: EXAMPLE_DOMAIN,
    newCheckpoint: {
      wrong: `<domaincheckpoint>
  <name>cp2</name>
  <disks>
    <disk name='vda'/>
    <disk name='sda'/>
  </disks>
</domaincheckpoint>
`,
      right: `<domaincheckpoint>
  <name>cp2</name>
  <disks>
    <disk name='vda'/>
    <disk name='sda' checkpoint='no'/>
  </disks>
</domaincheckpoint>
`,
    },
  },
  onRefused: true,
  *check(scene) {
    for (const { name, listed, domainDisk } of newCheckpointDisks(scene)) {
      if (!domainDisk || !listed.hasBitmap || !(domainDisk.empty || domainDisk.readonly)) continue;
      const why = domainDisk.empty ? 'has no medium' : 'is read-only';
      yield {
        ...checkpointDiskPlace(listed),
        document: 'checkpoint',
        message: `disk ${quoted(name)} ${why}: no checkpoint can be made of it`,
        help: "write checkpoint='no', or do not list it",
      };
    }
  },
};
