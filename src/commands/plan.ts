import { statSync } from 'node:fs';
import { type Command, Option } from 'commander';
import { lookAtHost } from '../host/look.js';
import { type Backup, modelBackup } from '../model/backup.js';
import { type CheckpointDocument, modelCheckpoint } from '../model/checkpoint.js';
import type { Domain } from '../model/domain.js';
import { effectiveDisks } from '../model/effective.js';
import { type Plan, planBackup } from '../plan/plan.js';
import { DEFAULT_MAX_SIZE, ReadError, type ReadResult, readSource } from '../read/read.js';
import { NEWEST_RELEASE, type Release } from '../release.js';
import { scan } from '../scan/scan.js';
import type { FileResult } from '../settle/result.js';
import { type ValidateSettings, validateDocuments, validatePaired } from '../validate.js';
import { addContextOptions, type ContextFlags, type LoadedContext, loadContext } from './context.js';
import { type CommandIo, UsageError } from './io.js';
import { releaseOption, sizeOption } from './options.js';
import { printReport } from './output.js';
import { survivorsOf } from './trial.js';

const PLAN_FORMATS = ['text', 'xml', 'json'] as const;

interface PlanFlags extends ContextFlags {
  readonly domain: string;
  readonly libvirt: Release;
  readonly at: number;
  readonly format: (typeof PLAN_FORMATS)[number];
  readonly maxSize: number;
}

/** `backupxml plan FILE --domain FILE` */
export function registerPlan(program: Command, io: CommandIo): void {
  const command = program
    .command('plan')
    .summary('show what libvirt would do with a document and a domain')
    .description(
      'Shows what libvirt would do: which disks take part and why, how and where to, and how an NBD client reaches them. ' +
        'A document that would be refused gives its diagnostics instead.',
    )
    .argument('<file>', 'the backup document, or - for standard input');
  addContextOptions(command.optionsGroup('What is known:'))
    .option(
      '--new-checkpoint <name>',
      'the name of the checkpoint to be created with the backup, or its document (a path ending in .xml)',
    )
    .addOption(
      new Option(
        '--at <time>',
        'when it starts, for invented file names: a date such as 2026-11-25T03:00Z, or seconds since 1970',
      )
        .argParser(timeOption)
        .default(undefined, 'now'),
    )
    .optionsGroup('Options:')
    .addOption(
      new Option('--libvirt <version>', 'the release of libvirt to plan for')
        .argParser(releaseOption)
        .default(releaseOption(NEWEST_RELEASE), NEWEST_RELEASE),
    )
    .addOption(
      new Option('--format <format>', 'a table, the effective document, or JSON').choices(PLAN_FORMATS).default('text'),
    )
    .addOption(
      new Option('--max-size <bytes>', 'the largest document to read; K and M are understood')
        .argParser(sizeOption)
        .default(DEFAULT_MAX_SIZE, '1M'),
    )
    .addHelpText('after', HELP)
    .action((path: string, flags: PlanFlags) => plan(path, flags, io));
}

const HELP = `
Exit codes: 0 libvirt would start the backup, 1 it would refuse, 2 wrong usage
or unreadable input, 3 a bug in backupxml.

Examples:
  $ virsh dumpxml web1 | backupxml plan backup.xml --domain -
  $ backupxml plan backup.xml --domain web1.xml --checkpoint cp1.xml
  $ backupxml plan backup.xml --domain web1.xml --new-checkpoint cp2
`;

/** Seconds since 1970. Throws a usage error for what is neither a date nor a number. */
export function timeOption(text: string): number {
  const seconds = /^\d{1,12}$/.test(text) ? Number(text) : Math.floor(Date.parse(text) / 1000);
  if (Number.isFinite(seconds) && seconds >= 0) return seconds;
  throw new UsageError(
    `--at ${JSON.stringify(text)} is no time: write a date such as 2026-11-25T03:00Z, or seconds since 1970`,
  );
}

async function plan(path: string, flags: PlanFlags, io: CommandIo): Promise<void> {
  if (flags.domain === undefined)
    throw new UsageError('plan needs the domain: --domain FILE, as virsh dumpxml prints it');
  const named = newCheckpointOf(flags.newCheckpoint);
  const { newCheckpoint: _, ...rest } = flags;
  const loaded = await loadContext(
    named.file === undefined ? rest : { ...rest, newCheckpoint: named.file },
    [path],
    io,
  );
  const known = { ...loaded.known, newCheckpoint: named.checkpoint ?? loaded.known.newCheckpoint };
  const settings: ValidateSettings = {
    context: { ...known, release: flags.libvirt },
    schemaOnly: false,
    maxSize: flags.maxSize,
  };
  const document = await readDocument(path, settings.maxSize, io);
  const documents = [document, ...(loaded.newCheckpoint ? [loaded.newCheckpoint] : [])];
  if ((await survivorsOf(documents, settings, io)).length < documents.length) {
    io.exit(3);
    return;
  }
  const { files, text } = judge(document, loaded, settings);
  if (files.some((file) => !file.valid)) {
    const run = { libvirt: flags.libvirt.name, files, skipped: 0 };
    await printReport(run, flags.format === 'json' ? 'json' : 'text', io);
    io.exit(1);
    return;
  }
  const scanned = scan(text, { size: flags.maxSize });
  if (!scanned.ok || !known.domain) return;
  const backup = modelBackup(scanned.document);
  checkLength(backup, known.domain);
  const setting = {
    release: flags.libvirt,
    domain: known.domain,
    newCheckpoint: known.newCheckpoint,
    at: flags.at ?? now(),
  };
  io.stdout.write(
    await render(
      planBackup(backup, { ...setting, sizes: flags.host && sizesOf(backup, setting) }),
      flags.format,
      files,
    ),
  );
}

/** In characters: no plan is as long that anybody reads. */
const LONGEST_PLAN = 16_777_216;

/** What a document says once a plan says of each disk. */
function checkLength({ incremental, server }: Backup, { disks }: Domain): void {
  const said = [incremental?.name, server?.name?.raw, server?.socket?.raw];
  const longest = Math.max(...said.map((text) => text?.length ?? 0));
  if (longest * disks.length <= LONGEST_PLAN) return;
  throw new UsageError(
    `the plan would be too long: it says a value of ${longest} characters of each of ${disks.length} disks`,
  );
}

function now(): number {
  return Math.floor(Date.now() / 1000);
}

function sizesOf(backup: Backup, setting: { release: Release; domain: NonNullable<LoadedContext['known']['domain']> }) {
  return lookAtHost(backup, effectiveDisks(backup, setting)).sizes;
}

/** The document's result, and that of the new checkpoint's document where there is one. */
function judge(
  document: ReadResult,
  { newCheckpoint }: LoadedContext,
  settings: ValidateSettings,
): { files: FileResult[]; text: string } {
  const [verdict] = validateDocuments([document], settings);
  if (!verdict) throw new Error('no verdict on the document');
  const { result, onNewCheckpoint } = verdict;
  const files = newCheckpoint ? [result, validatePaired(newCheckpoint, onNewCheckpoint, settings)] : [result];
  // a checkpoint of which only the name is given has no document to point into
  const placeless = newCheckpoint ? [] : onNewCheckpoint.filter(({ severity }) => severity === 'error');
  const [first] = placeless;
  if (first) throw new UsageError(`--new-checkpoint: ${first.message}; ${first.help ?? ''}`);
  return { files, text: result.text };
}

async function readDocument(path: string, maxSize: number, io: CommandIo): Promise<ReadResult> {
  try {
    return await readSource(path, path === '-' ? { maxSize, stdin: io.stdin } : { maxSize });
  } catch (error) {
    throw error instanceof ReadError ? new UsageError(error.message) : error;
  }
}

/** A name stands for a checkpoint that tracks nothing: which disks it tracks, only its document tells. */
function newCheckpointOf(text: string | undefined): { file?: string; checkpoint?: CheckpointDocument } {
  if (text === undefined) return {};
  if (text.includes('/') || (text.endsWith('.xml') && isFile(text))) return { file: text };
  if (!/^[\w-][\w.-]*$/.test(text)) {
    throw new UsageError(
      `--new-checkpoint ${JSON.stringify(text)} is no name for a checkpoint: use letters, digits, _, - and ., not beginning with a dot`,
    );
  }
  const scanned = scan(`<domaincheckpoint><name>${text}</name><disks/></domaincheckpoint>`);
  return scanned.ok ? { checkpoint: modelCheckpoint(scanned.document) } : {};
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

async function render(made: Plan, format: PlanFlags['format'], files: readonly FileResult[]): Promise<string> {
  if (format === 'xml') return (await import('../plan/xml.js')).planXml(made);
  if (format === 'json') return (await import('../plan/json.js')).planJson(made);
  return (await import('../plan/text.js')).planText(made, warningsOf(files));
}

function warningsOf(files: readonly FileResult[]): string[] {
  const warnings = files.flatMap(({ diagnostics }) => diagnostics.filter(({ severity }) => severity === 'warning'));
  return warnings.map(({ message }) => message);
}
