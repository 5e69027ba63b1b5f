/** The program as commander knows it, and all of its commands for what is made from them: completion, the manual page. */
import { Command, CommanderError } from 'commander';
import { COMMANDS } from './index.js';
import type { CommandIo, Io } from './io.js';

/** Where nobody says how wide the window is, and at most. */
const WIDTH = { usual: 80, most: 100 };

/** The program with the options that all commands have, and without a command. */
export function createProgram(io: Io): Command {
  const width = () => Math.min(io.columns ?? WIDTH.usual, WIDTH.most);
  return new Command('backupxml')
    .description('Validates, explains and writes libvirt <domainbackup> documents, offline.')
    .option('-V, --version', 'print the version, that of libxml2, and the releases of libvirt that are known')
    .option('--debug', 'show stack traces where backupxml itself fails')
    .helpOption('-h, --help', 'print help')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
      outputError: () => undefined,
      getOutHelpWidth: width,
      getErrHelpWidth: width,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .addHelpText('after', HELP)
    .on('option:version', () => {
      throw new CommanderError(0, VERSION_ASKED, '');
    });
}

const HELP = `
Examples:
  $ backupxml validate backup.xml
  $ backupxml help validate
  $ backupxml explain disk
`;

const VERSION_ASKED = 'backupxml.version';

/** Whether parsing ended as `--version` was given. */
export function isVersionAsked(error: unknown): boolean {
  return error instanceof CommanderError && error.code === VERSION_ASKED;
}

/** The program with all commands. */
export async function createWholeProgram(io: CommandIo): Promise<Command> {
  const program = createProgram(io);
  for (const { load } of COMMANDS) (await load())(program, io);
  return program;
}
