import { attributePlace } from '../model/values.js';
import { removeAttributes } from './edit.js';
import type { Rule } from './rule.js';
import { quoted } from './say.js';

export const bitmapNameEmpty: Rule = {
  code: 'bitmap-name-empty',
  severity: 'error',
  what: 'An incremental disk has an empty `exportbitmap`.',
  why: 'The schema takes any text, but QEMU refuses to export a bitmap without a name. Left out, the bitmap is called `backup-` and the name of the disk.',
  wrong: `<domainbackup mode='pull'>
  <incremental>cp1</incremental>
  <server transport='tcp' name='localhost' port='10809'/>
  <disks>
    <disk name='vda' type='file' exportbitmap=''>
      <scratch file='/backup/vda.scratch'/>
    </disk>
  </disks>
</domainbackup>
`,
  right: `<domainbackup mode='pull'>
  <incremental>cp1</incremental>
  <server transport='tcp' name='localhost' port='10809'/>
  <disks>
    <disk name='vda' type='file' exportbitmap='changed'>
      <scratch file='/backup/vda.scratch'/>
    </disk>
  </disks>
</domainbackup>
`,
  onRefused: true,
  mentions: ['exportbitmap'],
  *check(scene) {
    if (scene.backup.mode !== 'pull') return;
    for (const { name, listed, backupmode } of scene.takingPart) {
      const { exportbitmap } = listed;
      if (exportbitmap?.raw !== '' || backupmode === 'full') continue;
      yield {
        ...attributePlace(exportbitmap),
        message: `exportbitmap of disk ${quoted(name)} is empty; a bitmap needs a name`,
        help: `write a name, or leave exportbitmap out for ${quoted(`backup-${name}`)}`,
        fix: removeAttributes([exportbitmap], false),
      };
    }
  },
};
