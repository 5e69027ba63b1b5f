import type { Rule } from './rule.js';
import { findShared, sharedFinding } from './shared-stores.js';

export const storeDeviceShared: Rule = {
  code: 'store-device-shared',
  severity: 'error',
  what: 'Two disks have the same block device as target or scratch.',
  why: 'A block device holds one image. QEMU locks it for the first disk and refuses the second with "Failed to get write lock".',
  wrong: `<domainbackup>
  <disks>
    <disk name='vda' type='block'>
      <target dev='/dev/vg0/backup'/>
    </disk>
    <disk name='vdb' type='block'>
      <target dev='/dev/vg0/backup'/>
    </disk>
  </disks>
</domainbackup>
`,
  right: `<domainbackup>
  <disks>
    <disk name='vda' type='block'>
      <target dev='/dev/vg0/backup-vda'/>
    </disk>
    <disk name='vdb' type='block'>
      <target dev='/dev/vg0/backup-vdb'/>
    </disk>
  </disks>
</domainbackup>
`,
  onRefused: true,
  mentions: ['dev'],
  *check(scene) {
    for (const pair of findShared(scene)) {
      if (pair.first.type === 'block' && pair.second.type === 'block') yield sharedFinding(scene, pair);
    }
  },
};
