/** Fixes as changes of a text. */
import type { Diagnostic, Edit, Fix } from '../diagnostic.js';

/** Replaces what the edits cover. They must lie within the text and not overlap; their order does not matter. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const ordered = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  let done = '';
  let at = 0;
  for (const edit of ordered) {
    if (edit.start < at || edit.end < edit.start || edit.end > text.length) {
      throw new RangeError(`edit ${edit.start}-${edit.end} overlaps another one or leaves the text`);
    }
    done += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return done + text.slice(at);
}

/** The safe fixes among the diagnostics that can be applied together: where two overlap, the one that was reported first. */
export function compatibleFixes(diagnostics: readonly Diagnostic[]): Fix[] {
  const chosen: Fix[] = [];
  for (const { fix } of diagnostics) {
    if (!fix?.safe || fix.edits.length === 0) continue;
    if (!chosen.some((other) => clash(other, fix))) chosen.push(fix);
  }
  return chosen;
}

function clash(a: Fix, b: Fix): boolean {
  return a.edits.some((left) => b.edits.some((right) => touch(left, right)));
}

/** Edits at one and the same place clash too: which of the two insertions comes first would be chance. */
function touch(a: Edit, b: Edit): boolean {
  return a.start === b.start || (a.start < b.end && b.start < a.end);
}
