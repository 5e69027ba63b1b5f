/** What the options say that is known beside a document: the domain, its checkpoints, a new one, the host. */
import { type Command, Option } from 'commander';
import type { HostLook } from '../host/facts.js';
import { type Checkpoint, type CheckpointDocument, modelCheckpoint } from '../model/checkpoint.js';
import { type Domain, modelDomain } from '../model/domain.js';
import { readPrintedCheckpoint } from '../model/printed-checkpoint.js';
import { lineIndex } from '../read/lines.js';
import { pathOf, ReadError, type ReadResult, readSource } from '../read/read.js';
import { shownPath } from '../read/shown.js';
import type { Context } from '../rules/rule.js';
import { LONGEST_BESIDE } from '../scan/limits.js';
import { scan } from '../scan/scan.js';
import type { XmlDocument } from '../scan/tree.js';
import { type CommandIo, UsageError } from './io.js';

export interface ContextFlags {
  readonly domain?: string;
  readonly checkpoint?: readonly string[];
  readonly newCheckpoint?: string;
  readonly host?: true;
  readonly reuseExternal?: true;
}

export interface LoadedContext {
  /** For the rules. */
  readonly known: Pick<Context, 'domain' | 'checkpoints' | 'newCheckpoint' | 'host' | 'reuseExternal'>;
  /** The document of the new checkpoint as it was read, to be judged and reported itself. */
  readonly newCheckpoint: ReadResult | undefined;
}

const ROOTS = {
  '--domain': 'domain',
  '--checkpoint': 'domaincheckpoint',
  '--new-checkpoint': 'domaincheckpoint',
} as const;
type Flag = keyof typeof ROOTS;

/** The options of `validate` and `plan` for what is known beside the document. */
export function addContextOptions(command: Command): Command {
  return command
    .option('--domain <file>', 'the domain, as `virsh dumpxml` prints it; - for standard input')
    .addOption(
      new Option(
        '--checkpoint <file>',
        'a checkpoint that exists, as `virsh checkpoint-dumpxml` prints it (repeatable)',
      ).argParser((file: string, before: readonly string[] | undefined) => [...(before ?? []), file]),
    )
    .option('--host', 'look at the files, folders and devices of this machine as well')
    .option('--reuse-external', 'judge for backup-begin --reuse-external: files must exist');
}

/**
 * Reads what the options name. `paths` are the documents to be judged, as standard input can be read only once.
 * Throws a usage error for what cannot be read, is not well-formed or is a document of another kind. A new checkpoint that is not well-formed
 * is left to whoever judges it.
 */
export async function loadContext(
  flags: ContextFlags,
  paths: readonly string[],
  io: CommandIo,
): Promise<LoadedContext> {
  checkStdin([...paths, ...namedFiles(flags)]);
  const domain = flags.domain === undefined ? undefined : await readDomain(flags.domain, io);
  const checkpoints: Checkpoint[] = [];
  for (const path of flags.checkpoint ?? []) checkpoints.push(await readCheckpoint(path, io));
  const newCheckpoint = flags.newCheckpoint === undefined ? undefined : await read(flags.newCheckpoint, io);
  return {
    known: {
      domain,
      checkpoints,
      newCheckpoint: newCheckpoint && modelNewCheckpoint(newCheckpoint),
      host: flags.host ? await loadHostLook() : undefined,
      reuseExternal: flags.reuseExternal === true,
    },
    newCheckpoint,
  };
}

async function loadHostLook(): Promise<HostLook> {
  return (await import('../host/look.js')).lookAtHost;
}

/** The files that the options name; `-` is standard input. */
export function namedFiles({ domain, checkpoint, newCheckpoint }: ContextFlags): string[] {
  return [domain, ...(checkpoint ?? []), newCheckpoint].filter((path) => path !== undefined);
}

function checkStdin(paths: readonly string[]): void {
  if (paths.filter((path) => path === '-').length < 2) return;
  throw new UsageError(
    'standard input (-) is named twice, and can only be read once: give one of the documents as a file',
  );
}

async function readDomain(path: string, io: CommandIo): Promise<Domain> {
  return modelDomain(treeOf(await read(path, io), '--domain'));
}

async function readCheckpoint(path: string, io: CommandIo): Promise<Checkpoint> {
  const result = await read(path, io);
  const printed = result.kind === 'source' ? readPrintedCheckpoint(result.source.text) : undefined;
  const checkpoint = printed ?? modelCheckpoint(treeOf(result, '--checkpoint'));
  if (checkpoint.name) return checkpoint;
  throw new UsageError(`--checkpoint ${shownPath(path)} has no <name>: give what virsh checkpoint-dumpxml prints`);
}

async function read(path: string, io: CommandIo): Promise<ReadResult> {
  try {
    return await readSource(
      path,
      path === '-' ? { maxSize: LONGEST_BESIDE, stdin: io.stdin } : { maxSize: LONGEST_BESIDE },
    );
  } catch (error) {
    throw error instanceof ReadError ? new UsageError(error.message) : error;
  }
}

function modelNewCheckpoint(result: ReadResult): CheckpointDocument | undefined {
  const scanned = result.kind === 'source' ? scan(result.source.text, { size: LONGEST_BESIDE }) : undefined;
  if (!scanned?.ok) return undefined;
  return modelCheckpoint(ofKind(scanned.document, pathOf(result), '--new-checkpoint'));
}

function treeOf(result: ReadResult, flag: Flag): XmlDocument {
  const path = pathOf(result);
  if (result.kind === 'undecodable') throw new UsageError(`${flag} ${shownPath(path)}: ${result.diagnostic.message}`);
  const { text } = result.source;
  const scanned = scan(text, { size: LONGEST_BESIDE });
  if (scanned.ok) return ofKind(scanned.document, path, flag);
  const [{ span, message }] = scanned.diagnostics;
  const { line, column } = lineIndex(text).position(span.start);
  throw new UsageError(`${flag} ${shownPath(path)} cannot be read: ${message} (line ${line}, column ${column})`);
}

function ofKind(document: XmlDocument, path: string, flag: Flag): XmlDocument {
  const { name } = document.root;
  if (name === ROOTS[flag]) return document;
  throw new UsageError(`${shownPath(path)} is a <${name}>, ${flag} wants a <${ROOTS[flag]}>`);
}
