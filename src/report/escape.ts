import { shownPath } from '../read/shown.js';

/** Makes text of others safe to print: what a terminal would obey instead of show is written out, as in `\x1b`. Line breaks and tabs too. */
export const escapeControls: (text: string) => string = shownPath;

/** The same for text of several lines: line feeds, CRLF and tabs are kept. */
export function escapeLines(text: string): string {
  return text
    .split(/(\r?\n|\t)/)
    .map((part, i) => (i % 2 === 1 ? part : escapeControls(part)))
    .join('');
}
