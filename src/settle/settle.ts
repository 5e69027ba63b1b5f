/** The last word on a document's diagnostics, before they are reported. */
import type { Diagnostic } from '../diagnostic.js';
import type { Policy } from './policy.js';

/** The diagnostics as grave as the policy has them, without those that are off. What has a severity of its own there must be settable. */
export function levelled(diagnostics: readonly Diagnostic[], { levels }: Policy): Diagnostic[] {
  if (levels.size === 0) return [...diagnostics];
  return diagnostics.flatMap((diagnostic) => {
    const level = levels.get(diagnostic.code) ?? diagnostic.severity;
    return level === 'off' ? [] : [{ ...diagnostic, severity: level }];
  });
}

/** Sorts diagnostics by their place in the document, and drops those that say the same of the same place twice. */
export function settle(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const sorted = diagnostics.map(withoutEndlessWords).sort(byPlace);
  return sorted.filter((diagnostic, i) => {
    // Those of one place are neighbours.
    for (let at = i - 1; sorted[at]?.span.start === diagnostic.span.start; at--) {
      if (saysTheSame(diagnostic, sorted[at])) return false;
    }
    return true;
  });
}

function saysTheSame(diagnostic: Diagnostic, other: Diagnostic | undefined): boolean {
  return (
    diagnostic.code === other?.code && diagnostic.span.end === other.span.end && diagnostic.message === other.message
  );
}

/** In UTF-16 units: more of a name that is a million characters long says no more. */
const LONGEST = 4096;

function withoutEndlessWords(diagnostic: Diagnostic): Diagnostic {
  const { message, help } = diagnostic;
  if (message.length <= LONGEST && (help === undefined || help.length <= LONGEST)) return diagnostic;
  return { ...diagnostic, message: shortened(message), ...(help !== undefined && { help: shortened(help) }) };
}

/** A pair of surrogates may be cut in two: whoever reports shows what is left of it. */
function shortened(words: string): string {
  if (words.length <= LONGEST) return words;
  return `${words.slice(0, LONGEST / 2)}…${words.slice(-LONGEST / 2)}`;
}

const RANK = { error: 0, warning: 1, info: 2 } as const;

function byPlace(a: Diagnostic, b: Diagnostic): number {
  return (
    a.span.start - b.span.start ||
    RANK[a.severity] - RANK[b.severity] ||
    a.span.end - b.span.end ||
    compareText(a.code, b.code)
  );
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
