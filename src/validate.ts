/** The way of documents through the stages: scan, judge, explain, model and rules, settle. Pure, but for the grammars that are read. */
import type { Diagnostic } from './diagnostic.js';
import { createExplainer, type Explainer } from './explain/explain.js';
import { DOCUMENT_KINDS, type DocumentKind, kindOf } from './grammar/kind.js';
import { createJudge, type Judge } from './judge/judge.js';
import type { ReadResult } from './read/read.js';
import type { Release } from './release.js';
import { type Context, checkRules, type RuleDiagnostic } from './rules/index.js';
import { scan } from './scan/scan.js';
import type { XmlDocument } from './scan/tree.js';
import type { FileResult } from './settle/result.js';
import { settle } from './settle/settle.js';

export interface ValidateSettings {
  /** The release to judge for, and what is known beside the documents. */
  readonly context: Omit<Context, 'schemaValid'>;
  /** Whether to leave out what libvirt says after the schema. */
  readonly schemaOnly: boolean;
  /** The longest text to look at, in UTF-16 units. */
  readonly maxSize: number;
}

/** What was found in one document, and what its rules found in the checkpoint document that is given along with it. */
export interface Verdict {
  readonly result: FileResult;
  readonly onNewCheckpoint: readonly Diagnostic[];
}

/** Judges and explains documents. Gives one verdict for each, in their order. */
export function validateDocuments(documents: readonly ReadResult[], settings: ValidateSettings): Verdict[] {
  return createValidator(settings)(documents);
}

export type Validator = (documents: readonly ReadResult[]) => Verdict[];

/** Makes a validator, which keeps what it learns of the grammars for the next documents. */
export function createValidator(settings: ValidateSettings): Validator {
  const { release } = settings.context;
  const judges = new Map(DOCUMENT_KINDS.map((kind) => [kind, createJudge(kind, release)]));
  const explain = explainerFor(release);
  return (documents) => {
    const scanned = documents.map((document) => scanOne(document, settings.maxSize));
    const accepted = judgeAll(scanned, judges);
    return scanned.map((one) => verdictOn(one, accepted.has(one), explain, settings));
  };
}

type Explain = (parsed: Parsed) => readonly Diagnostic[];

/** Explains documents of all kinds. The grammar of a kind is read when its first document is to be explained. */
function explainerFor(release: Release): Explain {
  const explainers = new Map<DocumentKind, Explainer>();
  return ({ document, kind }) => {
    const explainer = explainers.get(kind) ?? createExplainer(kind, release);
    explainers.set(kind, explainer);
    return explainer(document);
  };
}

interface Scanned {
  readonly path: string;
  readonly text: string;
  /** Undefined where there is no tree; then the diagnostics say why. */
  readonly parsed: Parsed | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

interface Parsed {
  readonly bytes: Buffer;
  readonly kind: DocumentKind;
  readonly document: XmlDocument;
}

function scanOne(read: ReadResult, maxSize: number): Scanned {
  if (read.kind === 'undecodable') {
    return { path: read.path, text: read.text, parsed: undefined, diagnostics: [read.diagnostic] };
  }
  const { path, text, bytes } = read.source;
  const scanned = scan(text, { size: maxSize });
  if (!scanned.ok) return { path, text, parsed: undefined, diagnostics: scanned.diagnostics };
  const { document } = scanned;
  // A root of neither kind is explained as a backup that is called by a wrong name.
  const kind = kindOf(document.root.name) ?? 'domainbackup';
  return { path, text, parsed: { bytes, kind, document }, diagnostics: [] };
}

/** Judges the documents of one kind together. Gives those that are valid. */
function judgeAll(scanned: readonly Scanned[], judges: ReadonlyMap<DocumentKind, Judge>): Set<Scanned> {
  const accepted = [...judges].flatMap(([kind, judge]) => {
    const group = scanned.flatMap((one) => (one.parsed?.kind === kind ? [{ one, parsed: one.parsed }] : []));
    const verdicts = judge(group.map(({ parsed }) => parsed));
    return group.filter((_, i) => verdicts[i]).map(({ one }) => one);
  });
  return new Set(accepted);
}

function verdictOn(one: Scanned, schemaValid: boolean, explain: Explain, settings: ValidateSettings): Verdict {
  const { path, text, parsed } = one;
  const found = parsed ? diagnose(parsed, schemaValid, explain, settings) : one.diagnostics.map(ofBackup);
  const own = found.filter(({ document }) => document === 'backup');
  return {
    result: resultOf({ path, text, wellFormed: parsed !== undefined, schemaValid, diagnostics: own }),
    onNewCheckpoint: found.filter(({ document }) => document === 'checkpoint'),
  };
}

function diagnose(
  parsed: Parsed,
  schemaValid: boolean,
  explain: Explain,
  settings: ValidateSettings,
): RuleDiagnostic[] {
  const explained = schemaValid ? [] : explain(parsed).map(ofBackup);
  if (settings.schemaOnly) return explained;
  return [...explained, ...checkRules(parsed.document, { ...settings.context, schemaValid })];
}

function ofBackup(diagnostic: Diagnostic): RuleDiagnostic {
  return { ...diagnostic, document: 'backup' };
}

function resultOf(found: Omit<FileResult, 'valid'>): FileResult {
  const diagnostics = settle(found.diagnostics);
  return {
    ...found,
    diagnostics,
    valid: found.schemaValid && !diagnostics.some(({ severity }) => severity === 'error'),
  };
}

/** The result with further diagnostics of the same document. */
function withDiagnostics(result: FileResult, more: readonly Diagnostic[]): FileResult {
  return more.length === 0 ? result : resultOf({ ...result, diagnostics: [...result.diagnostics, ...more] });
}

/**
 * The result of a new checkpoint's document with what the rules found in it for the backups that it is given along with. Where the grammar has
 * refused the document these would be said of what is misspelt as well: they are left out.
 */
export function ofPair(result: FileResult, found: readonly Diagnostic[]): FileResult {
  return result.schemaValid ? withDiagnostics(result, found) : result;
}
