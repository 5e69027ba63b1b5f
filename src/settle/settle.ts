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
