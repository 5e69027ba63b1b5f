/**
 * The report in SARIF 2.1.0, the Static Analysis Results Interchange Format: GitHub's code scanning and editors read it.
 *
 * The types are those that are kept at DefinitelyTyped, so the compiler holds each name to the format. Not node-sarif-builder: its present
 * release does not run on Node 20, and it has setters for a part of what is told here only, along with a patched `fs`.
 */
import type {
  ArtifactLocation,
  Invocation,
  Location,
  Log,
  LogicalLocation,
  PhysicalLocation,
  Region,
  ReportingDescriptor,
  Result,
  Fix as SarifFix,
} from 'sarif';
import type { CodeDoc, Diagnostic, Fix, Span } from '../diagnostic.js';
import { PROJECT_URL } from '../docs-url.js';
import { type LineIndex, lineIndex } from '../read/lines.js';
import type { FileResult, RunResult } from '../settle/result.js';
import { INCOMPLETE, isComplete } from './complete.js';
import { detailLines } from './details.js';
import { escapeJson } from './escape.js';
import { fingerprints } from './fingerprint.js';
import { placeReport } from './json.js';
import { folderUri, uriBelow } from './place.js';
import { levelOf, sarifRule } from './sarif-rule.js';
import { sarifText } from './sarif-text.js';
import type { Tool } from './tool.js';

export interface SarifSetting {
  readonly tool: Tool;
  readonly codes: readonly CodeDoc[];
  /** What paths are to count from, such as the root of a repository. */
  readonly folder: string;
  readonly exitCode: number;
}

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';
const BASE = '%SRCROOT%';
/** Counted up where what is hashed changes. */
const FINGERPRINT = 'backupxml/v1';

/** The JSON text of a run, ending in a line feed. It holds the rules that something was found by. */
export function sarifReport(run: RunResult, setting: SarifSetting): string {
  return `${escapeJson(JSON.stringify(sarifLog(run, setting), null, 2))}\n`;
}

export function sarifLog(run: RunResult, setting: SarifSetting): Log {
  const { tool, folder } = setting;
  const rules = rulesOf(run, setting.codes);
  const indexes = new Map(rules.map(({ id }, index) => [id, index]));
  return {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: tool.name,
            version: tool.version,
            semanticVersion: tool.version,
            informationUri: PROJECT_URL,
            rules,
          },
        },
        invocations: [invocation(setting.exitCode)],
        originalUriBaseIds: { [BASE]: { uri: folderUri(folder) } },
        artifacts: run.files.map(({ path, libvirt }, index) => ({
          location: { ...artifact(path, folder), index },
          roles: ['analysisTarget'],
          sourceLanguage: 'xml',
          ...(libvirt !== undefined && { properties: { libvirt } }),
        })),
        results: run.files.flatMap((file, index) =>
          resultsOf(file, { ...artifact(file.path, folder), index }, indexes),
        ),
        columnKind: 'unicodeCodePoints',
        newlineSequences: ['\r\n', '\n', '\r'],
        properties: { libvirt: run.libvirt },
      },
    ],
  };
}

function rulesOf(run: RunResult, codes: readonly CodeDoc[]): ReportingDescriptor[] {
  const found = new Set(run.files.flatMap(({ diagnostics }) => diagnostics.map(({ code }) => code)));
  return codes.filter(({ code }) => found.has(code)).map(sarifRule);
}

/** Exit code 1 tells of faults that were found, which is a success of the run itself. */
function invocation(exitCode: number): Invocation {
  const complete = isComplete(exitCode);
  return {
    executionSuccessful: complete,
    exitCode,
    ...(!complete && { toolExecutionNotifications: [{ level: 'error', message: { text: INCOMPLETE } }] }),
  };
}

function artifact(path: string, folder: string): ArtifactLocation {
  if (path === '-') return { uri: 'stdin', description: { text: 'standard input' } };
  const { uri, relative } = uriBelow(folder, path);
  return relative ? { uri, uriBaseId: BASE } : { uri };
}

function resultsOf(file: FileResult, at: ArtifactLocation, indexes: ReadonlyMap<string, number>): Result[] {
  const { diagnostics, text } = file;
  if (diagnostics.length === 0) return [];
  const lines = lineIndex(text);
  const prints = fingerprints(diagnostics, lines);
  return diagnostics.map((diagnostic, i) => {
    const { code, severity, span, path, related, fix } = diagnostic;
    const ruleIndex = indexes.get(code);
    return {
      ruleId: code,
      ...(ruleIndex !== undefined && { ruleIndex }),
      level: levelOf(severity),
      message: { text: sarifText(words(diagnostic)) },
      locations: [{ physicalLocation: physical(span, at, lines), logicalLocations: [logical(path)] }],
      ...(related &&
        related.length > 0 && { relatedLocations: related.map((other, id) => relatedTo(other, id, at, lines)) }),
      ...(fix && { fixes: [sarifFix(fix, diagnostic.help, at, lines)] }),
      partialFingerprints: { [FINGERPRINT]: prints[i] ?? '' },
    };
  });
}

function words(diagnostic: Diagnostic): string {
  return [diagnostic.message, ...detailLines(diagnostic)].join('\n');
}

function logical(path: string): LogicalLocation {
  return { fullyQualifiedName: path, kind: /\/@[^/]*$/.test(path) ? 'attribute' : 'element' };
}

function relatedTo(
  { span, message }: { span: Span; message: string },
  id: number,
  at: ArtifactLocation,
  lines: LineIndex,
): Location {
  return { id, physicalLocation: physical(span, at, lines), message: { text: sarifText(message) } };
}

function physical(span: Span, artifactLocation: ArtifactLocation, lines: LineIndex): PhysicalLocation {
  return { artifactLocation, region: region(span, lines) };
}

function region(span: Span, lines: LineIndex): Region {
  const { line, column, endLine, endColumn } = placeReport(span, lines);
  return { startLine: line, startColumn: column, endLine, endColumn };
}

function sarifFix(fix: Fix, help: string | undefined, artifactLocation: ArtifactLocation, lines: LineIndex): SarifFix {
  const replacements = fix.edits.map(({ start, end, text }) => ({
    deletedRegion: region({ start, end }, lines),
    ...(text !== '' && { insertedContent: { text } }),
  }));
  return {
    description: { text: sarifText(help ?? 'apply the fix') },
    artifactChanges: [{ artifactLocation, replacements }],
    properties: { safe: fix.safe },
  };
}
