import type { Domain } from '../model/domain.js';
import { placeOf } from '../model/values.js';
import { EXAMPLE_DOMAIN } from './examples.js';
import { normalPath } from './paths.js';
import type { Rule } from './rule.js';
import { quoted, storeName } from './say.js';

export const storeIsSource: Rule = {
  code: 'store-is-source',
  severity: 'error',
  what: 'A target or scratch is an image that the domain uses.',
  why: 'The file would be written over an image of the running domain: a disk\'s own source, or an image that it builds on. libvirt refuses with "store exists", QEMU with "Failed to get write lock". Needs `--domain`.',
  wrong: `<domainbackup>
  <disks>
    <disk name='vda' type='file'>
      <target file='/var/lib/libvirt/images/vdb.qcow2'/>
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
  setting: { domain: EXAMPLE_DOMAIN },
  onRefused: true,
  *check(scene) {
    if (!scene.domain) return;
    const images = imagesOf(scene.domain);
    for (const { name, listed } of scene.takingPart) {
      const path = listed.store?.path;
      const use = path && images.get(normalPath(path.raw));
      if (!use) continue;
      yield {
        ...placeOf(path),
        message: `the ${storeName(scene)} of disk ${quoted(name)} is ${use} (${quoted(path.raw)})`,
        help: 'write to a file that the domain does not use',
      };
    }
  },
};

/** What each image of the domain is, by its path. */
export function imagesOf(domain: Domain): Map<string, string> {
  const images = new Map<string, string>();
  const add = (path: string | undefined, use: string) => {
    if (path && !images.has(normalPath(path))) images.set(normalPath(path), use);
  };
  for (const disk of domain.disks) add(disk.path, `the source of disk ${quoted(disk.target)} itself`);
  for (const disk of domain.disks) {
    for (const image of disk.backing) add(image.path, `an image in the backing chain of disk ${quoted(disk.target)}`);
    add(disk.mirror?.path, `where disk ${quoted(disk.target)} is being copied to`);
  }
  return images;
}
