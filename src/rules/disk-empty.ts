import { EXAMPLE_DOMAIN } from './examples.js';
import type { Rule } from './rule.js';
import { diskPlace, quoted } from './say.js';

export const diskEmpty: Rule = {
  code: 'disk-empty',
  severity: 'error',
  what: 'A listed disk is a drive without a medium.',
  why: 'There is nothing to back up in an empty CD-ROM or floppy drive: libvirt refuses with "has no media". With `backup="no"`, or not listed, it may stay. Needs `--domain`.',
  wrong: `<domainbackup>
  <disks>
    <disk name='vda' type='file'>
      <target file='/backup/vda.qcow2'/>
    </disk>
    <disk name='sda' type='file'>
      <target file='/backup/sda.qcow2'/>
    </disk>
  </disks>
</domainbackup>
`,
  right: `<domainbackup>
  <disks>
    <disk name='vda' type='file'>
      <target file='/backup/vda.qcow2'/>
    </disk>
    <disk name='sda' backup='no'/>
  </disks>
</domainbackup>
`,
  setting: { domain: EXAMPLE_DOMAIN },
  onRefused: false,
  *check(scene) {
    for (const { name, listed, domainDisk } of scene.takingPart) {
      if (!domainDisk?.empty) continue;
      const kind = { cdrom: 'CD-ROM ', floppy: 'floppy ' }[domainDisk.device] ?? '';
      yield {
        ...diskPlace(listed),
        message: `disk ${quoted(name)} is an empty ${kind}drive: there is nothing to back up`,
        help: `write <disk name='${name}' backup='no'/>, or do not list it`,
      };
    }
  },
};
