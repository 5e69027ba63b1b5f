/** The last word on a document's diagnostics, before they are reported. */
import type { Diagnostic } from '../diagnostic.js';

/** Sorts diagnostics by their place in the document, and drops those that say the same of the same place twice. */
export function settle(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const seen = new Set<string>();
  return [...diagnostics].sort(byPlace).filter((diagnostic) => {
    const key = JSON.stringify([diagnostic.code, diagnostic.span.start, diagnostic.span.end, diagnostic.message]);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
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
