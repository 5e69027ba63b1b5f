/** The characters of XML 1.0, fifth edition, which libxml2 goes by. */

const NAME_START =
  ':A-Z_a-z\\xC0-\\xD6\\xD8-\\xF6\\xF8-\\u02FF\\u0370-\\u037D\\u037F-\\u1FFF\\u200C-\\u200D\\u2070-\\u218F' +
  '\\u2C00-\\u2FEF\\u3001-\\uD7FF\\uF900-\\uFDCF\\uFDF0-\\uFFFD\\u{10000}-\\u{EFFFF}';
const NAME = `[${NAME_START}][${NAME_START}\\-.0-9\\xB7\\u0300-\\u036F\\u203F-\\u2040]*`;

const NAME_AT = new RegExp(NAME, 'uy');
const BLANKS_AT = /[ \t\r\n]*/y;
const FORBIDDEN = /[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;

/** The name that starts at an offset, or an empty string. */
export function nameAt(text: string, offset: number): string {
  NAME_AT.lastIndex = offset;
  return NAME_AT.exec(text)?.[0] ?? '';
}

/** The offset of the first character from `offset` on that is no white space; the end of the text where there is none. */
export function skipBlanks(text: string, offset: number): number {
  BLANKS_AT.lastIndex = offset;
  return offset + (BLANKS_AT.exec(text)?.[0].length ?? 0);
}

export function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0a || code === 0x0d;
}

/** The offset of the first character that XML allows nowhere (a lone surrogate too), or -1. */
export function forbiddenCharacter(text: string): number {
  return text.search(FORBIDDEN);
}

/** `U+2019` */
export function codeName(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** The whole character at an offset. */
export function characterAt(text: string, offset: number): string {
  const code = text.codePointAt(offset);
  return code === undefined ? '' : String.fromCodePoint(code);
}
