import { groupBy } from '../group.js';
import { EXAMPLE_DOMAIN, exampleHost } from './examples.js';
import { hostStores } from './host-stores.js';
import type { Rule } from './rule.js';
import { disksNamed, quoted, shownBytes } from './say.js';

export const storeRoom: Rule = {
  code: 'store-room',
  severity: 'warning',
  what: 'A file system has less room than the disks that are backed up to it.',
  why: 'A full push needs up to the virtual size of the disk, less what was never written. A scratch file and an incremental push grow with what changes, up to the same. When the file system is full, the backup fails midway. Needs `--host` and `--domain`, and the rights to read the images.',
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
  setting: { domain: EXAMPLE_DOMAIN, host: exampleHost({ '/backup/vda.qcow2': 'missing' }) },
  onRefused: false,
  *check(scene) {
    const sizes = scene.host?.sizes ?? new Map<string, number>();
    const counted = [...hostStores(scene)].filter(
      ({ folder, disk, kind }) =>
        folder.fileSystem !== undefined && disk.type !== 'block' && kind === 'missing' && sizes.has(disk.name),
    );
    for (const stores of groupBy(counted, ({ folder }) => folder.fileSystem).values()) {
      const [first] = stores;
      const needed = stores.reduce((sum, { disk }) => sum + (sizes.get(disk.name) ?? 0), 0);
      if (first?.folder.free === undefined || first.folder.free >= needed) continue;
      yield {
        ...first.place,
        message: `${quoted(first.folderPath)} has ${shownBytes(first.folder.free)} of room; ${disksNamed(stores.map(({ disk }) => disk.name))} can need ${shownBytes(needed)}`,
        help: 'make room, or choose another file system',
      };
    }
  },
};
