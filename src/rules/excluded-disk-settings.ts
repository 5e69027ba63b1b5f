import { attributePlace, type Value } from '../model/values.js';
import { removeAttributes } from './edit.js';
import type { Rule } from './rule.js';
import { diskPlace, quoted } from './say.js';

export const excludedDiskSettings: Rule = {
  code: 'excluded-disk-settings',
  severity: 'warning',
  what: 'A disk with `backup="no"` says how it is to be backed up.',
  why: 'Of a disk that takes no part libvirt reads the name and nothing else: `backupmode`, `incremental`, `exportname` and `exportbitmap` are ignored.',
  wrong: `<domainbackup>
  <disks>
    <disk name='vda' type='file'>
      <target file='/backup/vda.qcow2'/>
    </disk>
    <disk name='vdb' backup='no' backupmode='full'/>
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
  mentions: ['backupmode', 'incremental', 'exportname', 'exportbitmap'],
  *check({ backup }) {
    for (const disk of backup.disks?.list ?? []) {
      if (disk.takesPart) continue;
      const settings = [disk.backupmode, disk.incremental, disk.exportname, disk.exportbitmap].filter(
        (value): value is Value => value !== undefined,
      );
      const [first] = settings.toSorted((a, b) => a.attribute.span.start - b.attribute.span.start);
      if (!first) continue;
      const names = settings.map((value) => value.attribute.name).join(', ');
      yield {
        ...attributePlace(first),
        message: `disk ${quoted(disk.name?.raw ?? '')} has backup='no', so its ${names} ${settings.length > 1 ? 'are' : 'is'} ignored`,
        help: `remove ${names}, or write backup='yes'`,
        related: [
          { span: disk.backup ? attributePlace(disk.backup).span : diskPlace(disk).span, message: 'excluded here' },
        ],
        fix: removeAttributes(settings, false),
      };
    }
  },
};
