import { groupBy } from '../group.js';
import { mayInvent } from '../model/effective.js';
import { namePlace } from '../model/values.js';
import { EXAMPLE_DOMAIN } from './examples.js';
import type { Finding, Rule } from './rule.js';
import { diskPlace, disksNamed, storeName } from './say.js';

export const fileNameImpossible: Rule = {
  code: 'file-name-impossible',
  severity: 'error',
  what: 'A disk needs an invented file name, but its source is not a file.',
  why: 'libvirt invents a name by appending to the path of the source. A block device, a network disk or another source has no path to append to, and libvirt refuses with "refusing to generate file name". A volume of a storage pool is a file in some pools: the domain alone does not tell. Needs `--domain`.',
  wrong: `<domainbackup/>
`,
  right: `<domainbackup>
  <disks>
    <disk name='vdd' type='block'>
      <target dev='/dev/vg0/backup'/>
    </disk>
  </disks>
</domainbackup>
`,
  setting: { domain: EXAMPLE_DOMAIN },
  onRefused: false,
  *check(scene) {
    const affected = scene.disks.filter(
      (disk) =>
        disk.takesPart &&
        disk.domainDisk !== undefined &&
        !disk.domainDisk.empty &&
        disk.domainDisk.type !== 'file' &&
        disk.listed?.store?.path === undefined &&
        mayInvent(disk.listed, scene.release),
    );
    for (const { listed, name, domainDisk } of affected) {
      if (!listed) continue;
      const type = domainDisk?.type ?? '';
      yield { ...diskPlace(listed), ...wording([name], type), help: `write a <${storeName(scene)}> inside the <disk>` };
    }
    const unlisted = affected.filter(({ listed }) => !listed);
    for (const [type, disks] of groupBy(unlisted, ({ domainDisk }) => domainDisk?.type ?? '')) {
      const names = disks.map(({ name }) => name);
      const help = `list the disks in <disks>, with a <${storeName(scene)}> for ${disksNamed(names)} or without`;
      yield { ...namePlace(scene.backup.element), ...wording(names, type), help };
    }
  },
};

function wording(names: readonly string[], type: string): Pick<Finding, 'message' | 'severity'> {
  const source = `the source of ${disksNamed(names)} is of type '${type}'`;
  if (type !== 'volume') return { message: `${source}, not a file: libvirt cannot invent a file name for it` };
  return {
    message: `${source}: unless its pool holds files, libvirt cannot invent a file name for it`,
    severity: 'warning',
  };
}
