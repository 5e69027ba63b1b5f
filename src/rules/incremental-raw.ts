import { placeOf } from '../model/values.js';
import { replaceValue } from './edit.js';
import type { Rule } from './rule.js';
import { quoted } from './say.js';

export const incrementalRaw: Rule = {
  code: 'incremental-raw',
  severity: 'warning',
  what: 'An incremental push goes to a raw file.',
  why: 'A raw file has no room for a link to what it builds on, nor for which blocks it holds: the changed blocks lie in a file of the full size, and what did not change reads as zeros. It cannot be told from a full image and cannot be restored by itself.',
  wrong: `<domainbackup>
  <incremental>cp1</incremental>
  <disks>
    <disk name='vda' type='file'>
      <driver type='raw'/>
      <target file='/backup/vda.inc'/>
    </disk>
  </disks>
</domainbackup>
`,
  right: `<domainbackup>
  <incremental>cp1</incremental>
  <disks>
    <disk name='vda' type='file'>
      <driver type='qcow2'/>
      <target file='/backup/vda.inc'/>
    </disk>
  </disks>
</domainbackup>
`,
  onRefused: false,
  mentions: ['driver'],
  *check(scene) {
    if (scene.backup.mode !== 'push') return;
    for (const { name, format, backupmode, listed } of scene.takingPart) {
      const type = listed.driver?.type;
      if (!type || format !== 'raw' || backupmode !== 'incremental') continue;
      yield {
        ...placeOf(type),
        message: `the incremental backup of disk ${quoted(name)} goes to format 'raw': it cannot be restored by itself`,
        help: "write type='qcow2', which keeps what belongs together, or backupmode='full'",
        notes: ['The file holds only the blocks that changed, and no link to the image that they belong to.'],
        fix: replaceValue(type, 'qcow2', false),
      };
    }
  },
};
