/** Text as a SARIF message holds it. Source: SARIF 2.1.0, sections 3.11.5 (placeholders) and 3.11.6 (embedded links). */
import { escapeLines } from './escape.js';

const LINK = /\]\(/;
const PLACEHOLDER = /\{\d+\}/;

/**
 * Text of others for a message: what a viewer would take for a link or a placeholder is escaped. Only there, as many viewers show
 * escapes as they are.
 */
export function sarifText(text: string): string {
  const shown = escapeLines(text);
  const unlinked = LINK.test(shown) ? shown.replace(/[[\]\\]/g, '\\$&') : shown;
  return PLACEHOLDER.test(unlinked) ? unlinked.replace(/[{}]/g, '$&$&') : unlinked;
}
