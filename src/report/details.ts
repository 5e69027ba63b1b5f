/** What a diagnostic says below its headline, as lines for reports without a layout of their own. */
import { escapeCommands, escapeLines } from './escape.js';

export function detailLines({ help, notes }: { help?: string; notes?: readonly string[] }): string[] {
  const lines = [...(help === undefined ? [] : [`help: ${help}`]), ...(notes ?? []).map((note) => `note: ${note}`)];
  return lines.flatMap((line) => escapeLines(line).split(/\r?\n/)).map(escapeCommands);
}
