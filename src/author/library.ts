/** Authoring for programs: the same as `backupxml new` and `backupxml format`, from text to text. */
import type { Diagnostic } from '../diagnostic.js';
import type { Backup } from '../model/backup.js';
import { type Checkpoint, modelCheckpoint } from '../model/checkpoint.js';
import { type Domain, modelDomain } from '../model/domain.js';
import { NEWEST_RELEASE, parseRelease } from '../release.js';
import { type DiagnosticReport, fileReport } from '../report/json.js';
import { LONGEST_BESIDE } from '../scan/limits.js';
import { scan } from '../scan/scan.js';
import type { XmlDocument } from '../scan/tree.js';
import { create } from './create.js';
import type { Setting } from './draft.js';
import * as format from './format.js';
import { nextSteps } from './next-step.js';
import { type BackupOptions, OptionError } from './options.js';

export interface CreateBackupOptions extends BackupOptions {
  /** The release of libvirt to write for, such as `9.0.0`; the newest known where left out. */
  readonly libvirt?: string | undefined;
  /** The domain's document, as `virsh dumpxml` prints it. */
  readonly domain?: string | undefined;
  /** The documents of checkpoints that exist, as `virsh checkpoint-dumpxml` prints them. */
  readonly checkpoints?: readonly string[] | undefined;
  /** For the names of files; now where left out. */
  readonly now?: Date | undefined;
}

export interface CreatedBackup {
  /** The `<domainbackup>` document. */
  readonly backup: string;
  /** The `<domaincheckpoint>` document, where a name was given for one. */
  readonly checkpoint: string | undefined;
  /** What was decided that nobody asked for: one sentence each. */
  readonly notes: readonly string[];
  /** What libvirt takes, but does not do as its author likely means. */
  readonly warnings: readonly DiagnosticReport[];
  /** Lines that say how to start the job from these files, and for a pull backup how to read the exports and end it. */
  readonly nextSteps: (file: string, checkpointFile?: string) => string[];
}

export type FormattedDocument =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly diagnostics: readonly DiagnosticReport[] };

/**
 * Writes a backup document that `validate` has nothing against, given the same release and context, and the checkpoint's with it.
 * Throws `OptionError` where the options contradict each other or what is known, naming them as the command line does; a `RangeError` for a
 * release that is not known.
 */
export function createBackup(options: CreateBackupOptions): CreatedBackup {
  const { libvirt = NEWEST_RELEASE, domain, checkpoints = [], now = new Date(), ...rest } = options;
  const release = parseRelease(libvirt);
  if (!release) throw new RangeError(`libvirt release ${JSON.stringify(libvirt)} is not known`);
  const setting: Setting = {
    release,
    domain: domain === undefined ? undefined : readDomain(domain),
    checkpoints: checkpoints.map(readCheckpoint),
    now,
  };
  const { model, warnings, ...created } = create(rest, setting);
  return { ...created, warnings: reported(created.backup, warnings), nextSteps: stepsOf(model, setting) };
}

/** Formats a document in the style of `virsh backup-dumpxml`, valid or not; where it is not well-formed, the diagnostics say why. */
export function formatDocument(text: string): FormattedDocument {
  const result = format.formatDocument(text);
  if (result.ok) return result;
  return { ok: false, diagnostics: reported(text, result.diagnostics) };
}

function reported(text: string, diagnostics: readonly Diagnostic[]): readonly DiagnosticReport[] {
  return fileReport({ path: '-', text, wellFormed: false, schemaValid: false, valid: false, diagnostics }).diagnostics;
}

function stepsOf(model: Backup, setting: Setting): CreatedBackup['nextSteps'] {
  return (file, checkpointFile) => nextSteps(model, setting, file, checkpointFile);
}

function readDomain(text: string): Domain {
  return modelDomain(treeOf(text, 'domain', '--domain'));
}

function readCheckpoint(text: string): Checkpoint {
  return modelCheckpoint(treeOf(text, 'domaincheckpoint', '--checkpoint'));
}

function treeOf(text: string, root: string, flag: string): XmlDocument {
  const scanned = scan(text, { size: LONGEST_BESIDE });
  if (!scanned.ok) throw new OptionError(`${flag} cannot be read: ${scanned.diagnostics[0].message}`);
  const { name } = scanned.document.root;
  if (name !== root) throw new OptionError(`${flag} is a <${name}>, not a <${root}>`);
  return scanned.document;
}
