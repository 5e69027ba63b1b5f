/** Shows blocks as markdown. */
import type { Block, Item } from './blocks.js';

export interface MarkdownLayout {
  /** How many `#` a title has. */
  readonly level: number;
  /** Where the page on a code is. */
  readonly pageOf: (code: string) => string;
}

/** Below a title of this level there are no headings, but words in bold. */
const DEEPEST = 3;

export function asMarkdown(blocks: readonly Block[], layout: MarkdownLayout): string {
  const shown = blocks.filter((block) => block.kind !== 'facts' || block.rows.length > 0);
  return `${shown.map((block) => markdownOf(block, layout)).join('\n\n')}\n`;
}

function markdownOf(block: Block, { level, pageOf }: MarkdownLayout): string {
  switch (block.kind) {
    case 'title':
      return `${'#'.repeat(level)} ${block.text}`;
    case 'heading':
      return level < DEEPEST ? `${'#'.repeat(level + 1)} ${block.text}` : `**${block.text}**`;
    case 'prose':
      return block.text;
    case 'document':
      return fence('xml', block.text);
    case 'output':
      return fence('', block.text);
    case 'facts':
      return block.rows.map(({ term, text }) => `- ${term}: ${text}`).join('\n');
    case 'list':
      return block.items.map((item) => `- ${termOf(item, pageOf)}: ${item.text}`).join('\n');
  }
}

function termOf({ term, page }: Item, pageOf: (code: string) => string): string {
  return page === undefined ? `\`${term}\`` : `[\`${term}\`](${pageOf(page)})`;
}

function fence(language: string, text: string): string {
  return `\`\`\`${language}\n${text.replace(/\n$/, '')}\n\`\`\``;
}
