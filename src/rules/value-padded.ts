import type { Backup, BackupDisk, Store } from '../model/backup.js';
import { placeOf, type Value } from '../model/values.js';
import { replaceValue } from './edit.js';
import type { DocumentKind, Finding, Rule } from './rule.js';

export const valuePadded: Rule = {
  code: 'value-padded',
  severity: 'error',
  what: 'An enumerated value has white space around it.',
  why: 'The schema ignores white space around a value such as `pull`, but libvirt reads the attribute itself afterwards and compares it exactly: `" pull "` is an unknown value to it. A tab or a line break in an attribute counts as a blank.',
  wrong: `<domainbackup mode=' pull '>
  <server transport='tcp' name='localhost' port='10809'/>
  <disks>
    <disk name='vda' type='file'>
      <scratch file='/backup/vda.scratch'/>
    </disk>
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
  onRefused: false,
  *check({ backup, newCheckpoint }) {
    for (const value of wordsOf(backup)) yield* judgeWord(value, 'backup');
    for (const { checkpoint } of newCheckpoint?.disks?.list ?? []) yield* judgeWord(checkpoint, 'checkpoint');
  },
};

function* judgeWord(value: Value | undefined, document: DocumentKind): Iterable<Finding> {
  if (!value || value.raw === value.token || value.token === '') return;
  const { name } = value.attribute;
  yield {
    ...placeOf(value),
    document,
    message: `${name}='${value.raw}' has white space around its value, which libvirt does not ignore`,
    actual: value.raw,
    expected: value.token,
    help: `write ${name}='${value.token}'`,
    fix: replaceValue(value, value.token, true),
  };
}

/** The attributes that libvirt reads as one of several words. `labelskip` is not read here at all. */
function wordsOf(backup: Backup): (Value | undefined)[] {
  const disks = backup.disks?.list.flatMap(diskWords) ?? [];
  return [backup.modeValue, backup.server?.transportValue, backup.server?.tls, ...disks];
}

/** Behind `backup="no"` libvirt reads nothing more. */
function diskWords(disk: BackupDisk): (Value | undefined)[] {
  if (!disk.takesPart) return [disk.backup];
  return [disk.backup, disk.type, disk.backupmode, disk.driver?.type, ...(disk.store ? storeWords(disk.store) : [])];
}

function storeWords({ seclabels, encryption }: Store): (Value | undefined)[] {
  return [
    ...seclabels.map((seclabel) => seclabel.relabel),
    encryption?.format,
    encryption?.engine,
    encryption?.secret?.type,
  ];
}
