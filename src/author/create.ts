/** Makes a backup document, and the checkpoint's with it, that libvirt will take. */
import type { Diagnostic } from '../diagnostic.js';
import { type Backup, modelBackup } from '../model/backup.js';
import { modelCheckpoint } from '../model/checkpoint.js';
import type { ReadResult } from '../read/read.js';
import { DEFAULT_LIMITS } from '../scan/limits.js';
import { scan } from '../scan/scan.js';
import { type Verdict, validateDocuments } from '../validate.js';
import { blameBackup, blameCheckpoint } from './blame.js';
import { complete } from './complete.js';
import { backupText, checkpointText } from './documents.js';
import type { Setting } from './draft.js';
import { type BackupOptions, OptionError, shown } from './options.js';

export interface Created {
  /** The `<domainbackup>` document. */
  readonly backup: string;
  /** The `<domaincheckpoint>` document, where one was asked for. */
  readonly checkpoint: string | undefined;
  /** What was decided that nobody asked for: one sentence each. */
  readonly notes: readonly string[];
  /** What libvirt takes, but does not do as its author likely means; the spans count in `backup`. */
  readonly warnings: readonly Diagnostic[];
  /** The backup document as it reads. */
  readonly model: Backup;
}

/**
 * Writes the documents and puts them through the same grammar and rules as any input. Throws `OptionError` where the options contradict each
 * other or what is known, and where libvirt would refuse the document.
 */
export function create(options: BackupOptions, setting: Setting): Created {
  const draft = complete(options, setting);
  const backup = backupText(draft);
  const checkpoint = draft.checkpoint && checkpointText(draft.checkpoint);
  if (checkpoint !== undefined)
    refuseErrors(judge(checkpoint, setting, undefined), (path) => blameCheckpoint(draft, path));
  const verdict = judge(backup, setting, checkpoint);
  refuseErrors(verdict, (path) => blameBackup(draft, path));
  refuseDiagnostics(verdict.onNewCheckpoint, (path) => blameCheckpoint(draft, path));
  const warnings = [...verdict.result.diagnostics, ...verdict.onNewCheckpoint].filter(
    ({ severity }) => severity === 'warning',
  );
  const scanned = scan(backup);
  if (!scanned.ok) throw new Error('the document is not well-formed');
  return { backup, checkpoint, notes: draft.notes, warnings, model: modelBackup(scanned.document) };
}

function judge(text: string, { release, domain, checkpoints }: Setting, newCheckpoint: string | undefined): Verdict {
  const document: ReadResult = {
    kind: 'source',
    source: { path: '-', bytes: Buffer.from(text), text, encoding: 'utf-8', byteOrderMark: false },
  };
  const scanned = newCheckpoint === undefined ? undefined : scan(newCheckpoint);
  const context = {
    release,
    domain,
    checkpoints,
    newCheckpoint: scanned?.ok ? modelCheckpoint(scanned.document) : undefined,
  };
  const [verdict] = validateDocuments([document], { context, schemaOnly: false, maxSize: DEFAULT_LIMITS.size });
  if (!verdict) throw new Error('no verdict on the document');
  return verdict;
}

type Blame = (path: string) => string | undefined;

function refuseErrors({ result }: Verdict, blame: Blame): void {
  refuseDiagnostics(result.diagnostics, blame);
  if (!result.valid) throw new Error('the document was refused without a reason');
}

function refuseDiagnostics(diagnostics: readonly Diagnostic[], blame: Blame): void {
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const [first] = errors;
  if (!first) return;
  const option = blame(first.path);
  const more = errors.length > 1 ? `; ${errors.length - 1} more of the kind` : '';
  throw new OptionError(`${option === undefined ? '' : `${option}: `}${first.message}${expectedWords(first)}${more}`);
}

function expectedWords({ message, expected, actual, help }: Diagnostic): string {
  // Too many values to stand in the headline stand in the help.
  if (expected !== undefined && message.includes(expected) && help?.startsWith('write "')) return `; ${help}`;
  if (expected === undefined || message.includes(expected)) return '';
  return actual === undefined || message.includes(actual)
    ? ` (expected ${expected})`
    : ` (${shown(actual)}; expected ${expected})`;
}
