/** Words for a POSIX shell. */

/** A word that needs no quotes. */
const PLAIN = /^[A-Za-z0-9_@%+=:,./-]+$/;

/** What a terminal would obey instead of show. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

/**
 * Quotes a word so that a shell takes it as it is. What a terminal would obey instead of show is written with escapes in `$'...'`, which
 * bash, zsh and ksh read.
 */
export function shellWord(word: string): string {
  if (PLAIN.test(word)) return word;
  if (!UNPRINTABLE.test(word)) return `'${word.replaceAll("'", "'\\''")}'`;
  const inside = [...word].map((character) => {
    if (character === '\\' || character === "'") return `\\${character}`;
    return UNPRINTABLE.test(character) ? escaped(character) : character;
  });
  return `$'${inside.join('')}'`;
}

/** Byte by byte: shells agree on that. */
function escaped(character: string): string {
  return [...Buffer.from(character)].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('');
}

/** A file as an operand: one that begins with a dash would be taken for an option. */
export function shellFile(path: string): string {
  return shellWord(path.startsWith('-') ? `./${path}` : path);
}
