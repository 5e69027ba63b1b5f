import type { Rule } from './rule.js';
import { findShared, sharedFinding } from './shared-stores.js';

export const storeFileShared: Rule = {
  code: 'store-file-shared',
  severity: 'error',
  what: 'Two disks have the same file as target or scratch.',
  why: 'Each disk needs a file of its own: libvirt creates the first and then refuses the second with "store exists". Different spellings of one path, such as `/a/./b` and `/a//b`, are the same file.',
  wrong: `<domainbackup>
  <disks>
    <disk name='vda' type='file'>
      <target file='/backup/web.qcow2'/>
    </disk>
    <disk name='vdb' type='file'>
      <target file='/backup/web.qcow2'/>
    </disk>
  </disks>
</domainbackup>
`,
  right: `<domainbackup>
  <disks>
    <disk name='vda' type='file'>
      <target file='/backup/web-vda.qcow2'/>
    </disk>
    <disk name='vdb' type='file'>
      <target file='/backup/web-vdb.qcow2'/>
    </disk>
  </disks>
</domainbackup>
`,
  onRefused: true,
  *check(scene) {
    for (const pair of findShared(scene)) {
      if (pair.first.type !== 'block' || pair.second.type !== 'block') yield sharedFinding(scene, pair);
    }
  },
};
