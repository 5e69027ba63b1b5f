import { withText } from '../fix/rewrite.js';
import type { Encoding, Source } from '../read/source.js';
import type { Limits } from '../scan/limits.js';
import { type FormatResult, formatDocument } from './format.js';

export type FormatSourceResult = { readonly ok: true; readonly source: Source } | Extract<FormatResult, { ok: false }>;

/** Formats a document as it was read: it stays in its encoding. The very same object where nothing changes. */
export function formatSource(source: Source, limits: Partial<Limits> = {}): FormatSourceResult {
  const result = formatDocument(source.text, limits);
  if (!result.ok) return result;
  const text = inEncoding(result.text, source.encoding);
  if (text === source.text) return { ok: true, source };
  const formatted = withText(source, text);
  if (!formatted) throw new Error(`the formatted text of ${source.path} cannot be written in ${source.encoding}`);
  return { ok: true, source: formatted };
}

/** A document's text for where text is always UTF-8: another encoding that it declares would be wrong there. */
export function asUtf8(text: string): string {
  return text.replace(/^(\uFEFF?<\?xml[^>]*?\sencoding\s*=\s*["'])(?!utf-8["'])[^"'<>]*/i, '$1UTF-8');
}

/** What an encoding lacks can only come from references in values and text, as all else is copied: it is written as a reference again. */
function inEncoding(text: string, encoding: Encoding): string {
  if (encoding === 'latin1') return text.replace(/[^\0-\xff]/gu, reference);
  return encoding === 'ascii' ? text.replace(/[^\0-\x7f]/gu, reference) : text;
}

function reference(character: string): string {
  return `&#${character.codePointAt(0)};`;
}
