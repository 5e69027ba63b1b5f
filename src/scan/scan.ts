/**
 * Text to tree: the gate before native code. Whether a text is well-formed is saxes' word (but for what is plain), made as strict and as lenient as libxml2 2.9.9
 * (test/scan/agreement.test.ts holds them together); the words for what is wrong are in diagnose/.
 */
import type { Diagnostic } from '../diagnostic.js';
import { declarationEnd } from './declaration.js';
import { Fault } from './fault.js';
import * as refuse from './gate.js';
import { DEFAULT_LIMITS, type Limits } from './limits.js';
import { readPlain } from './plain.js';
import type { XmlDocument } from './tree.js';
import { readWithSaxes } from './with-saxes.js';

export type ScanResult =
  | { readonly ok: true; readonly document: XmlDocument }
  | { readonly ok: false; readonly diagnostics: readonly [Diagnostic] };

/**
 * Scans a document. A text that is not well-formed, that passes a limit, or whose document type does more than name the root gives
 * exactly one diagnostic: the first error, at its place.
 * A byte order mark at the start of the text is skipped and counted in the spans. White space outside of the root is no node.
 */
export function scan(text: string, limits: Partial<Limits> = {}): ScanResult {
  try {
    return { ok: true, document: parse(text, { ...DEFAULT_LIMITS, ...limits }) };
  } catch (error) {
    if (error instanceof Fault) return { ok: false, diagnostics: [error.diagnostic] };
    throw error;
  }
}

function parse(text: string, limits: Limits): XmlDocument {
  if (text.length > limits.size) throw refuse.tooLarge(text, limits.size);
  const start = text.startsWith('\uFEFF') ? 1 : 0;
  const base = declarationEnd(text, start);
  if (base instanceof Fault) throw base;

  const read = readPlain(text, base, limits) ?? readWithSaxes(text, base, limits);
  return start < base ? { ...read, declaration: { start, end: base } } : read;
}
