import { namePlace } from '../model/values.js';
import { EXAMPLE_DOMAIN } from './examples.js';
import { checkpointDiskPlace, newCheckpointDisks } from './new-checkpoint.js';
import type { Finding, Rule, Scene } from './rule.js';
import { disksNamed, quoted } from './say.js';

export const checkpointDiskNotQcow2: Rule = {
  code: 'checkpoint-disk-not-qcow2',
  severity: 'error',
  what: 'The new checkpoint puts a bitmap on a disk whose image is not qcow2.',
  why: 'Only a qcow2 image has room for a bitmap: libvirt refuses with "checkpoint for disk unsupported for storage type". Without a `<disks>` list every disk that has media and is not read-only gets one, so that one raw disk is enough for a refusal. Needs `--domain`.',
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
    domain: EXAMPLE_DOMAIN,
    newCheckpoint: {
      wrong: `<domaincheckpoint>
  <name>cp2</name>
</domaincheckpoint>
`,
      right: `<domaincheckpoint>
  <name>cp2</name>
  <disks>
    <disk name='vda'/>
  </disks>
</domaincheckpoint>
`,
    },
  },
  onRefused: true,
  *check(scene) {
    if (!scene.domain || !scene.newCheckpoint) return;
    if (!scene.newCheckpoint.disks) yield* withoutList(scene);
    for (const { name, listed, domainDisk } of newCheckpointDisks(scene)) {
      if (!domainDisk || !listed.hasBitmap || domainDisk.empty || domainDisk.readonly || domainDisk.format === 'qcow2')
        continue;
      yield {
        ...checkpointDiskPlace(listed),
        document: 'checkpoint',
        message: `disk ${quoted(name)} has a ${quoted(domainDisk.format)} image, which holds no bitmap: no checkpoint can be made of it`,
        help: "write checkpoint='no', or do not list it",
      };
    }
  },
};

function* withoutList({ domain, newCheckpoint }: Scene): Iterable<Finding> {
  const unfit = (domain?.disks ?? []).filter((disk) => !disk.empty && !disk.readonly && disk.format !== 'qcow2');
  if (unfit.length === 0 || !newCheckpoint) return;
  yield {
    ...namePlace(newCheckpoint.element),
    document: 'checkpoint',
    message: `the new checkpoint has no <disks>, so libvirt puts a bitmap on every disk and fails for ${disksNamed(unfit.map((disk) => disk.target))}, not qcow2`,
    help: 'list the same disks as the backup in <disks>',
  };
}
