import { INVENTS_FOR_LISTED } from '../model/effective.js';
import type { Rule } from './rule.js';
import { diskPlace, quoted, storeName } from './say.js';

export const fileNameInvented: Rule = {
  code: 'file-name-invented',
  severity: 'info',
  what: 'A listed disk names no file, so libvirt invents one.',
  why: "The file then lies beside the disk's own image, named after it with a dot and the new checkpoint's name or the time in seconds: on the same storage as what it is to save. libvirt 9.0.0 and older fail instead.",
  wrong: `<domainbackup>
  <disks>
    <disk name='vda'/>
  </disks>
</domainbackup>
`,
  right: `<domainbackup>
  <disks>
    <disk name='vda' type='file'>
      <target file='/backup/vda.qcow2'/>
    </disk>
  </disks>
</domainbackup>
`,
  releases: { since: INVENTS_FOR_LISTED },
  onRefused: false,
  *check(scene) {
    for (const { name, type, listed, domainDisk } of scene.takingPart) {
      if (listed.store?.path || type === 'block') continue;
      if (domainDisk && (domainDisk.empty || domainDisk.type !== 'file')) continue;
      const store = storeName(scene);
      yield {
        ...diskPlace(listed),
        message: `disk ${quoted(name)} has no <${store}>: libvirt invents a file name beside the image of the disk`,
        help: `write <${store} file='/FOLDER/${name}.qcow2'/> to choose where the file goes`,
      };
    }
  },
};
