/** The lines of a document that a diagnostic speaks of, with the spans underlined. */
import { type Cell, cellsOf, widthOf } from './cells.js';
import { isPlain } from './escape.js';
import { wrap } from './wrap.js';

/** A stretch of one line to be underlined. Offsets count in the line. */
export interface Mark {
  /** Counts from 1. */
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly sign: '^' | '-';
  /** Said beside the underline. */
  readonly label?: string;
}

export interface ExcerptStyle {
  readonly gutter: (text: string) => string;
  /** Paints an underline with its label. */
  readonly mark: (text: string, mark: Mark) => string;
}

/** Columns that are kept around a span where a long line is cut. */
const AROUND = 24;
const CUT = '...';
/** In UTF-16 units: of longer lines only the part around a mark is looked at. */
const LONG = 4096;

/**
 * Shows each line that has a mark once, in order, each mark underlined below it. `...` stands where lines between are left out.
 * A line wider than `width` columns is cut around each of its marks.
 */
export function excerpt(
  lineText: (line: number) => string,
  marks: readonly Mark[],
  width: number,
  style: ExcerptStyle,
): string[] {
  const numbers = [...new Set(marks.map((mark) => mark.line))].sort((a, b) => a - b);
  const digits = Math.max(1, ...numbers.map((number) => String(number).length));
  const room = Math.max(20, width - digits - 3);
  const empty = style.gutter(`${' '.repeat(digits)} |`);
  const shown = numbers.flatMap((number, i) => {
    const gutter = style.gutter(`${String(number).padStart(digits)} |`);
    const gap = i > 0 && number - (numbers[i - 1] ?? 0) > 1 ? [style.gutter('...')] : [];
    const own = marks
      .filter((mark) => mark.line === number)
      .sort((a, b) => signRank(a) - signRank(b) || a.start - b.start);
    return [...gap, ...showLine(lineText(number), own, room, { gutter, empty, style })];
  });
  return [empty, ...shown];
}

/** The fault itself stands directly below its line. */
function signRank(mark: Mark): number {
  return mark.sign === '^' ? 0 : 1;
}

interface Frame {
  readonly gutter: string;
  readonly empty: string;
  readonly style: ExcerptStyle;
}

/** A line or a part of it, as it is shown. */
interface Shown {
  readonly text: string;
  /** How many columns stand before an offset of the line. */
  readonly columnOf: (offset: number) => number;
}

function showLine(line: string, marks: readonly Mark[], room: number, frame: Frame): string[] {
  if (line.length > LONG) return marks.flatMap((mark) => showMarks(partOfLong(line, mark, room), [mark], room, frame));
  if (isPlain(line)) {
    if (line.length <= room) return showMarks(plain(line, 0, line.length), marks, room, frame);
    return marks.flatMap((mark) => showMarks(plainAround(line, mark.start, room), [mark], room, frame));
  }
  const cells = cellsOf(line);
  if (widthOf(cells) <= room) return showMarks(inCells(cells), marks, room, frame);
  return marks.flatMap((mark) => showMarks(inCells(cutAround(cells, mark, room)), [mark], room, frame));
}

function partOfLong(line: string, mark: Mark, room: number): Shown {
  const start = startNear(line, mark);
  const part = line.slice(start, start + LONG / 4);
  if (!isPlain(part)) return inCells(cutAround(cellsNear(line, mark), mark, room));
  const { text, columnOf } = plainAround(part, mark.start - start, room);
  return { text, columnOf: (offset) => columnOf(offset - start) };
}

function inCells(cells: readonly Cell[]): Shown {
  return {
    text: cells.map((cell) => cell.shown).join(''),
    columnOf: (offset) => widthOf(cells.filter((cell) => cell.at < offset)),
  };
}

/** What stands from one offset to another in a line of printable ASCII, with `...` where something was cut. */
function plain(line: string, from: number, to: number): Shown {
  const left = from > 0 ? CUT : '';
  const right = to < line.length ? CUT : '';
  return {
    text: left + line.slice(from, to) + right,
    columnOf: (offset) => left.length + Math.min(Math.max(offset, from), to) - from,
  };
}

/** The same as `cutAround`, for a line of printable ASCII. */
function plainAround(line: string, at: number, room: number): Shown {
  const inner = room - 2 * CUT.length;
  const start = Math.min(at, line.length);
  const from = Math.max(0, start - Math.min(AROUND, inner));
  return plain(line, from, Math.min(line.length, from + inner));
}

/** The cells of a very long line that may be shown around a mark: a document on one line may have thousands of marks. */
function cellsNear(line: string, mark: Mark): Cell[] {
  const start = startNear(line, mark);
  return cellsOf(line.slice(start, start + LONG / 4)).map((cell) => ({ ...cell, at: cell.at + start }));
}

function startNear(line: string, mark: Mark): number {
  const from = Math.max(0, mark.start - LONG / 8);
  // Not from the second half of a character.
  return /[\uDC00-\uDFFF]/.test(line.charAt(from)) ? from + 1 : from;
}

function showMarks(shown: Shown, marks: readonly Mark[], room: number, frame: Frame): string[] {
  return [`${frame.gutter} ${shown.text}`.trimEnd(), ...marks.flatMap((mark) => underline(shown, mark, room, frame))];
}

function underline({ columnOf }: Shown, mark: Mark, room: number, frame: Frame): string[] {
  const before = columnOf(mark.start);
  const under = columnOf(mark.end) - before;
  const length = Math.max(1, Math.min(under, room - before));
  const rule = mark.sign.repeat(length);
  const paint = (text: string) => frame.style.mark(text, mark);
  const row = (indent: number, text: string) => `${frame.empty} ${' '.repeat(indent)}${paint(text)}`;
  if (mark.label === undefined) return [row(before, rule)];
  if (before + length + 1 + mark.label.length <= room) return [row(before, `${rule} ${mark.label}`)];
  const indent = Math.min(before, Math.max(0, room - 40));
  return [row(before, rule), ...wrap(mark.label, room - indent).map((text) => row(indent, text))];
}

/** The part of a long line around a mark, with `...` where something was cut. Offsets of the cells stay those of the line. */
function cutAround(cells: readonly Cell[], mark: Mark, room: number): Cell[] {
  const inner = room - 2 * CUT.length;
  const first = cells.findIndex((cell) => cell.at >= mark.start);
  const at = first < 0 ? cells.length : first;
  let from = at;
  let used = 0;
  while (from > 0 && used + (cells[from - 1]?.width ?? 0) <= Math.min(AROUND, inner)) {
    from -= 1;
    used += cells[from]?.width ?? 0;
  }
  let to = at;
  while (to < cells.length && used + (cells[to]?.width ?? 0) <= inner) {
    used += cells[to]?.width ?? 0;
    to += 1;
  }
  const left = from > 0 ? [{ at: -1, shown: CUT, width: CUT.length }] : [];
  const right = to < cells.length ? [{ at: Number.MAX_SAFE_INTEGER, shown: CUT, width: CUT.length }] : [];
  return [...left, ...cells.slice(from, to), ...right];
}
