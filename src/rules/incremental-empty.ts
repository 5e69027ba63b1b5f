import { pathOf } from '../scan/tree.js';
import type { Rule } from './rule.js';

export const incrementalEmpty: Rule = {
  code: 'incremental-empty',
  severity: 'warning',
  what: '`<incremental>` is empty.',
  why: 'libvirt takes an empty `<incremental>` as left out and, without a word, makes a FULL backup. It often comes from an unset variable in a script. Name the checkpoint, or remove the element where a full backup is meant.',
  wrong: `<domainbackup>
  <incremental/>
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
  onRefused: false,
  mentions: ['incremental'],
  *check({ backup }) {
    const { incremental } = backup;
    if (!incremental || incremental.name !== undefined) return;
    const list = backup.disks?.list;
    // a disk that asks for an incremental backup is refused, which another rule says
    if (list?.some((disk) => disk.takesPart && disk.backupmode?.token === 'incremental' && !disk.incremental)) return;
    if (list && !list.some((disk) => disk.takesPart && !disk.incremental && !disk.backupmode)) return;
    yield {
      span: incremental.element.span,
      path: pathOf(incremental.element),
      message: '<incremental> is empty, so this is a FULL backup',
      help: 'write the name of the checkpoint, or remove <incremental> if a full backup is meant',
    };
  },
};
