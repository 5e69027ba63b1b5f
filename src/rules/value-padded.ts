import type { Backup, BackupDisk } from '../model/backup.js';
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
    for (const value of wordsOf(backup)) if (isPadded(value)) yield findingOf(value, 'backup');
    for (const { checkpoint } of newCheckpoint?.disks?.list ?? []) {
      if (isPadded(checkpoint)) yield findingOf(checkpoint, 'checkpoint');
    }
  },
};

function isPadded(value: Value | undefined): value is Value {
  return value !== undefined && value.raw !== value.token && value.token !== '';
}

function findingOf(value: Value, document: DocumentKind): Finding {
  const { name } = value.attribute;
  return {
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
  const words = [backup.modeValue, backup.server?.transportValue, backup.server?.tls];
  for (const disk of backup.disks?.list ?? []) addDiskWords(disk, words);
  return words;
}

/** Behind `backup="no"` libvirt reads nothing more. */
function addDiskWords(disk: BackupDisk, words: (Value | undefined)[]): void {
  words.push(disk.backup);
  if (!disk.takesPart) return;
  words.push(disk.type, disk.backupmode, disk.driver?.type);
  const { seclabels, encryption } = disk.store ?? {};
  for (const { relabel } of seclabels ?? []) words.push(relabel);
  if (encryption) words.push(encryption.format, encryption.engine, encryption.secret?.type);
}
