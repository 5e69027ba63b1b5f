/** The way of documents through the stages: scan, judge, explain, model and rules, settle. Pure, but for the grammars that are read. */
import type { Diagnostic } from './diagnostic.js';
import { onElement } from './explain/describe/scene.js';
import { createExplainer, type Explainer } from './explain/explain.js';
import { MOST_LISTED, UNEXPLAINED } from './explain/unlisted.js';
import { DOCUMENT_KINDS, type DocumentKind, kindOf } from './grammar/kind.js';
import { loadGrammar } from './grammar/load.js';
import { createJudge, type Judge } from './judge/judge.js';
import { lazily } from './lazily.js';
import type { ReadResult } from './read/read.js';
import type { Encoding } from './read/source.js';
import type { Release } from './release.js';
import { type Context, createChecker, hasJudged, isRule, type RuleDiagnostic } from './rules/index.js';
import { scan } from './scan/scan.js';
import type { XmlDocument } from './scan/tree.js';
import type { Policy } from './settle/policy.js';
import { acrossReleases, type ReleaseFinding } from './settle/releases.js';
import type { FileResult, ReleaseVerdict } from './settle/result.js';
import { levelled, settle } from './settle/settle.js';
import { suppress } from './settle/suppress.js';

export interface ValidateSettings {
  /** The release to judge for, and what is known beside the documents. */
  readonly context: Omit<Context, 'schemaValid'>;
  /** Whether to leave out what libvirt says after the schema. */
  readonly schemaOnly: boolean;
  /** The longest text to look at, in UTF-16 units. */
  readonly maxSize: number;
  /** How documents are judged; for the release of the context and without a policy where left out. */
  readonly profile?: Profile;
  /** How some documents are judged instead, by their paths. */
  readonly profiles?: ReadonlyMap<string, Profile>;
}

/** What to judge documents for, and what to make of what is found. Plain data. */
export interface Profile {
  /** Oldest first, each once; at least one. */
  readonly releases: readonly Release[];
  /** Without one, comments that suppress are comments. */
  readonly policy?: Policy;
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

/** The same verdict without the text where there is nothing to show of it, for whoever keeps thousands. */
export function withoutNeedlessText(verdict: Verdict): Verdict {
  return verdict.result.diagnostics.length > 0 ? verdict : withoutText(verdict);
}

export function withoutText(verdict: Verdict): Verdict {
  return withText(verdict, '');
}

/** The same verdict with the text that its spans count in. */
export function withText(verdict: Verdict, text: string): Verdict {
  return { ...verdict, result: { ...verdict.result, text } };
}

export type Validator = (documents: readonly ReadResult[]) => Verdict[];

/** Makes a validator, which keeps what it learns of the grammars for the next documents. */
export function createValidator(settings: ValidateSettings): Validator {
  const examine = createExaminer(settings);
  return (documents) => examine(scanAll(documents, settings)).map((examined) => verdictOf(examined, settings));
}

/** Gives no verdict on a document that is better judged by a process which it does no harm to end. */
export type CautiousValidator = (documents: readonly ReadResult[]) => (Verdict | undefined)[];

/** Makes a validator for a process that is to live on, whatever native code makes of a document. */
export function createCautiousValidator(settings: ValidateSettings): CautiousValidator {
  const examine = createExaminer(settings);
  return (documents) => {
    const scanned = scanAll(documents, settings);
    const examined = examine(scanned.filter(({ text, parsed }) => !parsed || isUsual(text, parsed.encoding)));
    const verdicts = new Map(examined.map((one) => [one.scanned, verdictOf(one, settings)]));
    return scanned.map((one) => verdicts.get(one));
  };
}

/** Whether native code meets nothing in a document but what all documents hold. */
export function isHarmless(read: ReadResult): boolean {
  return read.kind === 'undecodable' || isUsual(read.source.text, read.source.encoding);
}

/** References, sections of CDATA, document types and instructions. That a comment may hold the same does no harm. */
const SELDOM = /&|<!(?!--)|<\?(?!xml[ \t\r\n])/;

/** Whether a text holds nothing but elements, attributes, comments and text. */
function isUsual(text: string, encoding: Encoding): boolean {
  return (encoding === 'utf-8' || encoding === 'ascii') && !SELDOM.test(text);
}

function verdictOf(examined: Examined, settings: ValidateSettings): Verdict {
  return {
    result: resultOf(examined, settings, []),
    onNewCheckpoint: examined.found.filter(({ document }) => document === 'checkpoint'),
  };
}

/**
 * Judges the document of a new checkpoint. `found` is what the rules found in it for the backups that it is given along with: where the grammar has
 * refused the document that would be said of what is misspelt as well, and is left out.
 */
export function validatePaired(
  document: ReadResult,
  found: readonly Diagnostic[],
  settings: ValidateSettings,
): FileResult {
  const [examined] = createExaminer(settings)(scanAll([document], settings));
  if (!examined) throw new Error('no verdict on the document');
  return resultOf(examined, settings, examined.schemaValid ? found : []);
}

/** What was found in a document, before anything is made of it. */
interface Examined {
  readonly scanned: Scanned;
  readonly schemaValid: boolean;
  readonly byRelease: readonly { readonly release: Release; readonly schemaValid: boolean }[];
  readonly found: readonly RuleDiagnostic[];
}

type Examiner = (scanned: readonly Scanned[]) => Examined[];

function createExaminer(settings: ValidateSettings): Examiner {
  const engines = new Map<string, Engine>();
  const engineOf = (release: Release): Engine => {
    const engine = engines.get(release.name) ?? createEngine(release, settings);
    engines.set(release.name, engine);
    return engine;
  };
  return (scanned) => {
    const finders = new Map<string, Finder>();
    const releases = scanned.flatMap((one) => profileOf(one.path, settings).releases);
    for (const release of new Map(releases.map((each) => [each.name, each])).values()) {
      const those = scanned.filter((one) =>
        profileOf(one.path, settings).releases.some(({ name }) => name === release.name),
      );
      finders.set(release.name, engineOf(release)(those));
    }
    return scanned.map((one) =>
      examinedOf(
        one,
        profileOf(one.path, settings).releases.flatMap(({ name }) => finders.get(name) ?? []),
        settings,
      ),
    );
  };
}

function profileOf(path: string, { context, profile, profiles }: ValidateSettings): Profile {
  return profiles?.get(path) ?? profile ?? { releases: [context.release] };
}

function examinedOf(scanned: Scanned, finders: readonly Finder[], settings: ValidateSettings): Examined {
  const byRelease: Examined['byRelease'][number][] = [];
  const found = acrossReleases(
    findingsByRelease(scanned, finders, settings, (one) => byRelease.push(one)),
    ({ document, code, span }) => `${document} ${code} ${span.start} ${span.end}`,
  );
  return { scanned, schemaValid: byRelease.every(({ schemaValid }) => schemaValid), byRelease, found };
}

/** What each release says of a document, when it is asked for; `note` is told the verdict of the grammar. */
function* findingsByRelease(
  scanned: Scanned,
  finders: readonly Finder[],
  settings: ValidateSettings,
  note: (verdict: Examined['byRelease'][number]) => void,
): Generator<ReleaseFinding<RuleDiagnostic>, void> {
  let endless = false;
  for (const find of finders) {
    const { release, schemaValid, explained, found } = find(scanned, endless);
    endless ||= explained.length > MOST_LISTED;
    note({ release, schemaValid });
    const context: Context = { ...settings.context, release, schemaValid };
    yield {
      release: release.name,
      diagnostics: found,
      judged: (code) => !isRule(code) || hasJudged(code, context),
    };
  }
}

interface ReleaseFound {
  readonly release: Release;
  readonly schemaValid: boolean;
  /** Why the grammar refuses it. */
  readonly explained: readonly RuleDiagnostic[];
  /** That, and what the rules find. */
  readonly found: readonly RuleDiagnostic[];
}

/**
 * Finds the faults of a document for one release. Where it is `endless`, as those against the grammar of another release are more than are listed, those
 * against the grammar of this one are not looked for: that takes a second for each release.
 */
type Finder = (one: Scanned, endless: boolean) => ReleaseFound;

/** Judges documents together for one release, and gives what finds the faults of each. */
type Engine = (scanned: readonly Scanned[]) => Finder;

function createEngine(release: Release, settings: ValidateSettings): Engine {
  const tools = new Map(DOCUMENT_KINDS.map((kind) => [kind, toolsFor(kind, release)]));
  const explain: Explain = ({ document, kind }) => tools.get(kind)?.explainer()(document) ?? [];
  const check = createChecker({ ...settings.context, release });
  return (scanned) => {
    const accepted = judgeAll(scanned, tools);
    return (one, endless) => {
      const schemaValid = accepted.has(one);
      const explained = schemaValid ? [] : explainedBy(endless ? tooMuchToExplain : explain, one);
      const checked = settings.schemaOnly || !one.parsed ? [] : check(one.parsed.document, schemaValid);
      return { release, schemaValid, explained, found: [...explained, ...checked] };
    };
  };
}

/** What judges and explains the documents of a kind. */
interface Tools {
  readonly judge: Judge;
  /** Made when the first document is to be explained. */
  readonly explainer: () => Explainer;
}

/** Both go by the same grammar, and what one learns of it the other need not. */
function toolsFor(kind: DocumentKind, release: Release): Tools {
  const grammar = lazily(() => loadGrammar(kind, release));
  return { judge: createJudge(kind, release, grammar), explainer: lazily(() => createExplainer(grammar())) };
}

type Explain = (parsed: Parsed) => readonly Diagnostic[];

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
  readonly encoding: Encoding;
}

function scanAll(documents: readonly ReadResult[], { maxSize }: ValidateSettings): Scanned[] {
  return documents.map((document) => scanOne(document, maxSize));
}

function scanOne(read: ReadResult, maxSize: number): Scanned {
  if (read.kind === 'undecodable') {
    return { path: read.path, text: read.text, parsed: undefined, diagnostics: [read.diagnostic] };
  }
  const { path, text, bytes, encoding } = read.source;
  const scanned = scan(text, { size: maxSize });
  if (!scanned.ok) return { path, text, parsed: undefined, diagnostics: scanned.diagnostics };
  const { document } = scanned;
  // A root of neither kind is explained as a backup that is called by a wrong name.
  const kind = kindOf(document.root.name) ?? 'domainbackup';
  return { path, text, parsed: { bytes, kind, document, encoding }, diagnostics: [] };
}

/** Judges the documents of one kind together. Gives those that are valid. */
function judgeAll(scanned: readonly Scanned[], tools: ReadonlyMap<DocumentKind, Tools>): Set<Scanned> {
  const accepted = [...tools].flatMap(([kind, { judge }]) => {
    const group = scanned.flatMap((one) => (one.parsed?.kind === kind ? [{ one, parsed: one.parsed }] : []));
    const verdicts = judge(group.map(({ parsed }) => parsed));
    return group.filter((_, i) => verdicts[i]).map(({ one }) => one);
  });
  return new Set(accepted);
}

const tooMuchToExplain: Explain = ({ document }) => [onElement(document.root, UNEXPLAINED)];

function explainedBy(explain: Explain, { parsed, diagnostics }: Scanned): RuleDiagnostic[] {
  return (parsed ? explain(parsed) : diagnostics).map(ofBackup);
}

function ofBackup(diagnostic: Diagnostic): RuleDiagnostic {
  return { ...diagnostic, document: 'backup' };
}

/** `more` is what was found elsewhere, in the same document. */
function resultOf(examined: Examined, settings: ValidateSettings, more: readonly Diagnostic[]): FileResult {
  const { scanned, schemaValid, byRelease } = examined;
  const found = [...examined.found.filter(({ document }) => document === 'backup'), ...more];
  const diagnostics = settle(applyPolicy(found, examined, settings));
  const result = withVerdict({
    path: scanned.path,
    text: scanned.text,
    wellFormed: scanned.parsed !== undefined,
    schemaValid,
    diagnostics,
  });
  if (byRelease.length < 2) return result;
  return { ...result, releases: byRelease.map((one) => releaseVerdict(one, diagnostics)) };
}

function releaseVerdict(
  { release, schemaValid }: Examined['byRelease'][number],
  diagnostics: readonly Diagnostic[],
): ReleaseVerdict {
  const concerns = ({ releases }: Diagnostic): boolean => releases?.includes(release.name) ?? true;
  const refused = diagnostics.some((one) => one.severity === 'error' && concerns(one));
  return { libvirt: release.name, schemaValid, valid: schemaValid && !refused };
}

function applyPolicy(found: readonly Diagnostic[], examined: Examined, settings: ValidateSettings): Diagnostic[] {
  const { scanned, byRelease } = examined;
  const { policy } = profileOf(scanned.path, settings);
  if (!policy) return [...found];
  if (!scanned.parsed) return levelled(found, policy);
  const { document } = scanned.parsed;
  const isOurs = document.root.name === 'domainbackup' && !settings.schemaOnly;
  const judged = (code: string): boolean =>
    isOurs && byRelease.some((one) => hasJudged(code, { ...settings.context, ...one }));
  return levelled(suppress(found, { document, policy, judged }), policy);
}

function withVerdict(found: Omit<FileResult, 'valid'>): FileResult {
  const { schemaValid, diagnostics } = found;
  return { ...found, valid: schemaValid && !diagnostics.some(({ severity }) => severity === 'error') };
}
