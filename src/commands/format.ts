import { type Command, Option } from 'commander';
import { asUtf8, formatSource } from '../author/format-source.js';
import type { Diagnostic } from '../diagnostic.js';
import { replaceFile, WriteError } from '../fix/write.js';
import { DEFAULT_MAX_SIZE, type ReadResult } from '../read/read.js';
import { shownPath } from '../read/shown.js';
import type { Source } from '../read/source.js';
import { NEWEST_RELEASE } from '../release.js';
import { escapeLines } from '../report/escape.js';
import type { FileResult } from '../settle/result.js';
import { openInput } from './input.js';
import type { CommandIo } from './io.js';
import { sizeOption } from './options.js';
import { printReport } from './output.js';
import { uninterrupted } from './uninterrupted.js';

interface FormatFlags {
  readonly check?: true;
  readonly stdout?: true;
  readonly maxSize: number;
}

/** `backupxml format [--check | --stdout] PATH...` */
export function registerFormat(program: Command, io: CommandIo): void {
  program
    .command('format')
    .summary('rewrite documents in the style of virsh backup-dumpxml')
    .description(
      "Rewrites documents in libvirt's own style: single quotes, two blanks a level, elements and attributes in the order of `virsh backup-dumpxml`. " +
        'Comments and blank lines are kept, and no document changes what it means.',
    )
    .argument(
      '<path...>',
      'a file, a folder (its .xml files, at any depth), or - for standard input to standard output',
    )
    .addOption(new Option('--check', 'only name the files that are written in another style').conflicts('stdout'))
    .option('--stdout', 'print the formatted documents, and leave the files as they are')
    .addOption(
      new Option('--max-size <bytes>', 'the largest document to read; K and M are understood')
        .argParser(sizeOption)
        .default(DEFAULT_MAX_SIZE, '1M'),
    )
    .addHelpText('after', HELP)
    .action((paths: string[], flags: FormatFlags) => format(paths, flags, io));
}

const HELP = `
Exit codes: 0 all in style now, 1 a file is in another style (--check) or is not
well-formed, 2 wrong usage, or a file that cannot be read or written, 3 a bug in
backupxml.

Examples:
  $ backupxml format backup.xml
  $ backupxml format --check backups/
  $ virsh backup-dumpxml web1 | backupxml format -
`;

async function format(paths: readonly string[], flags: FormatFlags, io: CommandIo): Promise<void> {
  const input = await openInput(paths, { maxSize: flags.maxSize }, io);
  const broken: FileResult[] = [];
  let differing = 0;
  let unwritten = 0;
  for await (const batch of input.batches()) {
    for (const read of batch) {
      const formatted = formatOne(read, flags.maxSize);
      if (!formatted.ok) {
        broken.push(formatted.result);
        continue;
      }
      const { before, after } = formatted;
      if (after !== before) differing += 1;
      if (!(await put(before, after, flags, io))) unwritten += 1;
    }
  }
  // What was formatted may be on stdout: what could not be goes elsewhere.
  if (broken.length > 0) {
    const run = { libvirt: NEWEST_RELEASE, files: broken, skipped: input.skipped() };
    const onStderr: CommandIo = Object.create(io, {
      stdout: { value: io.stderr },
      stdoutTerminal: { value: io.stderrTerminal },
      colourLevel: { value: 0 },
    });
    await printReport(run, 'text', onStderr);
  }
  if (input.failed() + unwritten > 0) io.exit(2);
  else io.exit(broken.length > 0 || (flags.check && differing > 0) ? 1 : 0);
}

type Formatted =
  | { readonly ok: true; readonly before: Source; readonly after: Source }
  | { readonly ok: false; readonly result: FileResult };

function formatOne(read: ReadResult, maxSize: number): Formatted {
  if (read.kind === 'undecodable') return { ok: false, result: brokenResult(read.path, read.text, [read.diagnostic]) };
  const { source } = read;
  const result = formatSource(source, { size: maxSize });
  if (result.ok) return { ok: true, before: source, after: result.source };
  return { ok: false, result: brokenResult(source.path, source.text, result.diagnostics) };
}

function brokenResult(path: string, text: string, diagnostics: readonly Diagnostic[]): FileResult {
  return { path, text, wellFormed: false, schemaValid: false, valid: false, diagnostics };
}

/** Brings a formatted document to where it was asked for. False where it cannot be written; then it is said on stderr. */
async function put(before: Source, after: Source, flags: FormatFlags, io: CommandIo): Promise<boolean> {
  const { path } = before;
  if (flags.check) {
    if (after !== before) io.stdout.write(`${shownPath(path)}\n`);
    return true;
  }
  if (flags.stdout || path === '-') {
    const text = asUtf8(after.text);
    // A terminal takes no copy of a document, but it would obey what comments may hold.
    io.stdout.write(Buffer.from(io.stdoutTerminal ? escapeLines(text) : text));
    return true;
  }
  if (after === before) return true;
  try {
    await uninterrupted(() => replaceFile(path, before.bytes, after.bytes));
    io.stderr.write(`formatted ${shownPath(path)}\n`);
    return true;
  } catch (error) {
    if (!(error instanceof WriteError)) throw error;
    io.stderr.write(`error: ${shownPath(path)}: could not be formatted: ${error.message}\n`);
    return false;
  }
}
