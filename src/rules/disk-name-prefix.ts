import { placeOf } from '../model/values.js';
import { replaceValue } from './edit.js';
import type { Rule } from './rule.js';
import { quoted } from './say.js';

const PREFIX = 'ioemu:';

export const diskNamePrefix: Rule = {
  code: 'disk-name-prefix',
  severity: 'error',
  what: "A disk's name has the prefix `ioemu:`.",
  why: 'The schema takes the prefix, which old Xen documents used. A domain drops it when it is defined, so that no disk of any domain has such a name, and libvirt refuses the backup with "no disk named".',
  wrong: `<domainbackup>
  <disks>
    <disk name='ioemu:vda' type='file'>
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
  </disks>
</domainbackup>
`,
  onRefused: true,
  *check({ backup }) {
    for (const { name } of backup.disks?.list ?? []) {
      if (!name?.raw.startsWith(PREFIX)) continue;
      const plain = name.raw.slice(PREFIX.length);
      yield {
        ...placeOf(name),
        message: `no disk is named ${quoted(name.raw)}: domains drop the prefix '${PREFIX}'`,
        actual: name.raw,
        expected: plain,
        help: `write name='${plain}'`,
        fix: replaceValue(name, plain, true),
      };
    }
  },
};
