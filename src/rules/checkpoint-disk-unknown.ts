import { EXAMPLE_DOMAIN } from './examples.js';
import { checkpointDiskPlace, newCheckpointDisks } from './new-checkpoint.js';
import type { Rule } from './rule.js';
import { quoted, quotedList } from './say.js';

export const checkpointDiskUnknown: Rule = {
  code: 'checkpoint-disk-unknown',
  severity: 'error',
  what: 'The new checkpoint lists a disk that the domain does not have.',
  why: 'A checkpoint lists disks under the name of their target, or the path of their source. libvirt refuses any other with "no disk named", and one with `checkpoint="no"` too. Needs `--domain`.',
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
    <disk name='vdz'/>
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
    if (!scene.domain) return;
    const disks = quotedList(scene.domain.disks.map((disk) => disk.target));
    for (const { name, listed, domainDisk } of newCheckpointDisks(scene)) {
      if (domainDisk) continue;
      yield {
        ...checkpointDiskPlace(listed),
        document: 'checkpoint',
        message: `the domain has no disk ${quoted(name)}`,
        actual: name,
        help: `its disks are ${disks}`,
      };
    }
  },
};
