import { contentPlace } from '../model/values.js';
import type { Rule } from './rule.js';
import { disksNamed, quoted } from './say.js';
import { checkpointsByName, incrementalDisks } from './since.js';

export const checkpointSinceItself: Rule = {
  code: 'checkpoint-since-itself',
  severity: 'error',
  what: 'The backup is incremental since the very checkpoint that is created with it.',
  why: 'The name under `<incremental>` is that of an earlier checkpoint. If it exists, the new one needs another name; if it does not, there is nothing to start from. libvirt refuses either way.',
  wrong: `<domainbackup>
  <incremental>cp1</incremental>
  <disks>
    <disk name='vda' type='file'>
      <target file='/backup/vda.qcow2'/>
    </disk>
  </disks>
</domainbackup>
`,
  right: `<domainbackup>
  <incremental>cp1</incremental>
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
  <name>cp1</name>
  <disks>
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
    const name = scene.newCheckpoint?.name;
    // a name that is known to exist is another rule's
    if (!name || checkpointsByName(scene).has(name.raw)) return;
    const users = incrementalDisks(scene).filter((disk) => disk.since === name.raw);
    const everywhere = !scene.backup.disks && !scene.domain && scene.backup.incremental?.name === name.raw;
    if (users.length === 0 && !everywhere) return;
    const who = users.length > 0 ? disksNamed(users.map((disk) => disk.name)) : 'every disk';
    yield {
      ...contentPlace(name.element),
      document: 'checkpoint',
      message: `the new checkpoint ${quoted(name.raw)} has the name of the one that the backup of ${who} starts from`,
      help: 'choose a new name for the new checkpoint',
    };
  },
};
