/** A cheap look at what a text is, before it is scanned. */

/**
 * The qualified name of the root element, or undefined where the text does not come to one: what stands before it is passed over without
 * being judged. The text may be the beginning of a longer one.
 */
export function rootNameOf(text: string): string | undefined {
  let at = skipBlank(text, 0);
  while (text[at] === '<') {
    const end = endOfMisc(text, at);
    if (end === undefined) return /^<([\p{L}_:][^\s<>/="']*)/u.exec(text.slice(at, at + LONGEST))?.[1];
    at = skipBlank(text, end);
  }
  return undefined;
}

/** The longest name that counts, its `<` included. */
const LONGEST = 129;

/** Where a comment, an instruction or the document type ends that starts here; undefined where none does. */
function endOfMisc(text: string, at: number): number | undefined {
  if (text.startsWith('<!--', at)) return behind(text, '-->', at + 4);
  if (text.startsWith('<?', at)) return behind(text, '?>', at + 2);
  if (!text.startsWith('<!', at)) return undefined;
  const close = behind(text, '>', at);
  const subset = text.indexOf('[', at);
  return subset >= 0 && subset < close ? behind(text, '>', behind(text, ']', subset)) : close;
}

function behind(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from);
  return at < 0 ? text.length : at + mark.length;
}

function skipBlank(text: string, from: number): number {
  let at = from;
  while (at < text.length && /[\s\uFEFF]/.test(text.charAt(at))) at += 1;
  return at;
}
