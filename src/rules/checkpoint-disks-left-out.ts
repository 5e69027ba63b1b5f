import { namePlace } from '../model/values.js';
import type { Rule } from './rule.js';

export const checkpointDisksLeftOut: Rule = {
  code: 'checkpoint-disks-left-out',
  severity: 'warning',
  what: 'The new checkpoint has no `<disks>`.',
  why: 'libvirt then puts a bitmap on every disk that has media and is not read-only, and refuses where one of them is not qcow2. Give it the same disks as the backup. With `--domain` the disks themselves are judged instead.',
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
  onRefused: false,
  *check({ newCheckpoint, domain }) {
    if (!newCheckpoint || newCheckpoint.disks || domain) return;
    yield {
      ...namePlace(newCheckpoint.element),
      document: 'checkpoint',
      message: 'the new checkpoint has no <disks>: libvirt puts a bitmap on every disk and refuses if one is not qcow2',
      help: 'list the same disks as the backup in <disks>',
    };
  },
};
