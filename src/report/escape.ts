import { shownPath } from '../read/shown.js';

/** Whether a text is of printable ASCII only, as most is: then it is safe, and each of its characters takes one column. */
export const isPlain = (text: string): boolean => /^[ -~]*$/.test(text);

/** Makes text of others safe to print: what a terminal would obey instead of show is written out, as in `\x1b`. Line breaks and tabs too. */
export function escapeControls(text: string): string {
  return isPlain(text) ? text : shownPath(text);
}

/** The same for text of several lines: line feeds, CRLF and tabs are kept. */
export function escapeLines(text: string): string {
  if (isPlain(text)) return text;
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
