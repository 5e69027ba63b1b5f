/** A place as people count it: line and column from 1, the column in characters (code points). */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export interface LineIndex {
  /** How many lines the text has; an empty text has one. */
  readonly count: number;
  /** The place of a UTF-16 offset. Offsets outside of the text are taken as its start or end. */
  position(offset: number): Position;
  /** The text of a line, counted from 1, without its line end; empty where there is no such line. */
  line(number: number): string;
  /** The UTF-16 offset of the first character of a line, counted from 1. */
  lineStart(number: number): number;
  /** The UTF-16 offset of a place; places past the end of a line are taken as its end. */
  offset(line: number, column: number): number;
  /** How many characters (code points) stand before a UTF-16 offset. */
  characterOffset(offset: number): number;
}

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** Indexes the lines of a text. A line ends at a line feed, a carriage return, or both in this order, as in XML. */
export function lineIndex(text: string): LineIndex {
  const starts = lineStarts(text);
  const pairs = surrogatePairs(text);
  const clamp = (offset: number): number => Math.min(Math.max(offset, 0), text.length);
  const characterOffset = (offset: number): number => clamp(offset) - countBelow(pairs, clamp(offset));
  const lineStart = (number: number): number => starts[number - 1] ?? (number < 1 ? 0 : text.length);
  const line = (number: number): string => {
    if (number < 1 || number > starts.length) return '';
    const start = lineStart(number);
    let end = lineStart(number + 1);
    // Not by a pattern, which would look through all of a long line.
    if (end > start && text.charCodeAt(end - 1) === LINE_FEED) end -= 1;
    if (end > start && text.charCodeAt(end - 1) === CARRIAGE_RETURN) end -= 1;
    return text.slice(start, end);
  };
  return {
    count: starts.length,
    position(offset) {
      const at = clamp(offset);
      const number = countBelow(starts, at + 1);
      return { line: number, column: characterOffset(at) - characterOffset(lineStart(number)) + 1 };
    },
    line,
    lineStart,
    offset(number, column) {
      const before = [...line(number)].slice(0, Math.max(column - 1, 0)).join('');
      return lineStart(number) + before.length;
    },
    characterOffset,
  };
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (const end of text.matchAll(/\r\n|\r|\n/g)) starts.push(end.index + end[0].length);
  return starts;
}

/** The offset of the second half of every character that takes two UTF-16 units. */
function surrogatePairs(text: string): number[] {
  const pairs: number[] = [];
  for (const pair of text.matchAll(/[\u{10000}-\u{10FFFF}]/gu)) pairs.push(pair.index + 1);
  return pairs;
}

/** How many of the sorted numbers are smaller than `limit`. */
function countBelow(sorted: readonly number[], limit: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
