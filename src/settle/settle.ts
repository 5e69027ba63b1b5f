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
  let said = new Set<string>();
  return sorted.filter((diagnostic, i) => {
    const { code, message, span } = diagnostic;
    const [before, after] = [sorted[i - 1]?.span.start, sorted[i + 1]?.span.start];
    // Those of one place are neighbours, and most stand alone.
    if (before !== span.start) said = new Set();
    if (before !== span.start && after !== span.start) return true;
    const key = `${code} ${span.end} ${message}`;
    if (said.has(key)) return false;
    said.add(key);
    return true;
  });
}

/** In UTF-16 units: more of a name that is a million characters long says no more. */
const LONGEST = 4096;

function withoutEndlessWords(diagnostic: Diagnostic): Diagnostic {
  const { message, help, path } = diagnostic;
  if (Math.max(message.length, help?.length ?? 0, path.length) <= LONGEST) return diagnostic;
  return {
    ...diagnostic,
    message: shortened(message),
    path: shortened(path),
    ...(help !== undefined && { help: shortened(help) }),
  };
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
