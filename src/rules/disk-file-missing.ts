import { INVENTS_FOR_LISTED } from '../model/effective.js';
import { compareReleases, isAtLeast } from '../release.js';
import type { Finding, ListedDisk, Rule, Scene } from './rule.js';
import { diskPlace, quoted, storeName } from './say.js';

/** The newest release that was seen to fail (format.md section 3). */
const SEEN_TO_FAIL = '9.0.0';

export const diskFileMissing: Rule = {
  code: 'disk-file-missing',
  severity: 'error',
  what: 'A listed disk names no file or device to write to.',
  why: 'The schema lets `<target>` or `<scratch>` go, and the documentation says that libvirt then invents a name. Up to 9.0.0 it does so only where `<disks>` is left out: for a listed disk it fails with "argument key \'filename\' must not have null value". For a block device no release can invent one.',
  wrong: `<domainbackup mode='pull'>
  <server transport='tcp' name='localhost' port='10809'/>
  <disks>
    <disk name='vda'/>
  </disks>
</domainbackup>
`,
  right: `<domainbackup mode='pull'>
  <server transport='tcp' name='localhost' port='10809'/>
  <disks>
    <disk name='vda' type='file'>
      <scratch file='/backup/vda.scratch'/>
    </disk>
  </disks>
</domainbackup>
`,
  setting: { release: '9.0.0' },
  onRefused: false,
  *check(scene) {
    for (const disk of scene.takingPart) {
      if (disk.listed.store?.path || disk.domainDisk?.empty) continue;
      if (disk.type === 'block') yield blockFinding(scene, disk);
      else if (!isAtLeast(scene.release, INVENTS_FOR_LISTED)) yield fileFinding(scene, disk);
    }
  },
};

function blockFinding(scene: Scene, { name, listed }: ListedDisk): Finding {
  const store = storeName(scene);
  return {
    ...diskPlace(listed),
    message: `disk ${quoted(name)} of type 'block' has no <${store}>: libvirt cannot invent a device`,
    help: `write <${store} dev='/dev/...'/> inside the <disk>`,
  };
}

function fileFinding(scene: Scene, { name, listed }: ListedDisk): Finding {
  const store = storeName(scene);
  const doubtful = compareReleases(scene.release.name, SEEN_TO_FAIL) > 0;
  return {
    ...diskPlace(listed),
    ...(doubtful ? { severity: 'warning' as const } : {}),
    message: `disk ${quoted(name)} has no <${store}> file, and libvirt ${scene.release.name} ${doubtful ? 'may not' : 'does not'} invent one for a listed disk`,
    help: `write <${store} file='/FOLDER/${name}.qcow2'/> inside the <disk>`,
    notes: [`Libvirt ${INVENTS_FOR_LISTED} and newer invents a name beside the source of the disk.`],
  };
}
