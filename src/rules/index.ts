/** All rules, and the engine that runs them. */
import { type Backup, modelBackup } from '../model/backup.js';
import { type EffectiveDisk, effectiveDisks } from '../model/effective.js';
import { compareReleases, isAtLeast, type Release } from '../release.js';
import type { XmlDocument } from '../scan/tree.js';
import { bitmapNameEmpty } from './bitmap-name-empty.js';
import { bitmapNameLength } from './bitmap-name-length.js';
import { checkpointBitmapName } from './checkpoint-bitmap-name.js';
import { checkpointDiskNotQcow2 } from './checkpoint-disk-not-qcow2.js';
import { checkpointDiskTwice } from './checkpoint-disk-twice.js';
import { checkpointDiskUnfit } from './checkpoint-disk-unfit.js';
import { checkpointDiskUnknown } from './checkpoint-disk-unknown.js';
import { checkpointDisksDiffer } from './checkpoint-disks-differ.js';
import { checkpointDisksLeftOut } from './checkpoint-disks-left-out.js';
import { checkpointNameExists } from './checkpoint-name-exists.js';
import { checkpointSinceItself } from './checkpoint-since-itself.js';
import { checkpointUnknown } from './checkpoint-unknown.js';
import { checkpointWithoutBitmap } from './checkpoint-without-bitmap.js';
import { diskEmpty } from './disk-empty.js';
import { diskFileMissing } from './disk-file-missing.js';
import { diskIncrementalEmpty } from './disk-incremental-empty.js';
import { diskListedTwice } from './disk-listed-twice.js';
import { diskNamePrefix } from './disk-name-prefix.js';
import { diskNoneSelected } from './disk-none-selected.js';
import { diskNotListed } from './disk-not-listed.js';
import { diskUnknown } from './disk-unknown.js';
import { disksLeftOut } from './disks-left-out.js';
import { excludedDiskSettings } from './excluded-disk-settings.js';
import { exportBitmapIgnored } from './export-bitmap-ignored.js';
import { exportNameLength } from './export-name-length.js';
import { exportNameTwice } from './export-name-twice.js';
import { fileNameImpossible } from './file-name-impossible.js';
import { fileNameInvented } from './file-name-invented.js';
import { formatNotWritable } from './format-not-writable.js';
import { formatRoundsSize } from './format-rounds-size.js';
import { formatUnusual } from './format-unusual.js';
import { incrementalBackedByLive } from './incremental-backed-by-live.js';
import { incrementalEmpty } from './incremental-empty.js';
import { incrementalNameMissing } from './incremental-name-missing.js';
import { incrementalNotQcow2 } from './incremental-not-qcow2.js';
import { incrementalPadded } from './incremental-padded.js';
import { incrementalRaw } from './incremental-raw.js';
import { incrementalVmdk } from './incremental-vmdk.js';
import type { Context, Finding, ListedDisk, Rule, RuleDiagnostic, Scene } from './rule.js';
import { seclabelModelMissing } from './seclabel-model-missing.js';
import { seclabelModelTwice } from './seclabel-model-twice.js';
import { serverExposed } from './server-exposed.js';
import { serverPortMissing } from './server-port-missing.js';
import { serverPortRange } from './server-port-range.js';
import { serverUnencrypted } from './server-unencrypted.js';
import { socketConfined } from './socket-confined.js';
import { socketFolderMissing } from './socket-folder-missing.js';
import { socketPathLength } from './socket-path-length.js';
import { storeDeviceMissing } from './store-device-missing.js';
import { storeDeviceShared } from './store-device-shared.js';
import { storeExists } from './store-exists.js';
import { storeFileShared } from './store-file-shared.js';
import { storeFolderMissing } from './store-folder-missing.js';
import { storeFolderUnwritable } from './store-folder-unwritable.js';
import { storeIsSource } from './store-is-source.js';
import { storeMissing } from './store-missing.js';
import { storePrivateTmp } from './store-private-tmp.js';
import { storeRoom } from './store-room.js';
import { valuePadded } from './value-padded.js';

export type { Context, Rule, RuleDiagnostic } from './rule.js';

export const RULES: readonly Rule[] = [
  bitmapNameEmpty,
  bitmapNameLength,
  checkpointBitmapName,
  checkpointDiskNotQcow2,
  checkpointDiskTwice,
  checkpointDiskUnfit,
  checkpointDiskUnknown,
  checkpointDisksDiffer,
  checkpointDisksLeftOut,
  checkpointNameExists,
  checkpointSinceItself,
  checkpointUnknown,
  checkpointWithoutBitmap,
  diskEmpty,
  diskFileMissing,
  diskIncrementalEmpty,
  diskListedTwice,
  diskNamePrefix,
  diskNoneSelected,
  diskNotListed,
  diskUnknown,
  disksLeftOut,
  excludedDiskSettings,
  exportBitmapIgnored,
  exportNameLength,
  exportNameTwice,
  fileNameImpossible,
  fileNameInvented,
  formatNotWritable,
  formatRoundsSize,
  formatUnusual,
  incrementalBackedByLive,
  incrementalEmpty,
  incrementalNameMissing,
  incrementalNotQcow2,
  incrementalPadded,
  incrementalRaw,
  incrementalVmdk,
  seclabelModelMissing,
  seclabelModelTwice,
  serverExposed,
  serverPortMissing,
  serverPortRange,
  serverUnencrypted,
  socketConfined,
  socketFolderMissing,
  socketPathLength,
  storeDeviceMissing,
  storeDeviceShared,
  storeExists,
  storeFileShared,
  storeFolderMissing,
  storeFolderUnwritable,
  storeIsSource,
  storeMissing,
  storePrivateTmp,
  storeRoom,
  valuePadded,
];

/** Finds what the rules say of a document, given whether its grammar took it. */
export type Checker = (document: XmlDocument, schemaValid: boolean) => RuleDiagnostic[];

/** Makes a checker of many documents that are judged in one context. It never throws, on whatever tree. */
export function createChecker(context: Omit<Context, 'schemaValid'>): Checker {
  const valid: Context = { ...context, schemaValid: true };
  const refused: Context = { ...context, schemaValid: false };
  const rulesOnValid = rulesBy(rulesFor(valid));
  const rulesOnRefused = rulesBy(rulesFor(refused));
  return (document, schemaValid) => {
    if (document.root.name !== 'domainbackup') return [];
    const rules = (schemaValid ? rulesOnValid : rulesOnRefused)(document.text);
    return findingsOf(sceneOf(modelBackup(document), schemaValid ? valid : refused), rules);
  };
}

/** Leaves out the rules of which a text mentions nothing. That it mentions it elsewhere than as a name does no harm. */
function rulesBy(rules: readonly Rule[]): (text: string) => readonly Rule[] {
  const names = [...new Set(rules.flatMap(({ mentions = [] }) => mentions))];
  return (text) => {
    const written = names.filter((name) => text.includes(name));
    return rules.filter(({ mentions }) => !mentions || mentions.some((name) => written.includes(name)));
  };
}

/**
 * Models the document and runs all rules on it. Never throws, on whatever tree.
 * Gives the diagnostics in the order of the text, those of the new checkpoint's document last.
 */
export function checkRules(document: XmlDocument, context: Context): RuleDiagnostic[] {
  if (document.root.name !== 'domainbackup') return [];
  return checkBackup(modelBackup(document), context);
}

/** The same for a document that has been modelled already. */
export function checkBackup(backup: Backup, context: Context): RuleDiagnostic[] {
  return findingsOf(sceneOf(backup, context), rulesFor(context));
}

/** The rules that may have something to say in a context. */
function rulesFor(context: Context): Rule[] {
  const refused = context.schemaValid === false;
  return RULES.filter(
    (rule) => (!refused || rule.onRefused) && appliesTo(rule, context.release) && mayKnow(rule, context),
  );
}

function findingsOf(scene: Scene, rules: readonly Rule[]): RuleDiagnostic[] {
  const found: RuleDiagnostic[] = [];
  for (const rule of rules) {
    for (const finding of rule.check(scene)) found.push(stamp(rule, finding));
  }
  return found.length < 2 ? found : found.sort(byPlace);
}

function byPlace(a: RuleDiagnostic, b: RuleDiagnostic): number {
  if (a.document !== b.document) return a.document === 'backup' ? -1 : 1;
  return a.span.start - b.span.start || a.span.end - b.span.end;
}

/** Whether a code is that of a rule. */
export function isRule(code: string): boolean {
  return RULES.some((rule) => rule.code === code);
}

/** Whether a rule has had all it goes by when a document was judged: then its silence says something. */
export function hasJudged(code: string, context: Context): boolean {
  const rule = RULES.find((candidate) => candidate.code === code);
  if (!rule || (context.schemaValid === false && !rule.onRefused)) return false;
  return appliesTo(rule, context.release) && isKnown(rule, context);
}

/** Which things beside the document a rule goes by, and whether each is known: it goes by what its example stands in. */
function knownOf({ setting = {} }: Rule, context: Context): boolean[] {
  return [
    ...(setting.domain === undefined ? [] : [context.domain !== undefined]),
    ...(setting.checkpoints === undefined ? [] : [(context.checkpoints?.length ?? 0) > 0]),
    ...(setting.newCheckpoint === undefined ? [] : [context.newCheckpoint !== undefined]),
    ...(setting.host === undefined ? [] : [context.host !== undefined]),
    ...(setting.reuseExternal === true ? [context.reuseExternal === true] : []),
  ];
}

function isKnown(rule: Rule, context: Context): boolean {
  return knownOf(rule, context).every(Boolean);
}

function mayKnow(rule: Rule, context: Context): boolean {
  const known = knownOf(rule, context);
  return known.length === 0 || known.some(Boolean);
}

function sceneOf(backup: Backup, context: Context): Scene {
  const { release, domain, checkpoints, newCheckpoint, host, reuseExternal, schemaValid } = context;
  const disks = effectiveDisks(backup, { release, domain, suffix: newCheckpoint?.name?.raw });
  const takingPart = disks.filter(isTakingPart);
  // Each by its name: to copy a context takes longer than most rules do.
  return {
    backup,
    disks,
    takingPart,
    release,
    domain,
    checkpoints,
    newCheckpoint,
    host: host?.(backup, disks),
    reuseExternal,
    schemaValid,
  };
}

function isTakingPart(disk: EffectiveDisk): disk is ListedDisk {
  return disk.takesPart && disk.listed !== undefined;
}

function appliesTo(rule: Rule, release: Release): boolean {
  const { since, before } = rule.releases ?? {};
  return (!since || isAtLeast(release, since)) && (!before || compareReleases(release.name, before) < 0);
}

function stamp(rule: Rule, finding: Finding): RuleDiagnostic {
  return { severity: rule.severity, document: 'backup', ...finding, code: rule.code };
}
