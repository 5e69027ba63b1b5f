import type { CheckpointDisk } from '../model/checkpoint.js';
import { checkpointDiskPlace, newCheckpointDisks } from './new-checkpoint.js';
import type { Rule } from './rule.js';
import { quoted } from './say.js';

export const checkpointDiskTwice: Rule = {
  code: 'checkpoint-disk-twice',
  severity: 'error',
  what: 'The new checkpoint lists a disk twice.',
  why: 'libvirt takes each disk once and refuses with "specified twice". An entry with `checkpoint="no"` counts too, and so does one that names the disk by its path.',
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
    newCheckpoint: {
      wrong: `<domaincheckpoint>
  <name>cp2</name>
  <disks>
    <disk name='vda'/>
    <disk name='vda'/>
  </disks>
</domaincheckpoint>
`,
      right: `<domaincheckpoint>
  <name>cp2</name>
  <disks>
    <disk name='vda'/>
  </disks>
</domaincheckpoint>
`,
    },
  },
  onRefused: true,
  *check(scene) {
    const seen = new Map<string, CheckpointDisk>();
    for (const { name, listed, domainDisk } of newCheckpointDisks(scene)) {
      const key = domainDisk?.target ?? name;
      const first = seen.get(key);
      if (!first) {
        seen.set(key, listed);
        continue;
      }
      yield {
        ...checkpointDiskPlace(listed),
        document: 'checkpoint',
        message: `disk ${quoted(key)} is listed twice in the new checkpoint`,
        help: 'remove one of the two, or correct its name',
        related: [{ span: checkpointDiskPlace(first).span, message: 'first listed here' }],
      };
    }
  },
};
