import { Argument, type Command } from 'commander';
import { bashCompletion } from '../manual/bash.js';
import { fishCompletion } from '../manual/fish.js';
import { outlineOf, type ProgramOutline } from '../manual/outline.js';
import { zshCompletion } from '../manual/zsh.js';
import type { CommandIo } from './io.js';

const SCRIPTS: Readonly<Record<string, (program: ProgramOutline) => string>> = {
  bash: bashCompletion,
  zsh: zshCompletion,
  fish: fishCompletion,
};

/** `backupxml completion SHELL` */
export function registerCompletion(program: Command, io: CommandIo): void {
  program
    .command('completion')
    .summary('print a script that completes commands and options in a shell')
    .description('Prints a script with which a shell completes the commands, options and files of backupxml.')
    .addArgument(new Argument('<shell>', 'the shell').choices(Object.keys(SCRIPTS)))
    .addHelpText('after', HELP)
    .action((shell: string) => completion(shell, io));
}

const HELP = `
Exit codes: 0 printed, 2 wrong usage, 3 a bug in backupxml.

Examples:
  $ eval "$(backupxml completion bash)"
  $ backupxml completion zsh > ~/.zfunc/_backupxml
  $ backupxml completion fish | source
`;

async function completion(shell: string, io: CommandIo): Promise<void> {
  const { createWholeProgram } = await import('./program.js');
  const script = SCRIPTS[shell];
  if (script) io.stdout.write(script(outlineOf(await createWholeProgram(io))));
}
