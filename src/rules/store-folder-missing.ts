import { exampleHost } from './examples.js';
import { byFolder, hostStores } from './host-stores.js';
import type { Rule } from './rule.js';
import { disksNamed, quoted, storeName } from './say.js';

export const storeFolderMissing: Rule = {
  code: 'store-folder-missing',
  severity: 'error',
  what: 'The folder of a target or scratch file does not exist.',
  why: 'libvirt creates the file, but no folders, and refuses with "No such file or directory". Needs `--host`.',
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
  setting: {
    host: exampleHost({ '/backup/vda.qcow2': 'missing' }, { kind: 'missing', writable: false, free: undefined }),
  },
  onRefused: true,
  *check(scene) {
    const affected = hostStores(scene).filter(
      ({ disk, folder }) => disk.type !== 'block' && folder.kind !== 'folder' && folder.kind !== 'unknown',
    );
    for (const stores of byFolder(affected)) {
      const [{ folder, folderPath, place }] = stores;
      const missing = folder.kind === 'missing';
      yield {
        ...place,
        message: `${quoted(folderPath)}, where the ${storeName(scene)} of ${disksNamed(stores.map(({ disk }) => disk.name))} is to go, ${missing ? 'does not exist' : 'is not a folder'}`,
        help: missing ? 'create the folder first, or mount what belongs there' : 'name another folder',
      };
    }
  },
};
