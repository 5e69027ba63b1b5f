import { contentPlace } from '../model/values.js';
import type { Rule } from './rule.js';
import { diskPlace, disksNamed } from './say.js';

export const incrementalBackedByLive: Rule = {
  code: 'incremental-backed-by-live',
  severity: 'info',
  what: 'An incremental push goes to qcow2, whose backing file is then the live disk.',
  why: "libvirt creates the file of an incremental push with the running domain's own image as backing file. Read as it is, it shows the changed blocks over a disk that has moved on. Before use, set its backing file to the previous backup: `qemu-img rebase -u -b PREVIOUS -F qcow2 FILE`.",
  wrong: `<domainbackup>
  <incremental>cp1</incremental>
  <disks>
    <disk name='vda' type='file'>
      <target file='/backup/vda.inc'/>
    </disk>
  </disks>
</domainbackup>
`,
  right: `<domainbackup>
  <disks>
    <disk name='vda' type='file'>
      <target file='/backup/vda.full'/>
    </disk>
  </disks>
</domainbackup>
`,
  onRefused: false,
  mentions: ['incremental', 'backupmode'],
  *check({ backup, disks }) {
    if (backup.mode !== 'push') return;
    const affected = disks.filter(
      (disk) => disk.takesPart && disk.backupmode === 'incremental' && disk.format === 'qcow2',
    );
    const [first] = affected;
    if (!first) return;
    const listed = first.listed;
    const place =
      listed?.incremental || !backup.incremental
        ? listed && diskPlace(listed)
        : contentPlace(backup.incremental.element);
    if (!place) return;
    yield {
      ...place,
      message: `the incremental backup of ${disksNamed(affected.map((disk) => disk.name))} gets the live image as backing file`,
      help: 'before use, run qemu-img rebase -u -b PREVIOUS_BACKUP -F qcow2 on each file',
    };
  },
};
