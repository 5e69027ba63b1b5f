/** Completion for fish. */
import { type CommandOutline, isPath, type OptionOutline, type ProgramOutline } from './outline.js';

/** A script to be read by fish: `backupxml completion fish | source`. */
export function fishCompletion(program: ProgramOutline): string {
  const { name, commands, options } = program;
  const start = `complete -c ${name}`;
  return `${[
    `# fish completion for ${name}, made by \`${name} completion fish\``,
    `${start} -f`,
    ...options.map((option) => `${start} -n __fish_use_subcommand${optionWords(option)}`),
    ...commands.map((command) => `${start} -n __fish_use_subcommand -a ${command.name} -d ${quoted(command.summary)}`),
    `${start} -n __fish_use_subcommand -a help -d 'print help on a command'`,
    `${start} -n '__fish_seen_subcommand_from help' -a '${commands.map((command) => command.name).join(' ')}'`,
    ...commands.flatMap((command) => commandLines(command, start)),
  ].join('\n')}\n`;
}

function commandLines(command: CommandOutline, start: string): string[] {
  const here = `${start} -n '__fish_seen_subcommand_from ${command.name}'`;
  const words = command.arguments.flatMap(({ choices }) => choices);
  return [
    ...(command.arguments.some(({ name }) => isPath(name)) ? [`${here} -F`] : []),
    ...(words.length > 0 ? [`${here} -a ${quoted(words.join(' '))}`] : []),
    ...command.options.map((option) => `${here}${optionWords(option)}`),
  ];
}

function optionWords({ flags, value, choices, description }: OptionOutline): string {
  const names = flags.map((flag) => (flag.startsWith('--') ? ` -l ${flag.slice(2)}` : ` -s ${flag.slice(1)}`)).join('');
  return `${names}${valueWords(value, choices)} -d ${quoted(description)}`;
}

function valueWords(value: string | undefined, choices: readonly string[]): string {
  if (value === undefined) return '';
  if (choices.length > 0) return ` -x -a ${quoted(choices.join(' '))}`;
  return isPath(value) ? ' -r -F' : ' -x';
}

function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
