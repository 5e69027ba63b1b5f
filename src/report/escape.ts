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

/** Makes JSON safe to print: what it may hold raw, but a terminal would obey, is written as `\u009b`. It stays the same JSON. */
export function escapeJson(json: string): string {
  // Line feeds between the tokens are the only ones: in strings they are escaped already.
  return json.replace(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) =>
    [...Array(character.length).keys()]
      .map((i) => `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`)
      .join(''),
  );
}
