import { attributePlace } from '../model/values.js';
import { removeAttributes } from './edit.js';
import type { Rule } from './rule.js';
import { quoted } from './say.js';

export const exportBitmapIgnored: Rule = {
  code: 'export-bitmap-ignored',
  severity: 'warning',
  what: 'A disk that is backed up in full has an `exportbitmap`.',
  why: 'A bitmap tells an NBD client which blocks changed since a checkpoint. A full backup starts from no checkpoint, so libvirt exports no bitmap and ignores the name: a client that asks for `qemu:dirty-bitmap:NAME` is refused.',
  wrong: `<domainbackup mode='pull'>
  <server transport='tcp' name='localhost' port='10809'/>
  <disks>
    <disk name='vda' type='file' exportbitmap='changed'>
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
  onRefused: false,
  mentions: ['exportbitmap'],
  *check(scene) {
    for (const { name, listed, backupmode } of scene.takingPart) {
      const { exportbitmap } = listed;
      if (!exportbitmap || backupmode !== 'full') continue;
      yield {
        ...attributePlace(exportbitmap),
        message: `exportbitmap of disk ${quoted(name)} is ignored: the disk is backed up in full, which exports no bitmap`,
        help: "remove exportbitmap, or name a checkpoint with incremental='CHECKPOINT'",
        fix: removeAttributes([exportbitmap], false),
      };
    }
  },
};
