/** The report for people: every diagnostic with the lines it speaks of, and a closing summary. */
import type { Diagnostic, Span } from '../diagnostic.js';
import { type LineIndex, lineIndex } from '../read/lines.js';
import type { FileResult, RunResult } from '../settle/result.js';
import { escapeControls, escapeLines } from './escape.js';
import { excerpt, type Mark } from './excerpt.js';
import type { Style } from './style.js';
import { summaryLine } from './summary.js';
import { wrap } from './wrap.js';

export interface TextLayout {
  readonly style: Style;
  /** Columns to wrap words at. */
  readonly width: number;
  /** Columns to cut the lines of documents at. */
  readonly excerptWidth: number;
}

/** The whole report, ending in the summary. */
export function textReport(run: RunResult, layout: TextLayout): string {
  const blocks = run.files.flatMap((file) => fileBlocks(file, layout));
  return [...blocks, `${summaryLine(run, layout.style)}\n`].join('\n');
}

/** Each diagnostic of a document, with the lines it speaks of. */
export function fileBlocks(file: FileResult, layout: TextLayout): string[] {
  if (file.diagnostics.length === 0) return [];
  const lines = lineIndex(file.text);
  return file.diagnostics.map((diagnostic) => `${block(file, diagnostic, lines, layout).join('\n')}\n`);
}

function block(file: FileResult, diagnostic: Diagnostic, lines: LineIndex, layout: TextLayout): string[] {
  const { style } = layout;
  const { line, column } = lines.position(diagnostic.span.start);
  const place = `${style.path(escapeControls(file.path))}:${line}:${column}:`;
  const severity = style.severity[diagnostic.severity](`${diagnostic.severity}[${diagnostic.code}]:`);
  const paint = (text: string, mark: Mark) =>
    mark.sign === '^' ? style.severity[diagnostic.severity](text) : style.related(text);
  return [
    `${place} ${severity} ${style.message(escapeControls(diagnostic.message))}`,
    ...excerpt((number) => lines.line(number), marksOf(diagnostic, lines), layout.excerptWidth, {
      gutter: style.gutter,
      mark: paint,
    }),
    ...labelled('help', diagnostic.help, layout),
    ...(diagnostic.notes ?? []).flatMap((note) => labelled('note', note, layout)),
  ];
}

function marksOf(diagnostic: Diagnostic, lines: LineIndex): Mark[] {
  const related = (diagnostic.related ?? []).map(({ span, message }) => ({
    ...stretch(span, lines),
    sign: '-' as const,
    label: escapeControls(message),
  }));
  return [{ ...stretch(diagnostic.span, lines), sign: '^' }, ...related];
}

/** What of a span stands on its first line. */
function stretch(span: Span, lines: LineIndex): { line: number; start: number; end: number } {
  const { line } = lines.position(span.start);
  const lineStart = lines.lineStart(line);
  const length = lines.line(line).length;
  return { line, start: Math.min(span.start - lineStart, length), end: Math.min(span.end - lineStart, length) };
}

function labelled(label: string, text: string | undefined, layout: TextLayout): string[] {
  if (text === undefined) return [];
  const indent = ' '.repeat(label.length + 2);
  const [first = '', ...rest] = wrap(escapeLines(text), layout.width - indent.length - 2);
  return [`  ${layout.style.label(`${label}:`)} ${first}`, ...rest.map((line) => `  ${indent}${line}`)];
}
