/** The program: picks the command, runs it and turns whatever happens into an exit code and words for people. */
import { type Command, CommanderError } from 'commander';
import { COMMANDS } from './commands/index.js';
import { type CommandIo, type ExitCode, type Io, UsageError } from './commands/io.js';
import { createProgram, isVersionAsked } from './commands/program.js';
import { processIo } from './process.js';
import { escapeControls } from './report/escape.js';

/** Runs the command that `argv` names (without node and script). Gives the exit code, never throws, and leaves the process to the caller. */
export async function run(argv: readonly string[], io: Io): Promise<ExitCode> {
  let code: ExitCode = 0;
  const exit = (next: ExitCode): void => {
    code = next;
  };
  // Inherits, as a copy would ask for all streams.
  const commandIo: CommandIo = Object.create(io, { exit: { value: exit } });
  try {
    const program = await prepare(argv, commandIo);
    await program.parseAsync(argv, { from: 'user' });
    return code;
  } catch (error) {
    if (isVersionAsked(error)) return printVersion(io);
    return explainFailure(error, argv, io);
  }
}

/** The whole process: streams and facts come from it. It is ended, which takes longer where it is left to end by itself. */
export async function main(): Promise<void> {
  const io = processIo();
  process.on('uncaughtException', (error) => {
    process.exit(explainFailure(error, process.argv.slice(2), io));
  });
  process.exitCode = await run(process.argv.slice(2), io);
  if (io.written()) process.exit();
}

/** The whole process of a child that judges for another one (src/crew). It is ended where that is gone, as nobody waits for an answer any more. */
export async function serve(): Promise<void> {
  process.on('disconnect', () => process.exit());
  (await import('./crew/child.js')).serve(process);
}

/** Only the command that is called is loaded; for help, and to name a near miss, the others are known by their summary. */
async function prepare(argv: readonly string[], io: CommandIo): Promise<Command> {
  const program = createProgram(io);
  const called = argv.find((word) => !word.startsWith('-') && word !== 'help');
  const chosen = COMMANDS.find((command) => command.name === called);
  if (chosen) {
    const register = await chosen.load();
    register(program, io);
    return program;
  }
  const [first, asked] = argv;
  if (first === 'help' && asked !== undefined && asked !== 'help') throw await unknownCommand(asked);
  for (const { name, summary } of COMMANDS) program.command(name).description(summary);
  return program;
}

async function unknownCommand(asked: string): Promise<UsageError> {
  const { nearest } = await import('./explain/near.js');
  const near = nearest(
    asked,
    COMMANDS.map(({ name }) => name),
  );
  return new UsageError(`unknown command '${asked}'${near ? `; did you mean ${near}?` : ''}; see \`backupxml --help\``);
}

async function printVersion(io: Io): Promise<ExitCode> {
  io.stdout.write((await import('./commands/version.js')).versionText());
  return 0;
}

function explainFailure(error: unknown, argv: readonly string[], io: Io): ExitCode {
  if (error instanceof CommanderError) return explainUsage(error, argv, io);
  if (argv.includes('--debug') && error instanceof Error) io.stderr.write(`${escapeStack(error)}\n`);
  const fault = usageFault(error);
  if (fault !== undefined) {
    io.stderr.write(`error: ${escapeControls(fault)}\n`);
    return 2;
  }
  const reason = error instanceof Error ? error.message : String(error);
  io.stderr.write(
    `error: this is a bug in backupxml: ${escapeControls(reason)}; please report it with the document and the command (--debug tells more)\n`,
  );
  return 3;
}

function usageFault(error: unknown): string | undefined {
  if (error instanceof UsageError) return error.message;
  const isAway = error instanceof Error && 'syscall' in error && error.syscall === 'uv_cwd';
  return isAway ? 'the folder that this is run in is gone: change into another one' : undefined;
}

function explainUsage(error: CommanderError, argv: readonly string[], io: Io): ExitCode {
  if (error.exitCode === 0) return 0;
  // Commander has already shown the help that was missed.
  if (error.code === 'commander.help') return 2;
  const name = COMMANDS.find((command) => argv.includes(command.name))?.name;
  const said = escapeControls(
    error.message
      .replace(/^error: /, '')
      .replace(/\.$/, '')
      .replace(/\n\(Did you mean (.*)\?\)$/s, '; did you mean $1?'),
  );
  io.stderr.write(`error: ${said}; see \`backupxml ${name ? `${name} ` : ''}--help\`\n`);
  return 2;
}

function escapeStack(error: Error): string {
  return (error.stack ?? error.message).split('\n').map(escapeControls).join('\n');
}
