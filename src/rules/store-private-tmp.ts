import { placeOf } from '../model/values.js';
import { folderHolding } from './paths.js';
import type { Rule } from './rule.js';
import { quoted, storeName } from './say.js';

/** Folders that a service can see under the same name with other contents (systemd's PrivateTmp). */
const PRIVATE_FOLDERS = ['/tmp', '/var/tmp'];

export const storePrivateTmp: Rule = {
  code: 'store-private-tmp',
  severity: 'info',
  what: 'A target or scratch lies below /tmp or /var/tmp.',
  why: "libvirt or QEMU may run with a private `/tmp`: the file then is not where you look for it, or the folder and what is mounted there does not exist for them. Security policies often forbid it as well, with \"Permission denied\". On an NFS mount with root squash, set `<seclabel model='dac' relabel='no'/>` inside the element, or fix the rights of the export.",
  wrong: `<domainbackup>
  <disks>
    <disk name='vda' type='file'>
      <target file='/tmp/mnt/vda.qcow2'/>
    </disk>
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
  onRefused: false,
  *check(scene) {
    for (const { name, listed } of scene.takingPart) {
      const path = listed.store?.path;
      const folder = path && folderHolding(path.raw, PRIVATE_FOLDERS);
      if (!folder) continue;
      yield {
        ...placeOf(path),
        message: `the ${storeName(scene)} ${quoted(path.raw)} of disk ${quoted(name)} lies below ${folder}, which can be private to a service`,
        help: 'choose a folder that libvirt and QEMU see as you do, such as /var/lib/libvirt/images',
        notes: ["On NFS with root squash, <seclabel model='dac' relabel='no'/> keeps libvirt from changing the owner."],
      };
    }
  },
};
