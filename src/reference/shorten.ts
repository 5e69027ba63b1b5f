/** Longer words than this are cut in examples, in characters. */
const LONGEST_WORD = 100;

/** Cuts what stands without a blank for very long, as names at a limit do, and says how long it was. */
export function shorten(text: string): string {
  return text.replace(/[^\s'"<>]+/g, (word) =>
    word.length > LONGEST_WORD ? `${word.slice(0, 10)}…(${word.length} characters)` : word,
  );
}
