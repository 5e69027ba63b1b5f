/** The report for programs. Its shape is documented in the README and stays. */
import type { Diagnostic, Edit, Severity, Span } from '../diagnostic.js';
import { docsUrl } from '../docs-url.js';
import { type LineIndex, lineIndex } from '../read/lines.js';
import { type FileResult, type ReleaseVerdict, type RunResult, type Summary, summarise } from '../settle/result.js';
import { escapeJson } from './escape.js';
import type { Tool } from './tool.js';

/** Lines and columns count from 1, columns in characters (code points); the end is exclusive. */
export interface PlaceReport {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface RelatedReport extends PlaceReport {
  readonly message: string;
}

/** Offsets count from 0 in characters (code points) of the decoded text, without a byte order mark; the end is exclusive. */
export interface EditReport {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export interface FixReport {
  /** Whether `--fix` applies it unasked. */
  readonly safe: boolean;
  readonly edits: readonly EditReport[];
}

export interface DiagnosticReport extends PlaceReport {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  /** Where it is in the tree, as XPath. */
  readonly path: string;
  /** The page on the code. */
  readonly url: string;
  readonly help?: string;
  readonly notes?: readonly string[];
  readonly related?: readonly RelatedReport[];
  readonly fix?: FixReport;
  /** The releases that have it, oldest first, where the document was judged for several. */
  readonly releases?: readonly string[];
}

export interface FileReport {
  readonly path: string;
  /** What it was judged for, where the configuration has another release for it than for the run; as `libvirt` of the run. */
  readonly libvirt?: string;
  /** The grammar's verdict; false where the document is not well-formed. */
  readonly schemaValid: boolean;
  /** Whether there is no error. */
  readonly valid: boolean;
  readonly diagnostics: readonly DiagnosticReport[];
  /** Release by release, oldest first, where the document was judged for several. */
  readonly releases?: readonly ReleaseVerdict[];
}

export interface RunReport {
  readonly tool: Tool;
  readonly libvirt: string;
  readonly files: readonly FileReport[];
  readonly summary: Summary;
}

export function runReport(run: RunResult, tool: Tool): RunReport {
  return { tool, libvirt: run.libvirt, files: run.files.map(fileReport), summary: summarise(run) };
}

/** The JSON text of a run, ending in a line feed. */
export function jsonReport(run: RunResult, tool: Tool): string {
  return `${escapeJson(JSON.stringify(runReport(run, tool), null, 2))}\n`;
}

export function fileReport(file: FileResult): FileReport {
  const { path, schemaValid, valid, diagnostics, text } = file;
  const begin = { path, ...(file.libvirt !== undefined && { libvirt: file.libvirt }), schemaValid, valid };
  const releases = file.releases && { releases: file.releases };
  if (diagnostics.length === 0) return { ...begin, diagnostics: [], ...releases };
  const lines = lineIndex(text);
  return {
    ...begin,
    diagnostics: diagnostics.map((diagnostic) => diagnosticReport(diagnostic, lines)),
    ...releases,
  };
}

function diagnosticReport(diagnostic: Diagnostic, lines: LineIndex): DiagnosticReport {
  const { code, severity, message, span, path, help, notes, related, fix, releases } = diagnostic;
  return {
    code,
    severity,
    message,
    ...placeReport(span, lines),
    path,
    url: docsUrl(code),
    ...(help !== undefined && { help }),
    ...(notes && notes.length > 0 && { notes }),
    ...(related &&
      related.length > 0 && {
        related: related.map((other) => ({ ...placeReport(other.span, lines), message: other.message })),
      }),
    ...(fix && { fix: { safe: fix.safe, edits: fix.edits.map((edit) => editReport(edit, lines)) } }),
    ...(releases && { releases }),
  };
}

export function placeReport(span: Span, lines: LineIndex): PlaceReport {
  const start = lines.position(span.start);
  const end = lines.position(span.end);
  return { line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
}

function editReport(edit: Edit, lines: LineIndex): EditReport {
  return { start: lines.characterOffset(edit.start), end: lines.characterOffset(edit.end), text: edit.text };
}
