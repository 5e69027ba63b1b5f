import { nearest } from '../explain/near.js';
import { groupBy } from '../group.js';
import { contentPlace, type Place, placeOf, type TextValue, type Value } from '../model/values.js';
import { replaceText, replaceValue } from './edit.js';
import { EXAMPLE_CHECKPOINT } from './examples.js';
import type { Finding, Rule } from './rule.js';
import { disksNamed, quoted, quotedList } from './say.js';
import { checkpointsByName, type IncrementalDisk, incrementalDisks } from './since.js';

export const checkpointUnknown: Rule = {
  code: 'checkpoint-unknown',
  severity: 'error',
  what: 'The named checkpoint does not exist.',
  why: 'An incremental backup starts from a checkpoint of the domain. libvirt looks for exactly the name as written, white space included, and refuses with "Checkpoint not found". A name that no disk uses is not looked up. Needs `--checkpoint`; give all that exist (`virsh checkpoint-list DOMAIN`).',
  wrong: `<domainbackup>
  <incremental>cp2</incremental>
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
  setting: { checkpoints: [EXAMPLE_CHECKPOINT] },
  onRefused: true,
  *check(scene) {
    const names = [...checkpointsByName(scene).keys()];
    if (names.length === 0) return;
    for (const [source, disks] of unknownBySource(
      scene.backup.disks === undefined,
      incrementalDisks(scene),
      scene.backup.incremental,
    )) {
      // incremental since the checkpoint that it creates: another rule's
      if (source.raw === scene.newCheckpoint?.name?.raw) continue;
      yield { ...placeOfName(source), actual: source.raw, ...wording(source, names, disks) };
    }
  },
};

function wording(
  source: TextValue | Value,
  names: readonly string[],
  disks: readonly IncrementalDisk[],
): Pick<Finding, 'message' | 'help' | 'fix'> {
  if (names.includes(source.token)) {
    const token = quoted(source.token);
    return {
      message: `checkpoint ${quoted(source.raw)} does not exist: libvirt takes the white space around ${token} as part of the name`,
      help: `write ${token} without white space around it`,
      ...replaceName(source, source.token, true),
    };
  }
  const users =
    disks.length > 0
      ? `, which ${disksNamed(disks.map((disk) => disk.name))} ${disks.length > 1 ? 'need' : 'needs'},`
      : '';
  const meant = nearest(source.raw, names);
  const known = `known: ${quotedList(names.toReversed())}`;
  return {
    message: `checkpoint ${quoted(source.raw)}${users} is not among those given`,
    help: meant === undefined ? known : `did you mean ${quoted(meant)}? ${known}`,
    ...(meant === undefined ? {} : replaceName(source, meant, false)),
  };
}

/** Each place that names an unknown checkpoint, with the disks that use it; without `<disks>` and a domain nobody knows which. */
function unknownBySource(
  all: boolean,
  disks: readonly IncrementalDisk[],
  shared: TextValue | undefined,
): Map<TextValue | Value, IncrementalDisk[]> {
  const unknown = disks.filter(({ checkpoint }) => checkpoint === 'unknown');
  const groups: Map<TextValue | Value, IncrementalDisk[]> = groupBy(unknown, ({ source }) => source);
  if (all && disks.length === 0 && shared && shared.raw !== '') groups.set(shared, []);
  return groups;
}

function placeOfName(name: TextValue | Value): Place {
  return 'attribute' in name ? placeOf(name) : contentPlace(name.element);
}

function replaceName(name: TextValue | Value, by: string, safe: boolean): Pick<Finding, 'fix'> {
  const fix = 'attribute' in name ? replaceValue(name, by, safe) : replaceText(name, by, safe);
  return fix ? { fix } : {};
}
