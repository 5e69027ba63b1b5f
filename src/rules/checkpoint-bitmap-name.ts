import { attributePlace } from '../model/values.js';
import { removeAttributes } from './edit.js';
import { newCheckpointDisks } from './new-checkpoint.js';
import type { Rule } from './rule.js';
import { quoted } from './say.js';

export const checkpointBitmapName: Rule = {
  code: 'checkpoint-bitmap-name',
  severity: 'error',
  what: 'A disk of the new checkpoint names a bitmap that is not called like the checkpoint.',
  why: 'The attribute is there for what `checkpoint-dumpxml` prints: libvirt names each bitmap after its checkpoint and refuses any other name.',
  wrong: `<domainbackup>
  <disks>
    <disk name='vda' type='file'>
      <target file='/backup/vda.qcow2'/>
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
  setting: {
    newCheckpoint: {
      wrong: `<domaincheckpoint>
  <name>cp2</name>
  <disks>
    <disk name='vda' checkpoint='bitmap' bitmap='changes'/>
  </disks>
</domaincheckpoint>
`,
      right: `<domaincheckpoint>
  <name>cp2</name>
  <disks>
    <disk name='vda' checkpoint='bitmap'/>
  </disks>
</domaincheckpoint>
`,
    },
  },
  onRefused: true,
  *check(scene) {
    const own = scene.newCheckpoint?.name?.raw;
    for (const { name, listed } of newCheckpointDisks(scene)) {
      const { bitmap } = listed;
      if (!bitmap || !listed.hasBitmap || bitmap.raw === own) continue;
      yield {
        ...attributePlace(bitmap),
        document: 'checkpoint',
        message: `the bitmap of disk ${quoted(name)} is named ${quoted(bitmap.raw)}; libvirt names it after the checkpoint${own === undefined ? '' : `, ${quoted(own)}`}`,
        help: 'remove bitmap',
        fix: removeAttributes([bitmap], true),
      };
    }
  },
};
