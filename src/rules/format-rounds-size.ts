import { placeOf } from '../model/values.js';
import { replaceValue } from './edit.js';
import type { Rule } from './rule.js';
import { quoted } from './say.js';

export const formatRoundsSize: Rule = {
  code: 'format-rounds-size',
  severity: 'warning',
  what: 'A push target has the format vpc, which not every disk size fits.',
  why: 'A vpc image rounds its size to whole cylinders. Where the disk does not happen to have such a size, source and target differ and the backup is refused.',
  wrong: `<domainbackup>
  <disks>
    <disk name='vda' type='file'>
      <driver type='vpc'/>
      <target file='/backup/vda.vpc'/>
    </disk>
  </disks>
</domainbackup>
`,
  right: `<domainbackup>
  <disks>
    <disk name='vda' type='file'>
      <driver type='qcow2'/>
      <target file='/backup/vda.qcow2'/>
    </disk>
  </disks>
</domainbackup>
`,
  onRefused: false,
  mentions: ['driver'],
  *check(scene) {
    if (scene.backup.mode !== 'push') return;
    for (const { name, format, listed } of scene.takingPart) {
      const type = listed.driver?.type;
      if (!type || format !== 'vpc') continue;
      yield {
        ...placeOf(type),
        message: `format 'vpc' rounds the size of disk ${quoted(name)}: the backup is refused unless the size happens to fit`,
        help: "write type='qcow2' or type='raw'",
        fix: replaceValue(type, 'qcow2', false),
      };
    }
  },
};
