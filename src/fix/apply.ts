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
  // By their start: as they do not overlap, an edit can only clash with its neighbours.
  const edits: Edit[] = [];
  for (const { fix } of diagnostics) {
    if (!fix?.safe || fix.edits.length === 0) continue;
    if (fix.edits.some((edit) => clashes(edits, edit))) continue;
    chosen.push(fix);
    for (const edit of fix.edits) edits.splice(placeOf(edits, edit.start), 0, edit);
  }
  return chosen;
}

function clashes(edits: readonly Edit[], edit: Edit): boolean {
  const place = placeOf(edits, edit.start);
  return [edits[place - 1], edits[place]].some((other) => other !== undefined && touch(other, edit));
}

/** How many of the edits start before an offset. */
function placeOf(edits: readonly Edit[], start: number): number {
  let low = 0;
  let high = edits.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((edits[middle]?.start ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Edits at one and the same place clash too: which of the two insertions comes first would be chance. */
function touch(a: Edit, b: Edit): boolean {
  return a.start === b.start || (a.start < b.end && b.start < a.end);
}
