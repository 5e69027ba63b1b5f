import { type Command, Option } from 'commander';
import { create } from '../author/create.js';
import { DISK_KEYS, parseDiskSpec } from '../author/disk-spec.js';
import type { Setting } from '../author/draft.js';
import { PLACEHOLDERS } from '../author/file-name.js';
import { type NewFile, NewFileError, writeNewFiles } from '../author/new-file.js';
import { nextSteps } from '../author/next-step.js';
import { type BackupOptions, type DiskOptions, OptionError } from '../author/options.js';
import { shownPath } from '../read/shown.js';
import { NEWEST_RELEASE, type Release } from '../release.js';
import { escapeControls } from '../report/escape.js';
import { loadContext, namedFiles } from './context.js';
import { type CommandIo, UsageError } from './io.js';
import { releaseOption } from './options.js';
import { uninterrupted } from './uninterrupted.js';

interface NewFlags {
  readonly push?: true;
  readonly pull?: true;
  readonly incremental?: string;
  readonly host?: string;
  readonly port?: string;
  readonly socket?: string;
  readonly fdgroup?: string;
  /** Either of the two, or both, in the order of the command line. */
  readonly tls?: boolean;
  readonly disk?: readonly DiskOptions[];
  readonly exclude?: readonly string[];
  readonly allDisks?: true;
  readonly dir?: string;
  readonly nameTemplate?: string;
  readonly domain?: string;
  readonly checkpoint?: readonly string[];
  readonly checkpointName?: string;
  readonly checkpointOutput?: string;
  readonly libvirt: Release;
  readonly output?: string;
  readonly force?: true;
}

/** `backupxml new --push|--pull` */
export function registerNew(program: Command, io: CommandIo): void {
  const tlsSaid: string[] = [];
  const command = program
    .command('new')
    .summary('write a document from flags or from a domain')
    .description(
      'Writes a backup document that libvirt takes, and the document of the checkpoint to be created with it.',
    );
  command
    .option('--push', 'QEMU writes each disk to a file or device')
    .option('--pull', 'QEMU serves each disk over NBD to a client')
    .option('--incremental <checkpoint>', 'save what changed since this checkpoint')
    .optionsGroup('Server of a pull backup:')
    .option('--host <name>', 'where to listen: a host name or address of the host (default: localhost)')
    .option('--port <number>', 'the TCP port (default: 10809)')
    .option('--socket <path>', 'listen on this Unix socket instead')
    .option('--fdgroup <name>', 'listen on the socket that was passed to libvirt under this name')
    .option('--tls', 'clients must use TLS')
    .option('--no-tls', 'say that there is no TLS, even where QEMU is set up for it')
    .optionsGroup('Disks:')
    .addOption(repeatable('--disk <spec>', 'a disk that takes part, such as vda or vda,file=/b/vda.qcow2', diskOption))
    .addOption(repeatable('--exclude <disk>', 'a disk that takes no part', (name) => name))
    .option('--all-disks', 'list no disks: all that have media and are not read-only take part')
    .option('--dir <folder>', 'where the file of each disk goes that names none')
    .option(
      '--name-template <template>',
      `how those files are named, from ${PLACEHOLDERS.map((name) => `{${name}}`).join(' ')}`,
    )
    .optionsGroup('What is known:')
    .option('--domain <file>', 'take the disks from the domain, as `virsh dumpxml` prints it; - for standard input')
    .addOption(
      repeatable(
        '--checkpoint <file>',
        'a checkpoint that exists, as `virsh checkpoint-dumpxml` prints it: incremental to it where a disk has its bitmap',
        (file) => file,
      ),
    )
    .addOption(
      new Option('--libvirt <version>', 'the release of libvirt to write for')
        .argParser(releaseOption)
        .default(releaseOption(NEWEST_RELEASE), NEWEST_RELEASE),
    )
    .optionsGroup('Output:')
    .option('-o, --output <file>', 'write to this file; without it, to standard output')
    .option('--checkpoint-name <name>', 'create a checkpoint of this name at the same moment')
    .option('--checkpoint-output <file>', "where to write the checkpoint's document")
    .option('-f, --force', 'overwrite files that exist')
    .on('option:tls', () => tlsSaid.push('--tls'))
    .on('option:no-tls', () => tlsSaid.push('--no-tls'))
    .addHelpText('after', HELP)
    .action((flags: NewFlags) => {
      if (new Set(tlsSaid).size > 1) throw new UsageError('--tls and --no-tls contradict: leave one of them out');
      return writeNew(flags, io);
    });
}

const HELP = `
Keys of --disk (a comma in a value is written twice):
  ${DISK_KEYS.join(', ').replace(/(.{1,76}),(?: |$)/g, '$1,\n  ')}
  cipher=aes-256-cbc-sha256 and ivgen=plain64-sha256 are short for their parts;
  seclabel1.model= and so on say further labels.

{date} and {time} of --name-template are in UTC; {mode} is full or incremental.

Exit codes: 0 written, 2 wrong usage or unreadable input, 3 a bug in backupxml.

Examples:
  $ backupxml new --pull --incremental cp1
  $ backupxml new --push --disk vda,file=/backup/vda.qcow2 -o backup.xml
  $ virsh dumpxml web1 > web1.xml
  $ backupxml new --push --domain web1.xml --dir /backup -o backup.xml \\
      --checkpoint-name cp1 --checkpoint-output cp1.xml
`;

function repeatable<T>(flags: string, description: string, read: (text: string) => T): Option {
  return new Option(flags, description).argParser((text: string, before: readonly T[] | undefined) => [
    ...(before ?? []),
    read(text),
  ]);
}

function diskOption(spec: string): DiskOptions {
  return asUsage(() => parseDiskSpec(spec));
}

/** What the author cannot do is wrong usage here. */
function asUsage<T>(action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw error instanceof OptionError ? new UsageError(error.message) : error;
  }
}

async function writeNew(flags: NewFlags, io: CommandIo): Promise<void> {
  const options = optionsOf(flags);
  const output = flags.output === '-' ? undefined : flags.output;
  checkOutputs(flags, output);
  const { known } = await loadContext(contextFlags(flags), [], io);
  const setting: Setting = { ...known, release: flags.libvirt, now: new Date() };
  const created = asUsage(() => create(options, setting));
  const files: NewFile[] = [
    ...(output === undefined ? [] : [{ path: output, text: created.backup }]),
    ...(created.checkpoint !== undefined && flags.checkpointOutput !== undefined
      ? [{ path: flags.checkpointOutput, text: created.checkpoint }]
      : []),
  ];
  if (files.length > 0) await checkInputs(files, namedFiles(contextFlags(flags)));
  await uninterrupted(() => writeFiles(files, flags.force === true));
  if (output === undefined) io.stdout.write(Buffer.from(created.backup));
  for (const note of created.notes) say(io, `note: ${note}`);
  for (const { message } of created.warnings) say(io, `warning: ${message}`);
  if (output === undefined) return;
  for (const step of nextSteps(created.model, setting, output, flags.checkpointOutput)) say(io, step);
}

function say(io: CommandIo, line: string): void {
  io.stderr.write(`${escapeControls(line)}\n`);
}

function contextFlags({ domain, checkpoint }: NewFlags) {
  return { ...(domain !== undefined && { domain }), ...(checkpoint !== undefined && { checkpoint }) };
}

function optionsOf(flags: NewFlags): BackupOptions {
  if (flags.push && flags.pull) throw new UsageError('--push and --pull contradict: leave one of them out');
  if (!flags.push && !flags.pull) {
    throw new UsageError(
      'new needs to know who moves the data: --push (QEMU writes the backup) or --pull (a client fetches it over NBD)',
    );
  }
  const { incremental, host, port, socket, fdgroup, tls, disk, exclude, allDisks, dir, nameTemplate, checkpointName } =
    flags;
  return {
    mode: flags.push ? 'push' : 'pull',
    incremental,
    server: { host, port, socket, fdgroup, tls },
    disks: disk,
    exclude,
    allDisks,
    directory: dir,
    nameTemplate,
    checkpointName,
  };
}

function checkOutputs({ checkpointName, checkpointOutput, force }: NewFlags, output: string | undefined): void {
  if (output === '' || checkpointOutput === '') {
    throw new UsageError(`${output === '' ? '--output' : '--checkpoint-output'} is empty: name a file`);
  }
  if (checkpointName !== undefined && checkpointOutput === undefined) {
    throw new UsageError("--checkpoint-name needs --checkpoint-output FILE, for the checkpoint's document");
  }
  if (checkpointName === undefined && checkpointOutput !== undefined) {
    throw new UsageError('--checkpoint-output needs --checkpoint-name NAME, the name of the checkpoint to create');
  }
  if (checkpointOutput !== undefined && checkpointOutput === output) {
    throw new UsageError(
      `--output and --checkpoint-output name one and the same file, ${shownPath(checkpointOutput)}: the documents need one each`,
    );
  }
  if (checkpointOutput === '-')
    throw new UsageError('--checkpoint-output - would mix two documents on standard output: name a file');
  if (force && output === undefined && checkpointOutput === undefined) {
    throw new UsageError('--force overwrites a file and needs one: --output FILE');
  }
}

async function checkInputs(files: readonly NewFile[], inputs: readonly string[]): Promise<void> {
  const { sameFileAs } = await import('../read/same-file.js');
  for (const { path } of files) {
    if (inputs.some(sameFileAs(path))) throw new UsageError(`${shownPath(path)} is read itself: name another file`);
  }
}

function writeFiles(files: readonly NewFile[], force: boolean): void {
  try {
    writeNewFiles(files, force);
  } catch (error) {
    if (!(error instanceof NewFileError)) throw error;
    const what = error.exists
      ? 'exists already: overwrite it with --force, or name another file'
      : `cannot be written: ${error.reason}`;
    throw new UsageError(`${shownPath(error.path)} ${what}`);
  }
}
