import { placeOf } from '../model/values.js';
import type { Rule } from './rule.js';
import { byteLength, quoted } from './say.js';

/** Of an export's name in the NBD protocol, in bytes (format.md section 3). */
const LONGEST_EXPORT_NAME = 4096;

export const exportNameLength: Rule = {
  code: 'export-name-length',
  severity: 'error',
  what: 'An export name is longer than 4096 bytes.',
  why: 'NBD carries names of at most 4096 bytes; QEMU refuses a longer export name when the backup starts. Bytes count, not characters.',
  wrong: `<domainbackup mode='pull'>
  <server transport='tcp' name='localhost' port='10809'/>
  <disks>
    <disk name='vda' type='file' exportname='${'x'.repeat(4097)}'>
      <scratch file='/backup/vda.scratch'/>
    </disk>
  </disks>
</domainbackup>
`,
  right: `<domainbackup mode='pull'>
  <server transport='tcp' name='localhost' port='10809'/>
  <disks>
    <disk name='vda' type='file' exportname='web-root'>
      <scratch file='/backup/vda.scratch'/>
    </disk>
  </disks>
</domainbackup>
`,
  onRefused: true,
  mentions: ['exportname'],
  *check(scene) {
    if (scene.backup.mode !== 'pull') return;
    for (const { name, listed } of scene.takingPart) {
      const { exportname } = listed;
      const length = exportname ? byteLength(exportname.raw) : 0;
      if (!exportname || length <= LONGEST_EXPORT_NAME) continue;
      yield {
        ...placeOf(exportname),
        message: `the export name of disk ${quoted(name)} is ${length} bytes long; NBD takes ${LONGEST_EXPORT_NAME} at most`,
        actual: `${length} bytes`,
        expected: `at most ${LONGEST_EXPORT_NAME} bytes`,
        help: 'choose a shorter exportname, or leave it out to export under the name of the disk',
      };
    }
  },
};
