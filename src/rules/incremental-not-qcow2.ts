import { contentPlace, type Place, placeOf } from '../model/values.js';
import { addAttribute } from './edit.js';
import { EXAMPLE_DOMAIN } from './examples.js';
import type { Rule } from './rule.js';
import { diskPlace, disksNamed, quoted } from './say.js';
import { byPlace, incrementalDisks } from './since.js';

export const incrementalNotQcow2: Rule = {
  code: 'incremental-not-qcow2',
  severity: 'error',
  what: 'An incremental disk has an image that is not qcow2.',
  why: 'Which blocks changed since a checkpoint is kept in a bitmap inside the image, and only qcow2 has room for one. libvirt refuses with "missing or broken bitmap". Such a disk can only be backed up in full: give it `backupmode="full"`. Needs `--domain`.',
  wrong: `<domainbackup>
  <incremental>cp1</incremental>
  <disks>
    <disk name='vdc' type='file'>
      <target file='/backup/vdc.qcow2'/>
    </disk>
  </disks>
</domainbackup>
`,
  right: `<domainbackup>
  <incremental>cp1</incremental>
  <disks>
    <disk name='vdc' type='file' backupmode='full'>
      <target file='/backup/vdc.qcow2'/>
    </disk>
  </disks>
</domainbackup>
`,
  setting: { domain: EXAMPLE_DOMAIN },
  onRefused: false,
  *check(scene) {
    const affected = incrementalDisks(scene).filter(
      ({ domainDisk, checkpoint }) =>
        checkpoint !== 'unknown' && domainDisk && !domainDisk.empty && domainDisk.format !== 'qcow2',
    );
    for (const disks of byPlace(affected)) {
      const [first] = disks;
      if (!first) continue;
      const { listed, name, domainDisk } = first;
      const place: Place = listed ? diskPlace(listed) : contentPlace(first.source.element);
      const names = disks.map((disk) => disk.name);
      const format = domainDisk?.format ?? '';
      const fix =
        listed &&
        !listed.incremental &&
        !listed.backupmode &&
        addAttribute(listed.element, 'backupmode', 'full', false);
      yield {
        ...place,
        message: `${disksNamed(names)} ${names.length > 1 ? 'are not all qcow2' : `has a ${quoted(format)} image`}, which holds no bitmap of checkpoint ${quoted(first.since)}`,
        help: listed
          ? `back it up in full, with backupmode='full' on disk ${quoted(name)}`
          : `list the disks in <disks>, with backupmode='full' for ${disksNamed(names)}`,
        ...(fix ? { fix } : {}),
        ...(listed
          ? {
              related: [
                {
                  span:
                    'attribute' in first.source ? placeOf(first.source).span : contentPlace(first.source.element).span,
                  message: 'the checkpoint is named here',
                },
              ],
            }
          : {}),
      };
    }
  },
};
