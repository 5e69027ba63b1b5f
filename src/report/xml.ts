/** What the reports in XML share. */
import { type ElementBlock, print } from '../author/print.js';
import { escapeCommandsInXml, escapeControls } from './escape.js';

/** A whole document. */
export function xmlDocument(root: ElementBlock): string {
  return `<?xml version='1.0' encoding='UTF-8'?>\n${escapeCommandsInXml(print([root]))}`;
}

/**
 * A line of text of others as XML 1.0 can hold it: the characters that it cannot, others that a terminal would obey, and line breaks stand as
 * `\x1b`. What would be markup is escaped at printing.
 */
export function xmlText(text: string): string {
  return escapeControls(text).replace(
    /[\p{Cs}\uFFFE\uFFFF]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16)}`,
  );
}
