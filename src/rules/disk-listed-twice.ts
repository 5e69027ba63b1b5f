import { placeOf, type Value } from '../model/values.js';
import type { Rule } from './rule.js';
import { quoted } from './say.js';

export const diskListedTwice: Rule = {
  code: 'disk-listed-twice',
  severity: 'error',
  what: 'A disk is listed twice.',
  why: 'libvirt takes each disk once and refuses the document with "specified twice". An entry with `backup="no"` counts too.',
  wrong: `<domainbackup>
  <disks>
    <disk name='vda' type='file'>
      <target file='/backup/vda.qcow2'/>
    </disk>
    <disk name='vda' backup='no'/>
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
  onRefused: true,
  *check({ backup }) {
    const seen = new Map<string, Value>();
    for (const { name } of backup.disks?.list ?? []) {
      if (!name) continue;
      const first = seen.get(name.raw);
      if (!first) {
        seen.set(name.raw, name);
        continue;
      }
      yield {
        ...placeOf(name),
        message: `disk ${quoted(name.raw)} is listed twice; libvirt takes each disk once`,
        help: 'remove one of the two, or correct its name',
        related: [{ span: placeOf(first).span, message: 'first listed here' }],
      };
    }
  },
};
