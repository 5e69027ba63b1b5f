/** The options that say which files are meant. */
import { type Command, Option } from 'commander';
import type { PathTest } from '../read/glob.js';
import { DEFAULT_MAX_SIZE, pathOf } from '../read/read.js';
import { shownPath } from '../read/shown.js';
import type { Input, InputOptions } from './input.js';
import { type CommandIo, UsageError } from './io.js';
import { collect, sizeOption } from './options.js';

export interface FileFlags {
  readonly exclude?: readonly string[];
  /** False for `--no-ignore`. */
  readonly ignore: boolean;
  readonly allowEmpty?: true;
  readonly listFiles?: true;
  readonly stdinFilename?: string;
  readonly maxSize: number;
}

export function addFileOptions(command: Command): Command {
  return command
    .optionsGroup('Which files:')
    .addOption(new Option('--exclude <glob>', 'leave out what fits, files and folders (repeatable)').argParser(collect))
    .option('--no-ignore', 'look at what .gitignore and the configuration leave out as well')
    .option('--allow-empty', 'do not mind where there is no document to judge')
    .option('--list-files', 'print which files would be judged, and judge none')
    .option('--stdin-filename <name>', 'what to call standard input, and to go by where files are told apart')
    .addOption(
      new Option('--max-size <bytes>', 'the largest document to read; K and M are understood')
        .argParser(sizeOption)
        .default(DEFAULT_MAX_SIZE, '1M'),
    );
}

/** `ignored` are the paths that the configuration leaves out. */
export async function inputOptions(flags: FileFlags, ignored?: PathTest): Promise<InputOptions> {
  const tests = [
    ...(flags.exclude ? [await excludeTest(flags.exclude)] : []),
    ...(ignored && flags.ignore ? [ignored] : []),
  ];
  return {
    maxSize: flags.maxSize,
    stdinName: flags.stdinFilename,
    excluded: tests.length > 0 ? (path) => tests.some((test) => test(path)) : undefined,
    gitignore: flags.ignore,
    allowEmpty: flags.allowEmpty === true,
  };
}

async function excludeTest(globs: readonly string[]): Promise<PathTest> {
  const { globTest, isTame, WILD } = await import('../read/glob.js');
  const wild = globs.find((glob) => !isTame(glob));
  if (wild !== undefined) throw new UsageError(`--exclude ${JSON.stringify(wild)} ${WILD}`);
  return globTest(globs, '.');
}

/** `--list-files`: one path a line. */
export async function printFiles(input: Input, io: CommandIo): Promise<void> {
  for await (const batch of input.batches(1)) {
    for (const read of batch) io.stdout.write(`${shownPath(pathOf(read))}\n`);
  }
  io.exit(input.failed() > 0 ? 2 : 0);
}
