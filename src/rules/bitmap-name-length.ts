import { placeOf } from '../model/values.js';
import type { Rule } from './rule.js';
import { byteLength, quoted } from './say.js';

/** Of a bitmap's name in QEMU, in bytes (format.md section 3). */
const LONGEST_BITMAP_NAME = 1023;

export const bitmapNameLength: Rule = {
  code: 'bitmap-name-length',
  severity: 'error',
  what: 'The `exportbitmap` of an incremental disk is longer than 1023 bytes.',
  why: 'QEMU keeps names of bitmaps in 1023 bytes and refuses longer ones when the backup starts. Bytes count, not characters. On a disk that is backed up in full the name is ignored.',
  wrong: `<domainbackup mode='pull'>
  <incremental>cp1</incremental>
  <server transport='tcp' name='localhost' port='10809'/>
  <disks>
    <disk name='vda' type='file' exportbitmap='${'x'.repeat(1024)}'>
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
      const length = exportbitmap ? byteLength(exportbitmap.raw) : 0;
      if (!exportbitmap || backupmode === 'full' || length <= LONGEST_BITMAP_NAME) continue;
      yield {
        ...placeOf(exportbitmap),
        message: `the bitmap name of disk ${quoted(name)} is ${length} bytes long; QEMU takes ${LONGEST_BITMAP_NAME} at most`,
        actual: `${length} bytes`,
        expected: `at most ${LONGEST_BITMAP_NAME} bytes`,
        help: `choose a shorter exportbitmap, or leave it out for ${quoted(`backup-${name}`)}`,
      };
    }
  },
};
