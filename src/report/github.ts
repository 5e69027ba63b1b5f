/**
 * The report for GitHub Actions: workflow commands, which the runner turns into annotations of the lines.
 * Source: "Workflow commands for GitHub Actions", and the escapes of the runner's own toolkit (actions/toolkit, packages/core).
 *
 * Not @actions/core: it prints to the process's standard output by itself, never to a file, and brings an HTTP client.
 */
import type { Severity } from '../diagnostic.js';
import type { RunResult } from '../settle/result.js';
import { detailLines } from './details.js';
import { escapeCommands, escapeControls } from './escape.js';
import { type DiagnosticReport, fileReport } from './json.js';
import { PLAIN } from './style.js';
import { summaryLine } from './summary.js';

const COMMANDS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice' };

/** A command for each diagnostic, and the summary for those who read the log. `pathOf` gives a file's path below the workspace. */
export function githubReport(run: RunResult, pathOf: (path: string) => string): string {
  const commands = run.files.flatMap((file) => {
    const { path, diagnostics } = fileReport(file);
    return diagnostics.map((diagnostic) => `${command(path === '-' ? undefined : pathOf(path), diagnostic)}\n`);
  });
  return `${commands.join('')}${summaryLine(run, PLAIN)}\n`;
}

function command(path: string | undefined, diagnostic: DiagnosticReport): string {
  const { severity, code, message } = diagnostic;
  const properties = [
    ...(path === undefined ? [] : [['file', escapeControls(path)] as const]),
    ...place(diagnostic),
    ['title', code] as const,
  ].map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
  const words = [escapeCommands(escapeControls(message)), ...detailLines(diagnostic), `see ${diagnostic.url}`].join(
    '\n',
  );
  return `::${COMMANDS[severity]} ${properties.join(',')}::${escapeData(words)}`;
}

/** The runner takes columns only for what begins and ends on one line, and counts the last one in. */
function place({ line, column, endLine, endColumn }: DiagnosticReport): (readonly [string, number])[] {
  if (line !== endLine)
    return [
      ['line', line],
      ['endLine', endLine],
    ];
  return [
    ['line', line],
    ['endLine', endLine],
    ['col', column],
    ['endColumn', Math.max(column, endColumn - 1)],
  ];
}

const ESCAPES: Readonly<Record<string, string>> = {
  '%': '%25',
  '\r': '%0D',
  '\n': '%0A',
  ':': '%3A',
  ',': '%2C',
};

/** Text behind the second `::`. */
export function escapeData(text: string): string {
  return text.replace(/[%\r\n]/g, (character) => ESCAPES[character] ?? character);
}

/** The value of a property. */
export function escapeProperty(text: string): string {
  return text.replace(/[%\r\n:,]/g, (character) => ESCAPES[character] ?? character);
}
