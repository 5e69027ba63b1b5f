import { placeOf } from '../model/values.js';
import { replaceValue } from './edit.js';
import type { Rule } from './rule.js';
import { quoted } from './say.js';

/** Formats that libvirt can create, but that backup tools do not read (format.md section 3). */
const UNUSUAL: ReadonlySet<string> = new Set(['qed', 'vdi', 'vmdk', 'vhd', 'ploop', 'qcow']);

export const formatUnusual: Rule = {
  code: 'format-unusual',
  severity: 'warning',
  what: 'A push target has a format that backup tools hardly read.',
  why: 'qed, vdi, vmdk, vhd, ploop and qcow work, but qcow2 and raw are what backup tools read, and what QEMU tests.',
  wrong: `<domainbackup>
  <disks>
    <disk name='vda' type='file'>
      <driver type='vdi'/>
      <target file='/backup/vda.img'/>
    </disk>
  </disks>
</domainbackup>
`,
  right: `<domainbackup>
  <disks>
    <disk name='vda' type='file'>
      <driver type='qcow2'/>
      <target file='/backup/vda.img'/>
    </disk>
  </disks>
</domainbackup>
`,
  onRefused: false,
  mentions: ['driver'],
  *check(scene) {
    if (scene.backup.mode !== 'push') return;
    for (const { name, format, backupmode, listed } of scene.takingPart) {
      const type = listed.driver?.type;
      // an incremental vmdk is refused, which another rule says
      if (!type || !UNUSUAL.has(format) || (format === 'vmdk' && backupmode === 'incremental')) continue;
      yield {
        ...placeOf(type),
        message: `format ${quoted(format)} of disk ${quoted(name)} works, but few backup tools read it`,
        help: "write type='qcow2' or type='raw'",
        fix: replaceValue(type, 'qcow2', false),
      };
    }
  },
};
