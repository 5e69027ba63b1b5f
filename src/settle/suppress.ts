/** Takes away what a document's own comments suppress, and says what is wrong with those. */

import type { Diagnostic, Span } from '../diagnostic.js';
import { groupBy } from '../group.js';
import { lineIndex } from '../read/lines.js';
import { isRule } from '../rules/index.js';
import type { XmlDocument } from '../scan/tree.js';
import { type Directive, directivesOf, isDirectiveKind, MOST_DIRECTIVES, type Named } from './directives.js';
import type { Policy } from './policy.js';
import {
  codeFault,
  forbidden,
  removeCode,
  removeComment,
  tooMany,
  unknownWord,
  unused,
  withoutCode,
  withoutReason,
} from './suppress-words.js';

export interface Suppression {
  readonly document: XmlDocument;
  readonly policy: Policy;
  /** Whether a rule has judged the document, so that its silence says something. */
  readonly judged: (code: string) => boolean;
}

/** The diagnostics without what is suppressed, and with what there is to say about the comments. */
export function suppress(diagnostics: readonly Diagnostic[], suppression: Suppression): Diagnostic[] {
  const { document, policy } = suppression;
  if (policy.inline === 'unseen') return [...diagnostics];
  const { read: directives, excess } = directivesOf(document);
  if (policy.inline === 'forbidden')
    return [...diagnostics, ...[...directives, ...(excess ? [excess] : [])].map(forbidden)];
  // Some without the others could hide more than is meant: what ends a stretch may be among those.
  if (excess) return [...diagnostics, tooMany(excess, MOST_DIRECTIVES)];
  if (directives.length === 0) return [...diagnostics];
  const stretches = stretchesOf(directives, document.text);
  const byCode = groupBy(stretches, ({ code }) => code.name);
  const used = new Set<Stretch>();
  const left = diagnostics.filter((diagnostic) => {
    const covering = byCode.get(diagnostic.code)?.filter((stretch) => covers(stretch, diagnostic)) ?? [];
    for (const stretch of covering) used.add(stretch);
    return covering.length === 0;
  });
  return [...left, ...directives.flatMap((directive) => faultsOf(directive, stretches, used, suppression))];
}

/** Where a code is suppressed: from `start` up to `end`, UTF-16 offsets. */
interface Stretch extends Span {
  readonly directive: Directive;
  readonly code: Named;
}

function covers(stretch: Stretch, { code, span }: Diagnostic): boolean {
  return stretch.start <= span.start && span.start < stretch.end && isRule(code);
}

/** Those of `enable` are where the stretches end that it ends, and empty. */
function stretchesOf(directives: readonly Directive[], text: string): Stretch[] {
  const lines = lineIndex(text);
  const end = text.length + 1;
  const lineAt = (line: number): number => (line > lines.count ? end : lines.lineStart(line));
  return directives.flatMap((directive) => {
    const [first, last] = [directive.span.start, directive.span.end].map((offset) => lines.position(offset).line);
    const span = spanOf(directive, directives, { first: first ?? 1, last: last ?? 1, lineAt, end });
    return span ? directive.codes.map((code) => ({ ...span(code.name), directive, code })) : [];
  });
}

interface Lines {
  readonly first: number;
  readonly last: number;
  readonly lineAt: (line: number) => number;
  readonly end: number;
}

function spanOf(
  directive: Directive,
  all: readonly Directive[],
  { first, last, lineAt, end }: Lines,
): ((code: string) => Span) | undefined {
  switch (directive.word.name) {
    case 'disable-next-line':
      return () => ({ start: lineAt(last + 1), end: lineAt(last + 2) });
    case 'disable-line':
      return () => ({ start: lineAt(first), end: lineAt(last + 1) });
    case 'disable-file':
      return () => ({ start: 0, end });
    case 'disable':
      return (code) => {
        const enabling = all.find((other) => other.span.start > directive.span.start && enables(other, code));
        return { start: directive.span.end, end: enabling?.span.start ?? end };
      };
    default:
      return undefined;
  }
}

function enables({ word, codes }: Directive, code: string): boolean {
  return word.name === 'enable' && (codes.length === 0 || codes.some(({ name }) => name === code));
}

function faultsOf(
  directive: Directive,
  stretches: readonly Stretch[],
  used: ReadonlySet<Stretch>,
  { document, policy, judged }: Suppression,
): Diagnostic[] {
  const { word, codes, reason } = directive;
  if (!isDirectiveKind(word.name)) return [unknownWord(directive)];
  const faults = codes.flatMap((code) => codeFault(directive, code));
  if (word.name === 'enable') return [...faults, ...uselessEnable(directive, stretches, document.text)];
  if (codes.length === 0) return [withoutCode(directive)];
  const own = stretches.filter((stretch) => stretch.directive === directive);
  const silent = own.filter((stretch) => !used.has(stretch) && isRule(stretch.code.name));
  const idle = silent.filter(({ code }) => judged(code.name)).map(({ code }) => code);
  return [
    ...faults,
    ...(idle.length > 0 && idle.length === codes.length
      ? [unused(directive, codes, directive.span, removeComment(document.text, directive.span))]
      : idle.map((code) => unused(directive, [code], code.span, removeCode(directive, code)))),
    ...(policy.requireReason && reason === undefined ? [withoutReason(directive)] : []),
  ];
}

function uselessEnable(directive: Directive, stretches: readonly Stretch[], text: string): Diagnostic[] {
  const ends = stretches.some(({ directive: by, end }) => by.word.name === 'disable' && end === directive.span.start);
  if (ends) return [];
  return [unused(directive, directive.codes, directive.span, removeComment(text, directive.span))];
}
