/** The manual page, in the man macros of roff. */
import type { ArgumentOutline, CommandOutline, OptionOutline, ProgramOutline } from './outline.js';

/** The text of `backupxml.1`. */
export function manPage(program: ProgramOutline, version: string): string {
  const { name, description, commands } = program;
  return `${[
    `.\\" Made by \`npm run docs\` from the commands' help.`,
    `.TH ${name.toUpperCase()} 1 "" "${name} ${version}" "User Commands"`,
    '.SH NAME',
    `${name} \\- ${escaped(lowerFirst(description.replace(/\.$/, '')))}`,
    '.SH SYNOPSIS',
    ...commands.flatMap((command) => ['.br', synopsis(name, command)]).slice(1),
    '.SH OPTIONS',
    ...program.options.flatMap(optionLines),
    '.SH COMMANDS',
    ...commands.flatMap((command) => commandLines(name, command)),
    '.SH EXAMPLES',
    ...verbatim(program.epilogue.replace(/^Examples:\n/, '')),
    '.SH SEE ALSO',
    '.BR virsh (1),',
    '.BR virt-xml-validate (1),',
    '.BR xmllint (1)',
  ].join('\n')}\n`;
}

function commandLines(program: string, command: CommandOutline): string[] {
  const groups = new Set(command.options.map(({ group }) => group));
  return [
    `.SS ${escaped(command.name)}`,
    synopsis(program, command),
    '.PP',
    escaped(command.description),
    ...command.arguments.flatMap((argument) => ['.TP', `.I ${escaped(argument.name)}`, escaped(argument.description)]),
    ...[...groups].flatMap((group) => [
      '.PP',
      `${escaped(group)}:`,
      ...command.options.filter((option) => option.group === group).flatMap(optionLines),
    ]),
    '.PP',
    ...verbatim(command.epilogue),
  ];
}

function synopsis(program: string, { name, arguments: taken }: CommandOutline): string {
  return `\\fB${program} ${escaped(name)}\\fR [\\fIoptions\\fR]${taken.map((one) => ` ${argumentWord(one)}`).join('')}`;
}

function argumentWord({ name, required, repeated }: ArgumentOutline): string {
  const word = `\\fI${escaped(name)}\\fR${repeated ? '...' : ''}`;
  return required ? word : `[${word}]`;
}

function optionLines({ flags, value, description }: OptionOutline): string[] {
  const names = flags.map((flag) => `\\fB${escaped(flag)}\\fR`).join(', ');
  return ['.TP', value === undefined ? names : `${names} \\fI${escaped(value)}\\fR`, escaped(description)];
}

function verbatim(text: string): string[] {
  return text === '' ? [] : ['.nf', ...text.split('\n').map(escaped), '.fi'];
}

/** Dashes are those of options, and no line of text begins a request. */
function escaped(text: string): string {
  return text.replaceAll('\\', '\\e').replaceAll('-', '\\-').replace(/^[.']/gm, '\\&$&');
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
