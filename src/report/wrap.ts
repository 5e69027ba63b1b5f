import { textWidth } from './cells.js';
import { isPlain } from './escape.js';

/**
 * Breaks text into lines of at most `width` columns, between words; a word that is longer stands alone. Line breaks in the text are
 * kept, and so are the blanks that a line begins with, as examples have them.
 */
export function wrap(text: string, width: number): string[] {
  return text.split('\n').flatMap((line) => wrapLine(line, width));
}

function wrapLine(line: string, width: number): string[] {
  if (line.length <= width && isPlain(line)) return [line];
  const indent = /^ */.exec(line)?.[0] ?? '';
  const lines: string[] = [];
  let current = '';
  for (const word of line.slice(indent.length).split(' ')) {
    const longer = current === '' ? indent + word : `${current} ${word}`;
    if (current !== '' && textWidth(longer) > width) {
      lines.push(current);
      current = indent + word;
    } else {
      current = longer;
    }
  }
  return [...lines, current];
}
