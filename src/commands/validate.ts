import { type Command, Option } from 'commander';
import type { ReadResult } from '../read/read.js';
import { progressBar, SILENT } from '../report/progress.js';
import { plural } from '../report/summary.js';
import { listed } from '../settle/abridge.js';
import type { FileResult } from '../settle/result.js';
import { type Profile, type ValidateSettings, type Verdict, validatePaired } from '../validate.js';
import { addContextOptions, type ContextFlags, type LoadedContext, loadContext, namedFiles } from './context.js';
import { addFileOptions, type FileFlags, inputOptions, printFiles } from './files.js';
import { openInput } from './input.js';
import { type CommandIo, type ExitCode, UsageError } from './io.js';
import { type Judging, type JudgingOptions, openJudging } from './judging.js';
import { writeReports } from './output.js';
import { defaultTargets, FORMATS, formatOption, type ReportTarget } from './report-option.js';
import { addLintOptions, type LintFlags, type LintSettings, lintSettings } from './settings.js';

interface ValidateFlags extends ContextFlags, FileFlags, LintFlags {
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
    .argument('[path...]', 'a file, a folder (its .xml files, at any depth), a glob, or - for standard input')
    .option('--schema-only', 'judge by the grammar alone, not by what libvirt says after it')
    .addOption(
      new Option('--format <format>', `how to report: ${FORMATS.join(', ')}; NAME:FILE writes into a file (repeatable)`)
        .argParser(formatOption)
        .default(undefined, 'text, and github in GitHub Actions'),
    )
    .option('--fix', 'apply the fixes that are near certain to the files')
    .addOption(new Option('--fix-dry-run', 'print those fixes as a unified diff and change nothing').conflicts('fix'));
  addContextOptions(addLintOptions(addFileOptions(command)).optionsGroup('What is known:'))
    .option('--new-checkpoint <file>', 'the checkpoint document that backup-begin is given along with the backup')
    .addHelpText('after', HELP)
    .action((paths: string[], flags: ValidateFlags) => run(paths, flags, io));
}

const HELP = `
Exit codes: 0 nothing to fix, 1 errors in documents, 2 wrong usage or
unreadable input, 3 a bug in backupxml.

Examples:
  $ backupxml validate backup.xml
  $ backupxml validate --libvirt 9.0.0 --format json backups/
  $ backupxml validate --fix-dry-run backup.xml
  $ virsh dumpxml web1 | backupxml validate --domain - backup.xml
`;

async function run(named: readonly string[], flags: ValidateFlags, io: CommandIo): Promise<void> {
  const paths = named.length === 0 && flags.stdinFilename !== undefined ? ['-'] : named;
  checkFlags(paths, flags);
  const lint = await lintSettings(flags);
  if (flags.printConfig) return printConfig(lint, flags.stdinFilename ?? paths[0], io);
  const input = await openInput(paths, await inputOptions(flags, lint.ignored), io);
  if (flags.listFiles) return printFiles(input, io);
  const { known, newCheckpoint } = await loadContext(flags, paths, io);
  const settings = validateSettings(flags, lint, known, [
    ...input.paths,
    ...(flags.newCheckpoint === undefined ? [] : [flags.newCheckpoint]),
  ]);
  const progress =
    io.stderrTerminal && io.env.TERM !== 'dumb'
      ? progressBar((text) => io.stderr.write(text), input.paths.length)
      : SILENT;
  const options = { settings, count: input.paths.length, passOver: input.passOver };
  if (lint.profile.releases.length > 1) (await import('../crew/optimiser.js')).growSlowly();
  const judging = await judgingFor(flags, options, io);
  for await (const tasks of input.tasks()) {
    await judging.add(tasks);
    progress.show(judging.count());
  }
  const verdicts = await judging.finish();
  progress.show(judging.count());
  progress.clear();
  input.close(verdicts.length + judging.crashes());
  const paired = await newCheckpointResult(newCheckpoint, verdicts, settings, io);
  const results = [...verdicts.map(({ result }) => result), ...paired.results];
  const files = settings.profiles ? results.map((file) => withOwnRelease(file, settings)) : results;
  const refusal = warningsRefused(files, lint);
  if (refusal !== undefined) io.stderr.write(`error: ${refusal}\n`);
  const report = {
    libvirt: releaseList(lint.profile),
    files: (lint.quiet ? files.map(onlyErrors) : files).map(listed),
    skipped: input.skipped(),
  };
  const crashes = judging.crashes() + paired.crashes;
  const code = crashes > 0 ? 3 : exitCode(files, input.failed() + judging.unwritten(), refusal !== undefined);
  io.exit(code);
  if (flags.fixDryRun) return;
  const inputs = [...input.paths, ...namedFiles(flags), ...(lint.source ? [lint.source.path] : [])];
  await writeReports(report, flags.format ?? defaultTargets(io.env), code, { inputs, io });
}

async function printConfig(lint: LintSettings, file: string | undefined, io: CommandIo): Promise<void> {
  const { printedConfig } = await import('./print-config.js');
  io.stdout.write(printedConfig(lint, file));
}

function validateSettings(
  flags: ValidateFlags,
  lint: LintSettings,
  known: LoadedContext['known'],
  paths: readonly string[],
): ValidateSettings {
  const [release] = lint.profile.releases;
  if (!release) throw new Error('there is no release to judge for');
  const profiles = lint.profiles(paths);
  return {
    context: { ...known, release },
    schemaOnly: flags.schemaOnly === true,
    maxSize: flags.maxSize,
    profile: lint.profile,
    ...(profiles && { profiles }),
  };
}

/** Why warnings make the run fail, where they do. */
function warningsRefused(files: readonly FileResult[], { strict, maxWarnings }: LintSettings): string | undefined {
  const warnings = files.flatMap(({ diagnostics }) => diagnostics).filter(({ severity }) => severity === 'warning');
  if (warnings.length === 0) return undefined;
  const found = plural(warnings.length, 'warning');
  if (strict) return `${found}, and none may be there (--strict)`;
  if (maxWarnings === undefined || warnings.length <= maxWarnings) return undefined;
  return `${found}, and at most ${maxWarnings} may be there (--max-warnings)`;
}

function releaseList({ releases }: Profile): string {
  return releases.map(({ name }) => name).join(',');
}

/** A file says itself what it was judged for where that is not what the run was. */
function withOwnRelease(file: FileResult, { profile, profiles }: ValidateSettings): FileResult {
  const own = profiles?.get(file.path);
  if (!own || !profile || releaseList(own) === releaseList(profile)) return file;
  return { ...file, libvirt: releaseList(own) };
}

function onlyErrors(file: FileResult): FileResult {
  return { ...file, diagnostics: file.diagnostics.filter(({ severity }) => severity === 'error') };
}

/** The document of a new checkpoint is judged by itself, and by the rules for the backups that it is given along with. */
async function newCheckpointResult(
  document: ReadResult | undefined,
  verdicts: readonly Verdict[],
  settings: ValidateSettings,
  io: CommandIo,
): Promise<{ results: FileResult[]; crashes: number }> {
  if (!document) return { results: [], crashes: 0 };
  const { survivorsOf } = await import('./trial.js');
  const survivors = await survivorsOf([document], settings, io);
  const found = verdicts.flatMap(({ onNewCheckpoint }) => onNewCheckpoint);
  return {
    results: survivors.map((one) => validatePaired(one, found, settings)),
    crashes: 1 - survivors.length,
  };
}

function checkFlags(paths: readonly string[], flags: ValidateFlags): void {
  if (flags.fix && paths.includes('-')) {
    throw new UsageError('--fix cannot write to standard input: name a file, or see the change with --fix-dry-run');
  }
  if (paths.length === 0 && !flags.printConfig) {
    throw new UsageError(
      'no path is given: name files or folders, or - for standard input; see `backupxml validate --help`',
    );
  }
  const report = flags.format?.find(({ format, file }) => format !== 'text' || file !== undefined);
  if (flags.fixDryRun && report) {
    throw new UsageError(`--fix-dry-run prints a diff and cannot report as ${report.format}: leave one of the two out`);
  }
}

async function judgingFor(flags: ValidateFlags, options: JudgingOptions, io: CommandIo): Promise<Judging> {
  if (!flags.fix && !flags.fixDryRun) return openJudging(options, io);
  const { openFixing } = await import('./fix.js');
  return openFixing({ ...options, isWriting: flags.fix === true }, io);
}

function exitCode(files: readonly FileResult[], failed: number, isRefused: boolean): ExitCode {
  if (failed > 0) return 2;
  return files.every((file) => file.valid) && !isRefused ? 0 : 1;
}
