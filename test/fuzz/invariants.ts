/** What holds for every input whatever it is. */
import type { Document } from 'libxmljs2';
import { formatSource } from '../../src/author/format-source.js';
import type { CommandIo } from '../../src/commands/io.js';
import { writeReports } from '../../src/commands/output.js';
import { FORMATS, type Format } from '../../src/commands/report-option.js';
import { SILENT } from '../../src/commands/silent.js';
import type { Diagnostic, Span } from '../../src/diagnostic.js';
import { applyEdits } from '../../src/fix/apply.js';
import { fixSources } from '../../src/fix/fix.js';
import { withText } from '../../src/fix/rewrite.js';
import { kindOf } from '../../src/grammar/kind.js';
import { judge } from '../../src/judge/judge.js';
import { sourceOf } from '../../src/read/read.js';
import type { Source } from '../../src/read/source.js';
import { NEWEST_RELEASE, parseRelease, type Release } from '../../src/release.js';
import type { FileResult } from '../../src/settle/result.js';
import { createValidator, type ValidateSettings } from '../../src/validate.js';
import { obeyed } from '../report/made.js';
import { libxml2 } from '../scan/libxml2.js';

/** Gives all that is wrong with what we make of an input; empty where all is well. */
export type Check = (bytes: Buffer) => Promise<string[]>;

/** Long enough for any of the inputs; slower is a find. */
const MOST_MILLISECONDS = 2000;

/** Makes the check for a release. */
export function createCheck(name: string = NEWEST_RELEASE): Check {
  const release = parseRelease(name);
  if (!release) throw new Error(`there is no release ${name}`);
  const settings: ValidateSettings = { context: { release }, schemaOnly: false, maxSize: 1 << 20 };
  const validate = createValidator(settings);
  const resultOf = (source: Source): FileResult => {
    const [verdict] = validate([{ kind: 'source', source }]);
    if (!verdict) throw new Error('there is no verdict');
    return verdict.result;
  };

  return async (bytes) => {
    const began = performance.now();
    const read = sourceOf('fuzz.xml', bytes);
    const [verdict] = validate([read]);
    if (!verdict) return ['there is no verdict'];
    const { result } = verdict;
    const finds = [...aboutVerdict(result), ...result.diagnostics.flatMap((one) => aboutDiagnostic(one, result.text))];
    finds.push(...(await aboutReports(result)));
    if (read.kind === 'source') {
      const { source } = read;
      finds.push(...aboutLibxml2(result, source, release));
      finds.push(...aboutFixes(result, source, resultOf));
      finds.push(...aboutFormat(result, source, resultOf));
    }
    const took = performance.now() - began;
    if (took > MOST_MILLISECONDS) finds.push(`it took ${Math.round(took)} ms`);
    return finds;
  };
}

function aboutVerdict({ wellFormed, schemaValid, valid, diagnostics }: FileResult): string[] {
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const finds: string[] = [];
  if (valid !== (errors.length === 0)) finds.push(`valid is ${valid} with ${errors.length} errors`);
  if (!schemaValid && errors.length === 0) finds.push('it is refused without an error');
  if (schemaValid && !wellFormed) finds.push('it is valid but not well-formed');
  if (diagnostics.some(({ code }) => code === 'grammar-refused')) finds.push('it is refused without an explanation');
  return finds;
}

function aboutDiagnostic(diagnostic: Diagnostic, text: string): string[] {
  const { code, message, span, related = [], fix } = diagnostic;
  const spans: Span[] = [span, ...related.map((one) => one.span), ...(fix?.edits ?? [])];
  const finds = spans.filter(({ start, end }) => !(start >= 0 && start <= end && end <= text.length));
  return [
    ...finds.map(({ start, end }) => `${code}: ${start}-${end} lies outside of the text`),
    ...(message.trim() === '' || /\bundefined\b|\[object|\bNaN\b/.test(message) ? [`${code}: "${message}"`] : []),
    ...(/\b(?:illegal|invalid content)\b/.test(message) ? [`${code} speaks like a machine: ${message}`] : []),
  ];
}

function aboutLibxml2(
  { wellFormed, schemaValid, diagnostics }: FileResult,
  { bytes }: Source,
  release: Release,
): string[] {
  const native = libxml2(bytes);
  if (wellFormed && !native) return ['libxml2 says that it is not well-formed'];
  if (!native) return [];
  const code = diagnostics[0]?.code ?? '';
  if (!wellFormed)
    return /^xml-(?:doctype-subset|too-)/.test(code) ? [] : [`libxml2 says that it is well-formed: ${code}`];
  const kind = kindOf(rootName(native)) ?? 'domainbackup';
  const [verdict] = judge([bytes], kind, release);
  return verdict === schemaValid ? [] : [`libxml2 says that valid is ${verdict}`];
}

function rootName(document: Document): string {
  return document.root()?.name() ?? '';
}

function aboutFixes(result: FileResult, source: Source, resultOf: (source: Source) => FileResult): string[] {
  const finds: string[] = [];
  for (const { code, fix } of result.diagnostics) {
    const fixed = fix && withText(source, applyEdits(source.text, fix.edits));
    if (!fixed) continue;
    if (fixed.text === source.text) finds.push(`${code}: its fix changes nothing`);
    if (fix.safe && isWorse(resultOf(fixed), result)) finds.push(`${code}: its fix makes the document worse`);
  }
  const [outcome] = fixSources([source], (sources) => sources.map(resultOf));
  if (outcome && outcome.after !== source && isWorse(resultOf(outcome.after), result))
    finds.push('all fixes make it worse');
  return finds;
}

/** A document that gets past a stage is better, whatever the next stage finds. */
function isWorse(next: FileResult, before: FileResult): boolean {
  if (next.wellFormed !== before.wellFormed) return before.wellFormed;
  return before.schemaValid && !next.schemaValid;
}

function aboutFormat(result: FileResult, source: Source, resultOf: (source: Source) => FileResult): string[] {
  const once = formatSource(source);
  if (!once.ok) return result.wellFormed ? ['it cannot be formatted'] : [];
  const twice = formatSource(once.source);
  const finds: string[] = [];
  if (!twice.ok || twice.source.text !== once.source.text) finds.push('formatted again, it looks different');
  if (resultOf(once.source).schemaValid !== result.schemaValid) finds.push('formatted, it has another verdict');
  return finds;
}

/** All that a terminal obeys or that turns text around, but for line ends and tabs. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROLS = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/;

/** Of these no line may be one that a runner obeys, wherever they are printed; the lines of the others are made safe where they are. */
const DATA: ReadonlySet<Format> = new Set(['json', 'sarif', 'junit', 'checkstyle']);

async function aboutReports(result: FileResult): Promise<string[]> {
  const run = { libvirt: NEWEST_RELEASE, files: [result], skipped: 0 };
  const finds: string[] = [];
  for (const format of FORMATS) {
    const printed: string[] = [];
    const io: CommandIo = { ...SILENT, stdout: { write: (text) => void printed.push(text.toString()) } };
    await writeReports(run, [{ format, file: undefined }], 1, { inputs: [], io });
    const report = printed.join('');
    const control = CONTROLS.exec(report);
    if (control)
      finds.push(`${format} prints ${JSON.stringify(control[0])} (U+${control[0].charCodeAt(0).toString(16)})`);
    if (format === 'github') finds.push(...aboutAnnotations(report, result));
    if (DATA.has(format) && obeyed(report).length > 0) finds.push(`${format} has a command for GitHub's runner`);
    if (format === 'json' || format === 'sarif') JSON.parse(report);
    if ((format === 'junit' || format === 'checkstyle') && !libxml2(Buffer.from(report)))
      finds.push(`${format} is no XML`);
  }
  return finds;
}

/** One command for each diagnostic, then the summary: no document can add any. */
function aboutAnnotations(report: string, { diagnostics }: FileResult): string[] {
  const lines = report.trimEnd().split(/\r\n|\r|\n/);
  const commands = lines.filter((line) => /^::(?:error|warning|notice) file=fuzz\.xml,/.test(line));
  if (commands.length === diagnostics.length && lines.length === commands.length + 1) return [];
  return [`github: ${diagnostics.length} diagnostics, ${commands.length} commands, ${lines.length} lines`];
}
