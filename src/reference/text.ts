/** Shows blocks on a terminal. */
import { escapeLines } from '../report/escape.js';
import { wrap } from '../report/wrap.js';
import type { Block, Item } from './blocks.js';

const INDENT = '  ';

/** Prose without the marks that markdown has around code. */
const plain = (text: string): string => text.replaceAll('`', '');

/** The text, wrapped at `width` columns but for documents, and ending in a line feed. */
export function asText(blocks: readonly Block[], width: number): string {
  const shown = blocks.filter((block) => block.kind !== 'facts' || block.rows.length > 0);
  return `${escapeLines(shown.map((block) => textOf(block, width)).join('\n\n'))}\n`;
}

function textOf(block: Block, width: number): string {
  switch (block.kind) {
    case 'title':
      return `${block.text}\n${'='.repeat(block.text.length)}`;
    case 'heading':
      return `${block.text}:`;
    case 'prose':
      return wrap(plain(block.text), width).join('\n');
    case 'document':
    case 'output':
      return indent(block.text.replace(/\n$/, '').split('\n')).join('\n');
    case 'facts':
      return rows(block.rows, width).join('\n');
    case 'list':
      return items(block.items, width).join('\n');
  }
}

function indent(lines: readonly string[]): string[] {
  return lines.map((line) => (line === '' ? '' : INDENT + line));
}

/** Two columns. */
function rows(all: readonly Item[], width: number): string[] {
  const first = Math.max(...all.map(({ term }) => term.length)) + 2;
  return all.flatMap(({ term, text }) =>
    wrap(plain(text), width - INDENT.length - first).map(
      (line, i) => `${INDENT}${(i === 0 ? term : '').padEnd(first)}${line}`,
    ),
  );
}

/** The terms are long: what is said of them stands below. */
function items(all: readonly Item[], width: number): string[] {
  return all.flatMap(({ term, text }) => [
    `${INDENT}${term}`,
    ...wrap(plain(text), width - 3 * INDENT.length).map((line) => `${INDENT.repeat(3)}${line}`),
  ]);
}
