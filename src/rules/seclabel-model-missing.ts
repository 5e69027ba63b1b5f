import { namePlace } from '../model/values.js';
import type { Rule } from './rule.js';
import { quoted, storeName } from './say.js';

export const seclabelModelMissing: Rule = {
  code: 'seclabel-model-missing',
  severity: 'info',
  what: 'A `<seclabel>` names no model.',
  why: 'libvirt takes a label without a model, but which security driver it is meant for (`dac`, `selinux`, `apparmor`) is then left to libvirt. Name the model to be sure that the label does what you mean.',
  wrong: `<domainbackup>
  <disks>
    <disk name='vda' type='file'>
      <target file='/backup/vda.qcow2'>
        <seclabel relabel='no'/>
      </target>
    </disk>
  </disks>
</domainbackup>
`,
  right: `<domainbackup>
  <disks>
    <disk name='vda' type='file'>
      <target file='/backup/vda.qcow2'>
        <seclabel model='dac' relabel='no'/>
      </target>
    </disk>
  </disks>
</domainbackup>
`,
  onRefused: false,
  mentions: ['seclabel'],
  *check(scene) {
    for (const { name, listed } of scene.takingPart) {
      for (const seclabel of listed.store?.seclabels ?? []) {
        if (seclabel.model) continue;
        yield {
          ...namePlace(seclabel.element),
          message: `a <seclabel> on the ${storeName(scene)} of disk ${quoted(name)} names no model`,
          help: "write the model that it is meant for, such as model='dac'",
        };
      }
    }
  },
};
