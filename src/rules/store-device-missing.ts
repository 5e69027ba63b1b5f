import { exampleHost } from './examples.js';
import { hostStores } from './host-stores.js';
import type { Rule } from './rule.js';
import { quoted, storeName } from './say.js';

export const storeDeviceMissing: Rule = {
  code: 'store-device-missing',
  severity: 'error',
  what: 'The block device of a target or scratch does not exist, or is none.',
  why: 'libvirt creates files, but no block devices: it refuses with "unable to stat", and QEMU refuses what is not a block device. Create the volume first, as large as the disk. Needs `--host`.',
  wrong: `<domainbackup>
  <disks>
    <disk name='vda' type='block'>
      <target dev='/backup/gone'/>
    </disk>
  </disks>
</domainbackup>
`,
  right: `<domainbackup>
  <disks>
    <disk name='vda' type='block'>
      <target dev='/backup/device'/>
    </disk>
  </disks>
</domainbackup>
`,
  setting: { host: exampleHost({ '/backup/gone': 'missing', '/backup/device': 'block' }) },
  onRefused: true,
  *check(scene) {
    for (const { disk, path, kind, place } of hostStores(scene)) {
      if (disk.type !== 'block' || kind === 'block' || kind === 'unknown') continue;
      const what = kind === 'missing' ? 'does not exist' : 'is not a block device';
      yield {
        ...place,
        message: `the ${storeName(scene)} ${quoted(path)} of disk ${quoted(disk.name)} ${what}`,
        help:
          kind === 'file'
            ? "for a file write type='file' and file= instead of dev="
            : 'name a block device that exists',
      };
    }
  },
};
