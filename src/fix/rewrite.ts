import { encode, UnencodableError } from '../read/decode.js';
import type { Source } from '../read/source.js';

/** The same document with another text, written the way it was; undefined where its encoding lacks a character of that text. */
export function withText(source: Source, text: string): Source | undefined {
  try {
    return { ...source, text, bytes: encode(text, source.encoding, source.byteOrderMark) };
  } catch (error) {
    if (error instanceof UnencodableError) return undefined;
    throw error;
  }
}
