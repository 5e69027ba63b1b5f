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

/**
 * Makes lines safe for a log of GitHub Actions, whose runner obeys commands in whatever a step prints: `::error::` where a line begins so, blanks aside, and
 * `##[error]` anywhere. They are shown with `\x3a` and `\x5b`. Source: actions/runner, ActionCommand.cs (TryParseV2, TryParse).
 */
export function escapeCommands(lines: string): string {
  return lines.replace(COMMAND, '$1\\x3a').replaceAll(OLD_COMMAND, '##\\x5b');
}

const COMMAND = /^([^\S\n]*):(?=:)/gm;
const OLD_COMMAND = '##[';

/** The same for XML without comments and the like, which stays the same XML. */
export function escapeCommandsInXml(xml: string): string {
  return xml.replace(COMMAND, '$1&#58;').replaceAll(OLD_COMMAND, '##&#91;');
}

/**
 * Makes JSON safe to print: what it may hold raw, but a terminal or GitHub's runner would obey, is written as `\u009b`. It stays the same JSON.
 */
export function escapeJson(json: string): string {
  // Line feeds between the tokens are the only ones: in strings they are escaped already. What is no string holds no `#`.
  return json
    .replaceAll(OLD_COMMAND, '##\\u005b')
    .replace(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) =>
      [...Array(character.length).keys()]
        .map((i) => `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`)
        .join(''),
    );
}
