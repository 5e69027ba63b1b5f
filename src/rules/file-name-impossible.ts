import { mayInvent } from '../model/effective.js';
import { namePlace } from '../model/values.js';
import { EXAMPLE_DOMAIN } from './examples.js';
import type { Finding, Rule, Scene } from './rule.js';
import { diskPlace, quoted, storeName } from './say.js';

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
    for (const { name, listed, domainDisk } of affected) {
      yield {
        ...(listed ? diskPlace(listed) : namePlace(scene.backup.element)),
        ...wording(scene, name, domainDisk?.type ?? '', listed !== undefined),
      };
    }
  },
};

function wording(
  scene: Scene,
  name: string,
  type: string,
  listed: boolean,
): Pick<Finding, 'message' | 'help' | 'severity'> {
  const store = storeName(scene);
  const help = listed
    ? `write a <${store}> inside the <disk>`
    : `list the disks in <disks>, with a <${store}> for ${quoted(name)} or without it`;
  const source = `the source of disk ${quoted(name)} is of type '${type}'`;
  if (type !== 'volume') return { message: `${source}, not a file: libvirt cannot invent a file name for it`, help };
  return {
    message: `${source}: unless its pool holds files, libvirt cannot invent a file name for it`,
    help,
    severity: 'warning',
  };
}
