import { exampleHost } from './examples.js';
import { hostStores } from './host-stores.js';
import type { Rule } from './rule.js';
import { quoted, storeName } from './say.js';

export const storeExists: Rule = {
  code: 'store-exists',
  severity: 'error',
  what: 'A target or scratch file exists already.',
  why: 'libvirt creates the file itself and refuses one that is there, with "store exists", so that nothing is written over. Begun with `--reuse-external` the file must exist. Needs `--host`.',
  wrong: `<domainbackup>
  <disks>
    <disk name='vda' type='file'>
      <target file='/backup/old.qcow2'/>
    </disk>
  </disks>
</domainbackup>
`,
  right: `<domainbackup>
  <disks>
    <disk name='vda' type='file'>
      <target file='/backup/new.qcow2'/>
    </disk>
  </disks>
</domainbackup>
`,
  setting: { host: exampleHost({ '/backup/old.qcow2': 'file', '/backup/new.qcow2': 'missing' }) },
  onRefused: true,
  *check(scene) {
    if (scene.reuseExternal) return;
    for (const { disk, path, kind, place } of hostStores(scene)) {
      if (disk.type === 'block' || kind === 'missing' || kind === 'unknown') continue;
      yield {
        ...place,
        message: `the ${storeName(scene)} ${quoted(path)} of disk ${quoted(disk.name)} ${kind === 'folder' ? 'is a folder' : 'exists already'}`,
        help:
          kind === 'folder'
            ? 'name a file in it'
            : 'name a new file, move the old one away, or begin with --reuse-external',
      };
    }
  },
};
