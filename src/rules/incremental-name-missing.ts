import { attributePlace } from '../model/values.js';
import type { Rule } from './rule.js';
import { quoted } from './say.js';

export const incrementalNameMissing: Rule = {
  code: 'incremental-name-missing',
  severity: 'error',
  what: 'A disk is to be backed up incrementally, and nobody names a checkpoint.',
  why: '`backupmode="incremental"` says how, not since when. libvirt takes the checkpoint from the disk\'s own `incremental` or from `<incremental>` of the document, and refuses where both are left out. An empty `<incremental/>` counts as left out.',
  wrong: `<domainbackup>
  <disks>
    <disk name='vda' type='file' backupmode='incremental'>
      <target file='/backup/vda.qcow2'/>
    </disk>
  </disks>
</domainbackup>
`,
  right: `<domainbackup>
  <disks>
    <disk name='vda' type='file' backupmode='incremental' incremental='cp1'>
      <target file='/backup/vda.qcow2'/>
    </disk>
  </disks>
</domainbackup>
`,
  onRefused: false,
  mentions: ['backupmode'],
  *check(scene) {
    for (const { name, listed, backupmode, since } of scene.takingPart) {
      if (backupmode !== 'incremental' || since !== undefined || !listed.backupmode) continue;
      const { incremental } = scene.backup;
      yield {
        ...attributePlace(listed.backupmode),
        message: `disk ${quoted(name)} has backupmode='incremental', but neither the disk nor the document names a checkpoint`,
        help: "write incremental='CHECKPOINT' on the disk, or <incremental>CHECKPOINT</incremental> as the first child of <domainbackup>",
        ...(incremental ? { related: [{ span: incremental.element.span, message: 'this one is empty' }] } : {}),
      };
    }
  },
};
