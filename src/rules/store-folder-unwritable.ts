import { exampleHost } from './examples.js';
import { byFolder, hostStores } from './host-stores.js';
import type { Rule } from './rule.js';
import { disksNamed, quoted, storeName } from './say.js';

export const storeFolderUnwritable: Rule = {
  code: 'store-folder-unwritable',
  severity: 'warning',
  what: 'The folder of a target or scratch file is not writable.',
  why: 'It is not writable for the user who runs this check. libvirt creates the file as another user, mostly root, and QEMU opens it as yet another: on a read-only file system, or one that squashes root, neither may. Needs `--host`.',
  wrong: `<domainbackup>
  <disks>
    <disk name='vda' type='file'>
      <target file='/backup/vda.qcow2'/>
    </disk>
  </disks>
</domainbackup>
`,
  right: `<domainbackup>
  <disks>
    <disk name='vda' type='file'>
      <target file='/srv/vda.qcow2'/>
    </disk>
  </disks>
</domainbackup>
`,
  setting: { host: exampleHost({ '/backup/vda.qcow2': 'missing' }, { writable: false }) },
  onRefused: false,
  *check(scene) {
    const affected = hostStores(scene).filter(
      ({ disk, kind, folder }) =>
        disk.type !== 'block' && kind === 'missing' && folder.kind === 'folder' && !folder.writable,
    );
    for (const stores of byFolder(affected)) {
      const [{ folderPath, place }] = stores;
      yield {
        ...place,
        message: `${quoted(folderPath)}, where the ${storeName(scene)} of ${disksNamed(stores.map(({ disk }) => disk.name))} is to go, is not writable for you`,
        help: 'check that libvirt and QEMU may create files there',
      };
    }
  },
};
