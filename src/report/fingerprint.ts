/** Tells whether a diagnostic is the one that an earlier run has found. */
import { createHash } from 'node:crypto';
import type { Diagnostic } from '../diagnostic.js';
import type { LineIndex } from '../read/lines.js';

/** A line may be the whole document: of a long one, so much is taken on each side of the span. In UTF-16 units. */
const AROUND = 120;

/**
 * Makes the fingerprints of one file's diagnostics, in their order. They hold while lines are moved or indented anew, and while other lines change:
 * they come from the code, the elements around and the text of the line. The same fault on several lines that are alike is counted.
 */
export function fingerprints(diagnostics: readonly Diagnostic[], lines: LineIndex): string[] {
  const seen = new Map<string, number>();
  return diagnostics.map((diagnostic) => {
    const hash = hashOf(diagnostic, lines);
    const count = (seen.get(hash) ?? 0) + 1;
    seen.set(hash, count);
    return `${hash}:${count}`;
  });
}

function hashOf({ code, path, span }: Diagnostic, lines: LineIndex): string {
  const number = lines.position(span.start).line;
  const at = span.start - lines.lineStart(number);
  const around = lines.line(number).slice(Math.max(0, at - AROUND), at + AROUND);
  const elements = path.replace(/\[\d+\]/g, '');
  const basis = JSON.stringify([code, elements, around.trim().replace(/\s+/g, ' ')]);
  return createHash('sha256').update(basis).digest('hex').slice(0, 32);
}
