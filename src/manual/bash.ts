/** Completion for bash. */
import { type CommandOutline, isPath, type OptionOutline, type ProgramOutline } from './outline.js';

/** A script to be read by bash: `eval "$(backupxml completion bash)"`. */
export function bashCompletion(program: ProgramOutline): string {
  const { name, commands } = program;
  const names = [...commands.map((command) => command.name), 'help'];
  return `# bash completion for ${name}, made by \`${name} completion bash\`
_${name}() {
  local current=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD - 1]} command= word
  COMPREPLY=()
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD - 1}"; do
    case $word in
      ${names.join(' | ')}) command=$word && break ;;
    esac
  done
  case $command in
    '') ${someOf([...names, ...flagsOf(program)])} ;;
    help) ${someOf(names)} ;;
${commands.map(branch).join('\n')}
  esac
}
complete -F _${name} ${name}
`;
}

function branch(command: CommandOutline): string {
  const values = command.options.filter(({ value }) => value !== undefined).map(valueBranch);
  const words = command.arguments.flatMap(({ choices }) => choices);
  const files = command.arguments.some(({ name }) => isPath(name));
  return `    ${command.name})
      case $before in
${values.join('\n')}
      esac
      if [[ $current == -* ]]; then
        ${someOf(flagsOf(command))}
      else
        ${files ? fileWords() : someOf(words)}
      fi
      ;;`;
}

function valueBranch({ flags, choices, value }: OptionOutline): string {
  const steps = [...(isPath(value) ? [fileWords()] : choices.length > 0 ? [someOf(choices)] : []), 'return'];
  return `        ${flags.join(' | ')}) ${steps.join('; ')} ;;`;
}

/** Offers those of the words that begin as the current one. */
function someOf(words: readonly string[]): string {
  return `COMPREPLY=($(compgen -W '${words.join(' ')}' -- "$current"))`;
}

/** Names with blanks stay whole, and bash marks folders. */
function fileWords(): string {
  return 'compopt -o filenames 2> /dev/null; mapfile -t COMPREPLY < <(compgen -f -- "$current")';
}

function flagsOf({ options }: CommandOutline): string[] {
  return options.flatMap(({ flags }) => flags);
}
