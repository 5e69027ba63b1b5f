/** Completion for zsh. */
import {
  type ArgumentOutline,
  type CommandOutline,
  isPath,
  type OptionOutline,
  type ProgramOutline,
} from './outline.js';

/** A script to be read by zsh, or to be kept as `_backupxml` in a folder of its `fpath`. */
export function zshCompletion(program: ProgramOutline): string {
  const { name, commands } = program;
  return `#compdef ${name}
# zsh completion for ${name}, made by \`${name} completion zsh\`

_${name}() {
  local context state state_descr line
  typeset -A opt_args
  _arguments -C \\
${program.options.map((option) => `    ${optionSpec(option)} \\`).join('\n')}
    '1: :->command' \\
    '*:: :->rest'
  case $state in
    command) _${name}_commands ;;
    rest)
      case $line[1] in
${commands.map((command) => `        ${command.name}) ${argumentsCall(command)} ;;`).join('\n')}
        help) _${name}_commands ;;
      esac
      ;;
  esac
}

_${name}_commands() {
  local -a commands
  commands=(
${commands.map((command) => `    ${quoted(`${command.name}:${command.summary}`)}`).join('\n')}
    'help:print help on a command'
  )
  _describe command commands
}

if [[ $funcstack[1] == _${name} ]]; then
  _${name} "$@"
else
  compdef _${name} ${name}
fi
`;
}

function argumentsCall(command: CommandOutline): string {
  return ['_arguments', ...command.options.map(optionSpec), ...command.arguments.map(argumentSpec)].join(
    ' \\\n          ',
  );
}

function optionSpec({ flags, value, choices, description }: OptionOutline): string {
  const text = `[${description.replace(/[[\]\\]/g, '\\$&')}]`;
  const taken = value === undefined ? '' : `:${value}:${action(value, choices)}`;
  const [first = '', ...others] = flags;
  if (others.length === 0) return quoted(`*${first}${text}${taken}`);
  return `{${flags.map((flag) => quoted(`*${flag}`)).join(',')}}${quoted(`${text}${taken}`)}`;
}

function argumentSpec({ name, repeated, choices }: ArgumentOutline): string {
  return quoted(`${repeated ? '*' : ''}:${name}:${action(name, choices)}`);
}

function action(word: string, choices: readonly string[]): string {
  if (choices.length > 0) return `(${choices.join(' ')})`;
  return isPath(word) ? '_files' : ' ';
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
