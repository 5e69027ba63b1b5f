import { placeOf, type Value } from '../model/values.js';
import type { Rule } from './rule.js';
import { quoted, storeName } from './say.js';

export const seclabelModelTwice: Rule = {
  code: 'seclabel-model-twice',
  severity: 'error',
  what: 'Two `<seclabel>` of one target or scratch have the same model.',
  why: 'One file has one label for each security model. libvirt refuses a second with "already provided".',
  wrong: `<domainbackup>
  <disks>
    <disk name='vda' type='file'>
      <target file='/backup/vda.qcow2'>
        <seclabel model='dac' relabel='no'/>
        <seclabel model='dac' relabel='no'/>
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
        <seclabel model='selinux' relabel='no'/>
      </target>
    </disk>
  </disks>
</domainbackup>
`,
  onRefused: true,
  mentions: ['seclabel'],
  *check(scene) {
    for (const { name, listed } of scene.takingPart) {
      const seen = new Map<string, Value>();
      for (const { model } of listed.store?.seclabels ?? []) {
        if (!model) continue;
        const first = seen.get(model.raw);
        if (!first) {
          seen.set(model.raw, model);
          continue;
        }
        yield {
          ...placeOf(model),
          message: `the ${storeName(scene)} of disk ${quoted(name)} has two <seclabel> with model ${quoted(model.raw)}`,
          help: 'keep one <seclabel> for each model',
          related: [{ span: placeOf(first).span, message: 'first given here' }],
        };
      }
    }
  },
};
