import { type Command, Option } from 'commander';
import type { ReadResult } from '../read/read.js';
import { NEWEST_RELEASE, type Release } from '../release.js';
import { progressBar, SILENT } from '../report/progress.js';
import type { FileResult } from '../settle/result.js';
import { ofPair, type ValidateSettings, type Verdict, validateDocuments } from '../validate.js';
import { addContextOptions, type ContextFlags, loadContext } from './context.js';
import { addFileOptions, type FileFlags, inputOptions, printFiles } from './files.js';
import { openInput } from './input.js';
import { type CommandIo, type ExitCode, UsageError } from './io.js';
import { openJudging } from './judging.js';
import { releaseOption } from './options.js';
import { writeReports } from './output.js';
import { defaultTargets, FORMATS, formatOption, type ReportTarget } from './report-option.js';

interface ValidateFlags extends ContextFlags, FileFlags {
  readonly libvirt: Release;
  readonly schemaOnly?: true;
  readonly format?: readonly ReportTarget[];
  readonly fix?: true;
  readonly fixDryRun?: true;
}

/** `backupxml validate [options] PATH...` */
export function registerValidate(program: Command, io: CommandIo): void {
  const command = program
    .command('validate')
    .summary('judge documents as libvirt does, and say what is wrong with them')
    .description('Judges documents as libvirt does, and says where something is wrong, why, and what to write instead.')
    .argument('<path...>', 'a file, a folder (its .xml files, at any depth), a glob, or - for standard input')
    .addOption(
      new Option('--libvirt <version>', 'the release of libvirt to judge for')
        .argParser(releaseOption)
        .default(releaseOption(NEWEST_RELEASE), NEWEST_RELEASE),
    )
    .option('--schema-only', 'judge by the grammar alone, not by what libvirt says after it')
    .addOption(
      new Option('--format <format>', `how to report: ${FORMATS.join(', ')}; NAME:FILE writes into a file (repeatable)`)
        .argParser(formatOption)
        .default(undefined, 'text, and github in GitHub Actions'),
    )
    .option('--fix', 'apply the fixes that are near certain to the files')
    .addOption(new Option('--fix-dry-run', 'print those fixes as a unified diff and change nothing').conflicts('fix'));
  addContextOptions(addFileOptions(command))
    .option('--new-checkpoint <file>', 'the checkpoint document that backup-begin is given along with the backup')
    .addHelpText('after', HELP)
    .action((paths: string[], flags: ValidateFlags) => run(paths, flags, io));
}

const HELP = `
Exit codes: 0 nothing to fix, 1 errors in documents, 2 wrong usage or unreadable input, 3 a bug in backupxml.

Examples:
  $ backupxml validate backup.xml
  $ backupxml validate --libvirt 9.0.0 --format json backups/
  $ backupxml validate --fix-dry-run backup.xml
  $ virsh dumpxml web1 | backupxml validate --domain - backup.xml
`;

/** So many documents are judged in one go: the grammar is compiled once for them, and progress is shown between. */
const BATCH = 250;

async function run(paths: readonly string[], flags: ValidateFlags, io: CommandIo): Promise<void> {
  checkFlags(paths, flags);
  const { known, newCheckpoint } = await loadContext(flags, paths, io);
  const settings: ValidateSettings = {
    context: { ...known, release: flags.libvirt },
    schemaOnly: flags.schemaOnly === true,
    maxSize: flags.maxSize,
  };
  const input = await openInput(paths, await inputOptions(flags), io);
  if (flags.listFiles) return printFiles(input, io);
  const progress = io.stderrTerminal ? progressBar((text) => io.stderr.write(text), input.count) : SILENT;
  const judging = await openJudging(settings, input.count, io);
  let unwritten = 0;
  for await (const batch of input.batches(BATCH)) {
    const { documents, failed } = await treat(batch, settings, flags, io);
    unwritten += failed;
    await judging.add(documents);
    progress.show(judging.count());
  }
  const verdicts = await judging.finish();
  progress.show(judging.count());
  progress.clear();
  const files = [...verdicts.map(({ result }) => result), ...newCheckpointResult(newCheckpoint, verdicts, settings)];
  const report = { libvirt: flags.libvirt.name, files, skipped: input.failed() + input.foreign() };
  const code = judging.crashes() > 0 ? 3 : exitCode(files, input.failed() + unwritten);
  io.exit(code);
  if (!flags.fixDryRun) await writeReports(report, flags.format ?? defaultTargets(io.env), code, io);
}

/** The document of a new checkpoint is judged by itself, and by the rules for the backups that it is given along with. */
function newCheckpointResult(
  document: ReadResult | undefined,
  verdicts: readonly Verdict[],
  settings: ValidateSettings,
): FileResult[] {
  if (!document) return [];
  const found = verdicts.flatMap(({ onNewCheckpoint }) => onNewCheckpoint);
  return validateDocuments([document], settings).map(({ result }) => ofPair(result, found));
}

function checkFlags(paths: readonly string[], flags: ValidateFlags): void {
  if (flags.fix && paths.includes('-')) {
    throw new UsageError('--fix cannot write to standard input: name a file, or see the change with --fix-dry-run');
  }
  const report = flags.format?.find(({ format, file }) => format !== 'text' || file !== undefined);
  if (flags.fixDryRun && report) {
    throw new UsageError(`--fix-dry-run prints a diff and cannot report as ${report.format}: leave one of the two out`);
  }
}

/** Fixes documents where that was asked for. Gives them as they are from now on, and how many could not be written. */
async function treat(
  documents: readonly ReadResult[],
  settings: ValidateSettings,
  flags: ValidateFlags,
  io: CommandIo,
): Promise<{ documents: readonly ReadResult[]; failed: number }> {
  if (!flags.fix && !flags.fixDryRun) return { documents, failed: 0 };
  const { showFixes, writeFixes } = await import('./fix.js');
  if (flags.fix) return writeFixes(documents, settings, io);
  showFixes(documents, settings, io);
  return { documents, failed: 0 };
}

function exitCode(files: readonly FileResult[], failed: number): ExitCode {
  if (failed > 0) return 2;
  return files.every((file) => file.valid) ? 0 : 1;
}
