/** What the commands say of themselves, apart from commander: for completion and the manual page. */
import type { Command, Option } from 'commander';

export interface OptionOutline {
  /** As written: `-o`, `--output`. */
  readonly flags: readonly string[];
  /** The word for its value in help, such as `file`; undefined for one without. */
  readonly value: string | undefined;
  /** The values to choose from; empty where anything may be given. */
  readonly choices: readonly string[];
  readonly description: string;
  /** The heading that it stands under in help. */
  readonly group: string;
}

export interface ArgumentOutline {
  readonly name: string;
  readonly required: boolean;
  readonly repeated: boolean;
  readonly choices: readonly string[];
  readonly description: string;
}

export interface CommandOutline {
  readonly name: string;
  readonly summary: string;
  readonly description: string;
  readonly arguments: readonly ArgumentOutline[];
  readonly options: readonly OptionOutline[];
  /** All of it, as it is printed. */
  readonly help: string;
  /** What stands below the options in help: exit codes, examples. */
  readonly epilogue: string;
}

export interface ProgramOutline extends CommandOutline {
  readonly commands: readonly CommandOutline[];
}

/** The outline of a program that has all its commands. */
export function outlineOf(program: Command): ProgramOutline {
  return { ...commandOutline(program), commands: program.commands.map(commandOutline) };
}

function commandOutline(command: Command): CommandOutline {
  const help = command.createHelp();
  const whole = wholeHelp(command);
  return {
    name: command.name(),
    summary: command.summary() || command.description(),
    description: command.description(),
    arguments: command.registeredArguments.map((argument) => ({
      name: argument.name(),
      required: argument.required,
      repeated: argument.variadic,
      choices: argument.argChoices ?? [],
      description: argument.description,
    })),
    options: help.visibleOptions(command).map((option) => ({
      ...optionOutline(option),
      description: help.optionDescription(option),
    })),
    help: whole,
    epilogue: whole.slice(command.helpInformation().length).trim(),
  };
}

function optionOutline(option: Option): Omit<OptionOutline, 'description'> {
  return {
    flags: [option.short, option.long].filter((flag) => flag !== undefined),
    value: /[<[]([^\]>]+)[\]>]/.exec(option.flags)?.[1],
    choices: option.argChoices ?? [],
    group: (option.helpGroupHeading ?? 'Options:').replace(/:$/, ''),
  };
}

/** What a command prints as its help, with what it adds behind it. */
function wholeHelp(command: Command): string {
  let whole = '';
  const before = command.configureOutput();
  command.configureOutput({
    ...before,
    writeOut: (text) => {
      whole += text;
    },
  });
  command.outputHelp();
  command.configureOutput(before);
  return whole;
}

/** Whether a value is the name of a file or folder, by the word that help has for it. */
export function isPath(word: string | undefined): boolean {
  return word !== undefined && ['file', 'folder', 'path'].includes(word);
}
