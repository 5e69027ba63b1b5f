import { placeOf } from '../model/values.js';
import { replaceValue } from './edit.js';
import type { Rule } from './rule.js';
import { quoted } from './say.js';

export const incrementalVmdk: Rule = {
  code: 'incremental-vmdk',
  severity: 'error',
  what: 'An incremental push goes to a vmdk file.',
  why: 'An incremental target gets the live disk as its backing file. For vmdk QEMU tries to lock that disk for writing, which the running domain holds, and refuses with "Failed to get write lock".',
  wrong: `<domainbackup>
  <incremental>cp1</incremental>
  <disks>
    <disk name='vda' type='file'>
      <driver type='vmdk'/>
      <target file='/backup/vda.vmdk'/>
    </disk>
  </disks>
</domainbackup>
`,
  right: `<domainbackup>
  <incremental>cp1</incremental>
  <disks>
    <disk name='vda' type='file'>
      <driver type='qcow2'/>
      <target file='/backup/vda.qcow2'/>
    </disk>
  </disks>
</domainbackup>
`,
  onRefused: true,
  mentions: ['driver'],
  *check(scene) {
    if (scene.backup.mode !== 'push') return;
    for (const { name, format, backupmode, listed } of scene.takingPart) {
      const type = listed.driver?.type;
      if (!type || format !== 'vmdk' || backupmode !== 'incremental') continue;
      yield {
        ...placeOf(type),
        message: `disk ${quoted(name)} cannot be backed up incrementally to format 'vmdk'`,
        actual: format,
        expected: 'qcow2',
        help: "write type='qcow2', or backupmode='full'",
        fix: replaceValue(type, 'qcow2', false),
      };
    }
  },
};
