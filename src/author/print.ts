/** Prints XML the way libvirt does: single quotes, two blanks a level, `<x/>` for what is empty. Source: format.md section 4. */

/** Something that stands on lines of its own. */
export type Block = ElementBlock | MarkupBlock;

export interface ElementBlock {
  readonly kind: 'element';
  readonly name: string;
  readonly attributes: readonly Attribute[];
  readonly content: Content;
  /** Whether an empty line stands before it. */
  readonly blankBefore?: boolean;
  /** Comments and instructions that stand behind it on its last line. */
  readonly trailing?: readonly Markup[];
}

export type Attribute = readonly [name: string, value: string];

/** Either blocks, which are indented, or pieces that stand as they are, as the white space between them counts. */
export type Content =
  | { readonly kind: 'blocks'; readonly blocks: readonly Block[] }
  | { readonly kind: 'pieces'; readonly pieces: readonly Piece[] };

/** A piece of mixed content. */
export type Piece =
  | { readonly kind: 'text'; readonly value: string }
  | {
      readonly kind: 'element';
      readonly name: string;
      readonly attributes: readonly Attribute[];
      readonly pieces: readonly Piece[];
    }
  | Markup;

/** What is printed as it was written: a comment, an instruction, a document type. */
export interface Markup {
  readonly kind: 'markup';
  readonly source: string;
}

export interface MarkupBlock extends Markup {
  readonly blankBefore?: boolean;
}

const NO_CONTENT: Content = { kind: 'blocks', blocks: [] };

export function element(name: string, attributes: readonly Attribute[], blocks: readonly Block[] = []): ElementBlock {
  return { kind: 'element', name, attributes, content: blocks.length === 0 ? NO_CONTENT : { kind: 'blocks', blocks } };
}

export function textElement(name: string, value: string): ElementBlock {
  return { kind: 'element', name, attributes: [], content: { kind: 'pieces', pieces: [{ kind: 'text', value }] } };
}

/** A comment of one line. Two dashes, which XML forbids in a comment, are set apart. */
export function comment(words: string): MarkupBlock {
  return { kind: 'markup', source: `<!-- ${words.replace(/-(?=-)/g, '- ').replace(/[\s\p{Cc}]+/gu, ' ')} -->` };
}

/** The text of a document, or of the inside of an element at that depth; it ends with a line feed. */
export function print(blocks: readonly Block[], depth = 0): string {
  return blocks.map((block, i) => `${block.blankBefore && i > 0 ? '\n' : ''}${printBlock(block, depth)}\n`).join('');
}

/** No document that libvirt takes is half as deep; what is deeper would become a hundred times as long by its blanks. */
const DEEPEST_INDENT = 32;

function indentOf(depth: number): string {
  return '  '.repeat(Math.min(depth, DEEPEST_INDENT));
}

function printBlock(block: Block, depth: number): string {
  const indent = indentOf(depth);
  if (block.kind === 'markup') return indent + block.source;
  const trailing = (block.trailing ?? []).map(({ source }) => ` ${source}`).join('');
  return `${indent}${printElement(block.name, block.attributes, printContent(block.content, depth))}${trailing}`;
}

function printContent(content: Content, depth: number): string {
  if (content.kind === 'pieces') return content.pieces.map(printPiece).join('');
  return content.blocks.length === 0 ? '' : `\n${print(content.blocks, depth + 1)}${indentOf(depth)}`;
}

function printPiece(piece: Piece): string {
  if (piece.kind === 'text') return escapeText(piece.value);
  if (piece.kind === 'markup') return piece.source;
  return printElement(piece.name, piece.attributes, piece.pieces.map(printPiece).join(''));
}

function printElement(name: string, attributes: readonly Attribute[], inside: string): string {
  const start = `<${name}${attributes.map(([key, value]) => ` ${key}='${escapeValue(value)}'`).join('')}`;
  return inside === '' ? `${start}/>` : `${start}>${inside}</${name}>`;
}

const NAMED: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  "'": '&apos;',
  '"': '&quot;',
};

/**
 * libvirt escapes the same five in text and in values. A carriage return would be read back as a line feed; other control and direction characters are the
 * same to XML as references, and a terminal would obey them.
 */
function escapeText(text: string): string {
  return text.replace(/[&<>'"\r\x7f-\x9f\p{Cf}\p{Zl}\p{Zp}]/gu, reference);
}

/** White space other than a blank would be read back as a blank. */
function escapeValue(value: string): string {
  return value.replace(/[&<>'"\t\n\r\x7f-\x9f\p{Cf}\p{Zl}\p{Zp}]/gu, reference);
}

function reference(character: string): string {
  return NAMED[character] ?? `&#${character.codePointAt(0)};`;
}
