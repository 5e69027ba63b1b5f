import { namePlace } from '../model/values.js';
import { newBitmapTargets } from './new-checkpoint.js';
import type { Rule } from './rule.js';
import { disksNamed } from './say.js';

export const checkpointDisksDiffer: Rule = {
  code: 'checkpoint-disks-differ',
  severity: 'warning',
  what: 'The new checkpoint does not track the disks that are backed up.',
  why: 'The next incremental backup starts from this checkpoint. For a disk that is backed up now but not tracked it will be refused; for one that is tracked but not backed up now, there is no backup that the changes build on. Disks whose image holds no bitmap are not counted.',
  wrong: `<domainbackup>
  <disks>
    <disk name='vda' type='file'>
      <target file='/backup/vda.qcow2'/>
    </disk>
    <disk name='vdb' type='file'>
      <target file='/backup/vdb.qcow2'/>
    </disk>
  </disks>
</domainbackup>
`,
  right: `<domainbackup>
  <disks>
    <disk name='vda' type='file'>
      <target file='/backup/vda.qcow2'/>
    </disk>
    <disk name='vdb' type='file'>
      <target file='/backup/vdb.qcow2'/>
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
  </disks>
</domaincheckpoint>
`,
      right: `<domaincheckpoint>
  <name>cp2</name>
  <disks>
    <disk name='vda'/>
    <disk name='vdb'/>
  </disks>
</domaincheckpoint>
`,
    },
  },
  onRefused: false,
  *check(scene) {
    const { newCheckpoint, backup, domain } = scene;
    const tracked = newBitmapTargets(scene);
    // which disks are backed up is known from a list or from the domain
    if (!newCheckpoint || !tracked || (!backup.disks && !domain)) return;
    const saved = scene.disks.filter((disk) => disk.takesPart);
    const untracked = saved.filter(
      ({ name, domainDisk }) => !tracked.has(name) && (!domainDisk || domainDisk.format === 'qcow2'),
    );
    const savedNames = new Set(saved.map((disk) => disk.name));
    const unsaved = [...tracked].filter((name) => !savedNames.has(name) && (!domain || domain.byTarget.has(name)));
    const place = namePlace(newCheckpoint.disks?.element ?? newCheckpoint.element);
    if (untracked.length > 0) {
      const names = disksNamed(untracked.map((disk) => disk.name));
      yield {
        ...place,
        document: 'checkpoint',
        message: `the new checkpoint does not track ${names}: the next incremental backup will be refused for what it left out`,
        help: `list ${names} in the checkpoint as well`,
      };
    }
    if (unsaved.length > 0) {
      yield {
        ...place,
        document: 'checkpoint',
        message: `the new checkpoint tracks ${disksNamed(unsaved)}, which this backup does not contain`,
        help: 'list the same disks in both documents',
      };
    }
  },
};
