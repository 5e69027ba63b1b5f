import type { Fix } from '../diagnostic.js';
import { contentPlace, type Place, placeOf, type TextValue, type Value } from '../model/values.js';
import { replaceText, replaceValue } from './edit.js';
import type { Rule, Scene } from './rule.js';
import { quoted } from './say.js';

export const incrementalPadded: Rule = {
  code: 'incremental-padded',
  severity: 'warning',
  what: 'The name of a checkpoint has white space around it.',
  why: 'libvirt takes the text of `<incremental>` as it stands, line breaks and indentation included, and compares it exactly. No checkpoint can have white space in its name, so none matches and the backup is refused. Formatters that put the text on a line of its own cause this.',
  wrong: `<domainbackup>
  <incremental>
    cp1
  </incremental>
  <disks>
    <disk name='vda' type='file'>
      <target file='/backup/vda.qcow2'/>
    </disk>
  </disks>
</domainbackup>
`,
  right: `<domainbackup>
  <incremental>cp1</incremental>
  <disks>
    <disk name='vda' type='file'>
      <target file='/backup/vda.qcow2'/>
    </disk>
  </disks>
</domainbackup>
`,
  onRefused: false,
  mentions: ['incremental'],
  *check(scene) {
    // with the checkpoints known, the name that none has is an error of its own
    if (scene.checkpoints?.length) return;
    for (const name of namesInUse(scene)) {
      if (name.raw === name.token) continue;
      const fix = name.token === '' ? undefined : trimFix(name);
      yield {
        ...placeOfName(name),
        message:
          name.token === ''
            ? 'the name of the checkpoint is nothing but white space, which libvirt takes as a name'
            : `the name of checkpoint ${quoted(name.token)} has white space around it, which libvirt takes as part of the name`,
        help:
          name.token === ''
            ? 'write the name of the checkpoint'
            : `write ${quoted(name.token)} without white space around it`,
        ...(fix ? { fix } : {}),
      };
    }
  },
};

/** An unused name is not looked up (format.md section 3). */
function namesInUse({ backup }: Scene): (TextValue | Value)[] {
  const own = (backup.disks?.list ?? []).flatMap((disk) =>
    disk.takesPart && disk.incremental ? [disk.incremental] : [],
  );
  const shared = backup.incremental;
  const used =
    !backup.disks ||
    backup.disks.list.some((disk) => disk.takesPart && !disk.incremental && disk.backupmode?.token !== 'full');
  return shared && used ? [shared, ...own] : own;
}

function placeOfName(name: TextValue | Value): Place {
  return 'attribute' in name ? placeOf(name) : contentPlace(name.element);
}

function trimFix(name: TextValue | Value): Fix | undefined {
  return 'attribute' in name ? replaceValue(name, name.token, true) : replaceText(name, name.token, true);
}
