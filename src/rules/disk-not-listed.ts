import { namePlace } from '../model/values.js';
import { EXAMPLE_DOMAIN } from './examples.js';
import type { Rule } from './rule.js';
import { disksNamed } from './say.js';

export const diskNotListed: Rule = {
  code: 'disk-not-listed',
  severity: 'info',
  what: 'The domain has disks that the list does not name.',
  why: 'A `<disks>` list is complete: what it does not name is not backed up. Disks without media and read-only ones are not counted here.',
  wrong: `<domainbackup>
  <disks>
    <disk name='vda' type='file'>
      <target file='/backup/vda.qcow2'/>
    </disk>
  </disks>
</domainbackup>
`,
  right: `<domainbackup>
  <disks>
    <disk name='vda' type='file'>
      <target file='/backup/vda.qcow2'/>
    </disk>
    <disk name='vdb' type='file'>
      <target file='/backup/vdb.qcow2'/>
    </disk>
    <disk name='vdc' backup='no'/>
    <disk name='vdd' backup='no'/>
  </disks>
</domainbackup>
`,
  setting: { domain: EXAMPLE_DOMAIN },
  onRefused: false,
  *check({ backup, disks }) {
    if (!backup.disks) return;
    const left = disks.filter(
      ({ reason, domainDisk }) => reason === 'not-listed' && domainDisk && !domainDisk.empty && !domainDisk.readonly,
    );
    if (left.length === 0) return;
    yield {
      ...namePlace(backup.disks.element),
      message: `${disksNamed(left.map((disk) => disk.name))} of the domain ${left.length > 1 ? 'are' : 'is'} not listed and so not backed up`,
      help: "list each disk that is to be backed up; backup='no' says that one is left out on purpose",
    };
  },
};
