import { namePlace } from '../model/values.js';
import type { Rule } from './rule.js';

export const diskNoneSelected: Rule = {
  code: 'disk-none-selected',
  severity: 'error',
  what: 'No disk takes part in the backup.',
  why: 'A list that excludes every disk it names leaves nothing: what is not listed does not take part either. libvirt refuses with "no disks selected for backup". Without a list the same happens where the domain has no disk with a medium that can be written.',
  wrong: `<domainbackup>
  <disks>
    <disk name='vdb' backup='no'/>
  </disks>
</domainbackup>
`,
  right: `<domainbackup>
  <disks>
    <disk name='vda' type='file'>
      <target file='/backup/vda.qcow2'/>
    </disk>
    <disk name='vdb' backup='no'/>
  </disks>
</domainbackup>
`,
  onRefused: false,
  *check({ backup, disks, domain }) {
    if (disks.some((disk) => disk.takesPart)) return;
    if (!backup.disks) {
      if (!domain) return;
      const message = 'the domain has no disk that can be backed up: each is empty or read-only';
      yield { ...namePlace(backup.element), message, help: 'list a disk of the domain with a target of its own' };
    } else if (backup.disks.list.length > 0) {
      yield {
        ...namePlace(backup.disks.element),
        message:
          "no disk is selected: every listed disk has backup='no', and one that is not listed does not take part",
        help: 'list the disks that are to be backed up, or remove <disks> to back up all',
      };
    }
  },
};
