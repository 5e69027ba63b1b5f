import { namePlace } from '../model/values.js';
import type { Rule } from './rule.js';
import { disksNamed, storeName } from './say.js';

export const disksLeftOut: Rule = {
  code: 'disks-left-out',
  severity: 'info',
  what: '`<disks>` is left out.',
  why: "Then all disks that have media and are not read-only take part, each with an invented file beside its image: the path of the source, a dot, and the new checkpoint's name or the time in seconds. With `--domain` the disks are named.",
  wrong: `<domainbackup/>
`,
  right: `<domainbackup>
  <disks>
    <disk name='vda' type='file'>
      <target file='/backup/vda.qcow2'/>
    </disk>
  </disks>
</domainbackup>
`,
  onRefused: false,
  *check(scene) {
    const { backup, domain, disks } = scene;
    if (backup.disks) return;
    const names = disks.filter((disk) => disk.takesPart).map((disk) => disk.name);
    if (domain && names.length === 0) return;
    const who = domain ? disksNamed(names) : 'all disks that have media and are not read-only';
    yield {
      ...namePlace(backup.element),
      message: `no <disks>: libvirt backs up ${who}, to files with invented names beside the images`,
      help: `list the disks in <disks>, each with a <${storeName(scene)}>, to choose`,
    };
  },
};
