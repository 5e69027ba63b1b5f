import { placeOf } from '../model/values.js';
import type { ListedDisk, Rule } from './rule.js';
import { diskPlace, quoted } from './say.js';

export const exportNameTwice: Rule = {
  code: 'export-name-twice',
  severity: 'error',
  what: 'Two disks are exported under one name.',
  why: 'All exports of a backup share one NBD server, and each name can be there once: QEMU refuses the second with "NBD server already has export named". A disk without `exportname` is exported under its own name, so `exportname="vdb"` on vda clashes with vdb. Names that differ in case are different. Where a new checkpoint is created at the same time, it stays behind although the backup fails.',
  wrong: `<domainbackup mode='pull'>
  <server transport='tcp' name='localhost' port='10809'/>
  <disks>
    <disk name='vda' type='file' exportname='data'>
      <scratch file='/backup/vda.scratch'/>
    </disk>
    <disk name='vdb' type='file' exportname='data'>
      <scratch file='/backup/vdb.scratch'/>
    </disk>
  </disks>
</domainbackup>
`,
  right: `<domainbackup mode='pull'>
  <server transport='tcp' name='localhost' port='10809'/>
  <disks>
    <disk name='vda' type='file' exportname='root'>
      <scratch file='/backup/vda.scratch'/>
    </disk>
    <disk name='vdb' type='file' exportname='data'>
      <scratch file='/backup/vdb.scratch'/>
    </disk>
  </disks>
</domainbackup>
`,
  onRefused: true,
  mentions: ['exportname'],
  *check(scene) {
    if (scene.backup.mode !== 'pull') return;
    const seen = new Map<string, ListedDisk>();
    for (const disk of scene.takingPart) {
      const name = disk.exportname ?? '';
      const first = seen.get(name);
      if (!first) seen.set(name, disk);
      // a disk that is listed twice is one fault, and not this one
      if (!first || first.name === disk.name) continue;
      // an explicit name is the one to change
      const [at, other] = disk.listed.exportname || !first.listed.exportname ? [disk, first] : [first, disk];
      yield {
        ...exportPlace(at),
        message: `export name ${quoted(name)} is used by disks ${quoted(first.name)} and ${quoted(disk.name)}`,
        help: 'give each disk an exportname of its own',
        ...(other.listed.exportname
          ? {}
          : { notes: [`Disk ${quoted(other.name)} has no exportname and so is exported as ${quoted(name)}.`] }),
        related: [{ span: exportPlace(other).span, message: `disk ${quoted(other.name)} is exported under this name` }],
      };
    }
  },
};

function exportPlace({ listed }: ListedDisk) {
  return listed.exportname ? placeOf(listed.exportname) : diskPlace(listed);
}
