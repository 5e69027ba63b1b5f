import { contentPlace, placeOf } from '../model/values.js';
import { addAttribute } from './edit.js';
import { EXAMPLE_CHECKPOINT } from './examples.js';
import type { Rule } from './rule.js';
import { diskPlace, disksNamed, quoted } from './say.js';
import { byPlace, hasBitmapFor, incrementalDisks } from './since.js';

export const checkpointWithoutBitmap: Rule = {
  code: 'checkpoint-without-bitmap',
  severity: 'error',
  what: 'The named checkpoint has no bitmap for a disk.',
  why: 'A checkpoint tracks the disks that it was created for. For any other libvirt refuses an incremental backup with "missing or broken bitmap": back that disk up in full, and add it to the next checkpoint. Needs `--checkpoint`.',
  wrong: `<domainbackup>
  <incremental>cp1</incremental>
  <disks>
    <disk name='vdb' type='file'>
      <target file='/backup/vdb.qcow2'/>
    </disk>
  </disks>
</domainbackup>
`,
  right: `<domainbackup>
  <incremental>cp1</incremental>
  <disks>
    <disk name='vdb' type='file' backupmode='full'>
      <target file='/backup/vdb.qcow2'/>
    </disk>
  </disks>
</domainbackup>
`,
  setting: { checkpoints: [EXAMPLE_CHECKPOINT] },
  onRefused: false,
  *check(scene) {
    const affected = incrementalDisks(scene).filter(({ checkpoint, name, domainDisk }) => {
      if (!checkpoint || checkpoint === 'unknown') return false;
      // an image that has no room for bitmaps, an empty drive and an unknown disk are other rules'
      if (scene.domain && (!domainDisk || domainDisk.empty || domainDisk.format !== 'qcow2')) return false;
      return !hasBitmapFor(checkpoint, name, domainDisk);
    });
    for (const disks of byPlace(affected)) {
      const [first] = disks;
      if (!first) continue;
      const { listed, source } = first;
      const named = 'attribute' in source ? placeOf(source) : contentPlace(source.element);
      const names = disks.map((disk) => disk.name);
      const fix =
        listed &&
        !listed.incremental &&
        !listed.backupmode &&
        addAttribute(listed.element, 'backupmode', 'full', false);
      yield {
        ...(listed ? diskPlace(listed) : named),
        message: `checkpoint ${quoted(first.since)} has no bitmap for ${disksNamed(names)}`,
        help: listed
          ? "back it up in full, with backupmode='full'"
          : `list the disks in <disks>, with backupmode='full' for ${disksNamed(names)}`,
        ...(listed ? { related: [{ span: named.span, message: 'the checkpoint is named here' }] } : {}),
        ...(fix ? { fix } : {}),
      };
    }
  },
};
