import { attributePlace } from '../model/values.js';
import { removeAttributes } from './edit.js';
import type { Rule } from './rule.js';
import { quoted } from './say.js';

export const diskIncrementalEmpty: Rule = {
  code: 'disk-incremental-empty',
  severity: 'error',
  what: 'A disk has an empty `incremental`.',
  why: 'On a disk, unlike on the document, an empty name is taken as a name: libvirt looks for a checkpoint called "" and refuses with "Checkpoint \'\' not found". It often comes from an unset variable in a script.',
  wrong: `<domainbackup>
  <disks>
    <disk name='vda' type='file' incremental=''>
      <target file='/backup/vda.qcow2'/>
    </disk>
  </disks>
</domainbackup>
`,
  right: `<domainbackup>
  <disks>
    <disk name='vda' type='file' incremental='cp1'>
      <target file='/backup/vda.qcow2'/>
    </disk>
  </disks>
</domainbackup>
`,
  onRefused: true,
  mentions: ['incremental'],
  *check(scene) {
    for (const { name, listed, backupmode } of scene.takingPart) {
      const { incremental } = listed;
      if (incremental?.raw !== '' || backupmode === 'full') continue;
      yield {
        ...attributePlace(incremental),
        message: `incremental of disk ${quoted(name)} is empty; there is no checkpoint without a name`,
        help: 'name a checkpoint, or remove incremental',
        fix: removeAttributes([incremental], false),
      };
    }
  },
};
