/** Text as a terminal shows it: in cells, of which a character takes none, one or two. */
import { eastAsianWidth } from 'get-east-asian-width';
import { escapeControls, isPlain } from './escape.js';

export interface Cell {
  /** Offset in the line of the character that is shown, in UTF-16 units. */
  readonly at: number;
  /** What is printed for it. */
  readonly shown: string;
  readonly width: number;
}

const TAB = 4;
const ZERO_WIDTH = /^\p{M}$/u;

/** The cells of one line. A tab becomes blanks up to the next tab stop, a control character is written out. */
export function cellsOf(line: string): Cell[] {
  const cells: Cell[] = [];
  let at = 0;
  let column = 0;
  for (const char of line) {
    if (isPrintable(char)) {
      cells.push({ at, shown: char, width: 1 });
      at += 1;
      column += 1;
      continue;
    }
    const shown = char === '\t' ? ' '.repeat(TAB - (column % TAB)) : escapeControls(char);
    const width = shown === char ? charWidth(char) : shown.length;
    cells.push({ at, shown, width });
    at += char.length;
    column += width;
  }
  return cells;
}

/** Printable ASCII, which is most of what there is. */
function isPrintable(char: string): boolean {
  const code = char.charCodeAt(0);
  return code >= 0x20 && code < 0x7f;
}

export function widthOf(cells: readonly Cell[]): number {
  return cells.reduce((sum, cell) => sum + cell.width, 0);
}

/** How many columns a text takes that holds no control characters. */
export function textWidth(text: string): number {
  if (isPlain(text)) return text.length;
  return [...text].reduce((sum, char) => sum + charWidth(char), 0);
}

function charWidth(char: string): number {
  if (ZERO_WIDTH.test(char)) return 0;
  return eastAsianWidth(char.codePointAt(0) ?? 0);
}
