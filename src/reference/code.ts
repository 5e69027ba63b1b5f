/** What is told of a code: its documentation, what it needs, and what is said of its example. */
import { codeGroups, docsUrl } from '../codes.js';
import type { CodeDoc, Diagnostic, Severity } from '../diagnostic.js';
import { createExplainer } from '../explain/explain.js';
import { kindOf } from '../grammar/kind.js';
import { loadGrammar } from '../grammar/load.js';
import { modelCheckpoint } from '../model/checkpoint.js';
import { modelDomain } from '../model/domain.js';
import { decode } from '../read/decode.js';
import { lineIndex } from '../read/lines.js';
import { NEWEST_RELEASE, parseRelease, type Release } from '../release.js';
import { type Context, checkRules, type Rule } from '../rules/index.js';
import type { ExampleSetting } from '../rules/rule.js';
import { EXAMPLE_LIMITS } from '../scan/codes.js';
import { scan } from '../scan/scan.js';
import type { XmlDocument } from '../scan/tree.js';
import { DEFAULT_POLICY, type Policy } from '../settle/policy.js';
import { suppress } from '../settle/suppress.js';
import { shorten } from './shorten.js';

/** What is said of a wrong example: the headline and where it points, counted from 1. */
export interface Said {
  readonly line: number;
  readonly column: number;
  readonly message: string;
  readonly help: string | undefined;
}

export interface CodeEntry {
  readonly code: string;
  readonly severity: Severity;
  readonly what: string;
  readonly why: string;
  readonly url: string;
  /** The options without which it is never given. */
  readonly needs: readonly string[];
  readonly releases: Rule['releases'];
  /** The release that the examples are judged for, where it is not the newest. */
  readonly judgedFor: string | undefined;
  readonly wrong: string;
  /** Where the fault lies in a pair: the checkpoint's document. */
  readonly wrongCheckpoint: string | undefined;
  readonly said: readonly Said[];
  readonly right: string;
  readonly rightCheckpoint: string | undefined;
}

/** A code's documentation, with what rules have beside it. */
type Documented = CodeDoc & Partial<Pick<Rule, 'releases' | 'setting'>>;

export function codeEntry(doc: Documented): CodeEntry {
  const { code, severity, what, why, wrong, right, releases, setting } = doc;
  return {
    code,
    severity,
    what,
    why,
    url: docsUrl(code),
    needs: needsOf(doc),
    releases,
    judgedFor: doc.libvirt ?? setting?.release,
    wrong: shorten(wrong),
    wrongCheckpoint: setting?.newCheckpoint?.wrong,
    said: saidOf(doc),
    right: shorten(right),
    rightCheckpoint: setting?.newCheckpoint?.right,
  };
}

/** The documentation of a code, or undefined where there is no such code. */
export function findCode(code: string): CodeDoc | undefined {
  return codeGroups()
    .flatMap(({ codes }) => codes)
    .find((doc) => doc.code === code);
}

/** What the wrong example gets of the code itself. */
export function diagnosticsOf(doc: Documented): readonly Diagnostic[] {
  return foundIn(doc, doc.setting ?? {});
}

/** What is said of comments that suppress depends on what is asked of them: nothing, a reason, or that there are none. */
const POLICIES: readonly Policy[] = [
  DEFAULT_POLICY,
  { ...DEFAULT_POLICY, requireReason: true },
  { ...DEFAULT_POLICY, inline: 'forbidden' },
];

function foundIn(doc: Documented, setting: ExampleSetting): readonly Diagnostic[] {
  const ofCode = (found: readonly Diagnostic[]) => found.filter(({ code }) => code === doc.code);
  const decoded = decode(Buffer.from(doc.wrong));
  if (!decoded.ok) return ofCode([decoded.diagnostic]);
  const limited = scan(doc.wrong, EXAMPLE_LIMITS);
  if (!limited.ok && ofCode(limited.diagnostics).length > 0) return ofCode(limited.diagnostics);
  const scanned = scan(doc.wrong);
  if (!scanned.ok) return [];
  const release = releaseOf(doc.libvirt ?? setting.release);
  const { document } = scanned;
  const judged = checkRules(document, contextOf(setting, release));
  if (ofCode(judged).length > 0) return ofCode(judged);
  const suppressed = POLICIES.map((policy) => ofCode(suppress(judged, { document, policy, judged: () => true })));
  const ofComments = suppressed.find((found) => found.length > 0);
  if (ofComments) return ofComments;
  return ofCode(createExplainer(loadGrammar(kindOf(document.root.name) ?? 'domainbackup', release))(document));
}

function releaseOf(name: string = NEWEST_RELEASE): Release {
  const release = parseRelease(name);
  if (!release) throw new Error(`the example of a rule is for libvirt ${name}, which is no release`);
  return release;
}

function contextOf(setting: ExampleSetting, release: Release): Context {
  const { domain, checkpoints, newCheckpoint, host, reuseExternal } = setting;
  return {
    release,
    domain: domain === undefined ? undefined : modelDomain(treeOf(domain)),
    checkpoints: checkpoints?.map((text) => modelCheckpoint(treeOf(text))),
    newCheckpoint: newCheckpoint && modelCheckpoint(treeOf(newCheckpoint.wrong)),
    host: host && (() => host),
    reuseExternal,
  };
}

function treeOf(text: string): XmlDocument {
  const scanned = scan(text);
  if (!scanned.ok) throw new Error(`the setting of an example is not well-formed: ${scanned.diagnostics[0].message}`);
  return scanned.document;
}

const OPTIONS = {
  domain: '--domain',
  checkpoints: '--checkpoint',
  newCheckpoint: '--new-checkpoint',
  host: '--host',
  reuseExternal: '--reuse-external',
} as const satisfies Partial<Record<keyof ExampleSetting, string>>;

/** The options without whose document the example gets no such diagnostic. */
function needsOf(doc: Documented): string[] {
  const { setting } = doc;
  if (!setting) return [];
  const keys = Object.keys(OPTIONS) as (keyof typeof OPTIONS)[];
  const needed = keys.filter((key) => {
    const { [key]: left, ...without } = setting;
    return left !== undefined && foundIn(doc, without).length === 0;
  });
  return needed.map((key) => OPTIONS[key]);
}

function saidOf(doc: Documented): Said[] {
  return diagnosticsOf(doc).map(({ span, message, help, ...rest }) => {
    const ofCheckpoint = 'document' in rest && rest.document === 'checkpoint';
    const text = ofCheckpoint ? (doc.setting?.newCheckpoint?.wrong ?? '') : doc.wrong;
    const { line, column } = lineIndex(text).position(span.start);
    return { line, column, message: shorten(message), help: help && shorten(help) };
  });
}
