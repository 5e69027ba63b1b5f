import { exampleHost } from './examples.js';
import { hostStores } from './host-stores.js';
import type { Rule } from './rule.js';
import { quoted, storeName } from './say.js';

export const storeMissing: Rule = {
  code: 'store-missing',
  severity: 'error',
  what: 'With `--reuse-external`, a target or scratch file does not exist.',
  why: '`virsh backup-begin --reuse-external` writes into files that were created before, and refuses where one is missing. Create it with `qemu-img create`, with the format and the size of the disk. Needs `--host`.',
  wrong: `<domainbackup>
  <disks>
    <disk name='vda' type='file'>
      <target file='/backup/new.qcow2'/>
    </disk>
  </disks>
</domainbackup>
`,
  right: `<domainbackup>
  <disks>
    <disk name='vda' type='file'>
      <target file='/backup/old.qcow2'/>
    </disk>
  </disks>
</domainbackup>
`,
  setting: {
    host: exampleHost({ '/backup/old.qcow2': 'file', '/backup/new.qcow2': 'missing' }),
    reuseExternal: true,
  },
  onRefused: true,
  *check(scene) {
    if (!scene.reuseExternal) return;
    for (const { disk, path, kind, folder, place } of hostStores(scene)) {
      if (disk.type === 'block' || kind !== 'missing' || folder.kind !== 'folder') continue;
      yield {
        ...place,
        message: `the ${storeName(scene)} ${quoted(path)} of disk ${quoted(disk.name)} does not exist, as --reuse-external demands`,
        help: 'create it first (qemu-img create), or begin without --reuse-external',
      };
    }
  },
};
