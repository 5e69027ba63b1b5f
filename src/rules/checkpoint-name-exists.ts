import { contentPlace } from '../model/values.js';
import { EXAMPLE_CHECKPOINT } from './examples.js';
import type { Rule } from './rule.js';
import { quoted } from './say.js';
import { checkpointsByName } from './since.js';

export const checkpointNameExists: Rule = {
  code: 'checkpoint-name-exists',
  severity: 'error',
  what: 'The new checkpoint has the name of one that exists.',
  why: 'Each checkpoint of a domain has a name of its own: libvirt refuses with "already exists". Needs `--checkpoint`.',
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
    checkpoints: [EXAMPLE_CHECKPOINT],
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
    if (!name || !checkpointsByName(scene).has(name.raw)) return;
    yield {
      ...contentPlace(name.element),
      document: 'checkpoint',
      message: `checkpoint ${quoted(name.raw)} exists already`,
      help: 'choose a new name',
    };
  },
};
