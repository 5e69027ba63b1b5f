import { type Command, Option } from 'commander';
import { type Compatibility, changingReleases, compatibility } from '../compat/compat.js';
import { growSlowly } from '../crew/optimiser.js';
import { listed } from '../settle/abridge.js';
import { createValidator, type ValidateSettings } from '../validate.js';
import { addFileOptions, type FileFlags, inputOptions, printFiles } from './files.js';
import { openInput } from './input.js';
import type { CommandIo, ExitCode } from './io.js';
import { textLayout } from './output.js';
import { openTrial } from './trial.js';

interface CompatFlags extends FileFlags {
  readonly schemaOnly?: true;
  readonly format: 'text' | 'json';
}

/** `backupxml compat [options] PATH...` */
export function registerCompat(program: Command, io: CommandIo): void {
  const command = program
    .command('compat')
    .summary('say from which release of libvirt on documents are accepted')
    .description(
      'Says the oldest release of libvirt that accepts a document, and what stands in the way of older ones.',
    )
    .argument('<path...>', 'a file, a folder (its .xml files, at any depth), a glob, or - for standard input')
    .addOption(new Option('--format <format>', 'how to report').choices(['text', 'json']).default('text'))
    .option('--schema-only', 'judge by the grammar alone, not by what libvirt says after it');
  addFileOptions(command)
    .addHelpText('after', HELP)
    .action((paths: string[], flags: CompatFlags) => compat(paths, flags, io));
}

const HELP = `
Exit codes: 0 each document is accepted by some release, 1 one by none, 2 wrong
usage or unreadable input, 3 a bug in backupxml.

Examples:
  $ backupxml compat backup.xml
  $ backupxml compat --format json backups/
`;

async function compat(paths: readonly string[], flags: CompatFlags, io: CommandIo): Promise<void> {
  const input = await openInput(paths, await inputOptions(flags), io);
  if (flags.listFiles) return printFiles(input, io);
  const settings = settingsOf(flags);
  const validate = createValidator(settings);
  const trial = openTrial(settings, io);
  growSlowly();
  const found: Compatibility[] = [];
  try {
    for await (const batch of input.batches()) {
      const verdicts = validate(await trial.survivors(batch));
      found.push(...verdicts.map(({ result }) => listedOf(compatibility(result))));
    }
  } finally {
    trial.close();
  }
  io.exit(trial.crashes() > 0 ? 3 : exitCode(found, input.failed()));
  const { compatJson, compatText } = await import('../compat/report.js');
  if (flags.format === 'text') {
    io.stdout.write(compatText(found, await textLayout(io)));
    return;
  }
  const { readTool } = await import('../report/tool.js');
  io.stdout.write(compatJson(found, input.skipped(), readTool()));
}

/** Without a policy: what libvirt accepts does not depend on it. */
function settingsOf({ maxSize, schemaOnly }: CompatFlags): ValidateSettings {
  const releases = changingReleases();
  const release = releases.at(-1);
  if (!release) throw new Error('there is no release to judge for');
  return { context: { release }, schemaOnly: schemaOnly === true, maxSize, profile: { releases } };
}

function listedOf(found: Compatibility): Compatibility {
  return { ...found, file: listed(found.file) };
}

function exitCode(found: readonly Compatibility[], failed: number): ExitCode {
  if (failed > 0) return 2;
  return found.some(({ oldest }) => oldest === undefined) ? 1 : 0;
}
