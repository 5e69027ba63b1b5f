import { nearest } from '../explain/near.js';
import { placeOf } from '../model/values.js';
import { replaceValue } from './edit.js';
import { EXAMPLE_DOMAIN } from './examples.js';
import type { Rule } from './rule.js';
import { quoted, quotedList } from './say.js';

/** Among more disks, or longer names, a slip is not looked for: that would take seconds where there are thousands of either. */
const MOST_CANDIDATES = 200;
const LONGEST_SLIP = 24;

export const diskUnknown: Rule = {
  code: 'disk-unknown',
  severity: 'error',
  what: 'The domain has no disk of that name.',
  why: 'A disk is listed under the name of its target in the domain, such as `vda`. libvirt refuses any other with "no disk named", and one with `backup="no"` too. Needs `--domain`.',
  wrong: `<domainbackup>
  <disks>
    <disk name='vdz' type='file'>
      <target file='/backup/vdz.qcow2'/>
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
  setting: { domain: EXAMPLE_DOMAIN },
  onRefused: false,
  *check({ backup, domain }) {
    if (!domain) return;
    const known = domain.disks.map((disk) => disk.target);
    const listed = new Set(backup.disks?.list.map((disk) => disk.name?.raw));
    const free = known.filter((name) => !listed.has(name));
    const candidates = free.length > MOST_CANDIDATES ? [] : free.filter((name) => name.length <= LONGEST_SLIP);
    const disks = known.length > 0 ? `its disks are ${quotedList(known)}` : 'it has no disks at all';
    for (const { name } of backup.disks?.list ?? []) {
      // a prefix that no domain keeps is another rule's
      if (!name || domain.byTarget.has(name.raw) || name.raw.startsWith('ioemu:')) continue;
      const meant = name.raw.length > LONGEST_SLIP ? undefined : nearest(name.raw, candidates);
      yield {
        ...placeOf(name),
        message: `the domain has no disk ${quoted(name.raw)}`,
        actual: name.raw,
        help: meant === undefined ? disks : `did you mean ${quoted(meant)}? ${disks}`,
        ...(meant === undefined ? {} : { fix: replaceValue(name, meant, false) }),
      };
    }
  },
};
