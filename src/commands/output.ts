/** Prints what a run found. Each report is only loaded when it is asked for. */
import { PLAIN, type Style } from '../report/style.js';
import { summaryLine } from '../report/summary.js';
import type { RunResult } from '../settle/result.js';
import type { CommandIo } from './io.js';

export const FORMATS = ['text', 'json'] as const;

export type Format = (typeof FORMATS)[number];

export async function printReport(run: RunResult, format: Format, io: CommandIo): Promise<void> {
  io.stdout.write(await render(run, format, io));
}

async function render(run: RunResult, format: Format, io: CommandIo): Promise<string> {
  if (format === 'json') {
    const [{ jsonReport }, { readTool }] = await Promise.all([
      import('../report/json.js'),
      import('../report/tool.js'),
    ]);
    return jsonReport(run, readTool());
  }
  const style = await chooseStyle(io);
  if (run.files.every((file) => file.diagnostics.length === 0)) {
    return `${summaryLine(run, style)}\n`;
  }
  const { textReport } = await import('../report/text.js');
  return textReport(run, { style, ...widths(io) });
}

async function chooseStyle(io: CommandIo): Promise<Style> {
  const { colourLevel } = io;
  if (colourLevel !== 0) return (await import('../report/colour.js')).colourStyle(colourLevel);
  return PLAIN;
}

/** Words are wrapped at 80 columns where nobody says how wide the reader's window is, and lines of documents are then seldom cut. */
function widths(io: CommandIo): { width: number; excerptWidth: number } {
  if (!io.stdoutTerminal || !io.columns) return { width: 80, excerptWidth: 160 };
  return { width: Math.min(Math.max(io.columns, 40), 120), excerptWidth: Math.max(io.columns, 40) };
}
