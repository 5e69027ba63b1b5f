import { type Command, Option } from 'commander';
import { docsUrl } from '../docs-url.js';
import type { Block } from '../reference/blocks.js';
import { asJson } from '../reference/json.js';
import { listed, tellAll } from '../reference/list.js';
import { lookUp } from '../reference/lookup.js';
import { asMarkdown } from '../reference/markdown.js';
import { createReference } from '../reference/reference.js';
import { tell } from '../reference/tell.js';
import { asText } from '../reference/text.js';
import { type CommandIo, UsageError } from './io.js';

const EXPLAIN_FORMATS = ['text', 'json', 'markdown'] as const;

interface ExplainFlags {
  readonly format: (typeof EXPLAIN_FORMATS)[number];
}

/** `backupxml explain [THING]` */
export function registerExplain(program: Command, io: CommandIo): void {
  program
    .command('explain')
    .summary('tell about a code, an element or attribute, or a release')
    .description(
      'Tells what an element or attribute is for, what it takes, when it is allowed and what goes wrong with it; what a code of a ' +
        'diagnostic means; or what a release of libvirt knows. Without THING it lists all that can be explained.',
    )
    .argument('[thing]', 'a code, an element or attribute such as disk or server/@port, or a release')
    .addOption(new Option('--format <format>', 'how to print it').choices(EXPLAIN_FORMATS).default('text'))
    .addHelpText('after', HELP)
    .action((thing: string | undefined, flags: ExplainFlags) => explain(thing, flags, io));
}

const HELP = `
Exit codes: 0 explained, 2 nothing of that name or wrong usage, 3 a bug in
backupxml.

Examples:
  $ backupxml explain disk-listed-twice
  $ backupxml explain server/@port
  $ backupxml explain 9.0.0
  $ backupxml explain --format markdown scratch
`;

function explain(thing: string | undefined, { format }: ExplainFlags, io: CommandIo): void {
  const reference = createReference();
  if (thing === undefined) {
    io.stdout.write(format === 'json' ? asJson(listed(reference), reference) : shown(tellAll(reference), format, io));
    return;
  }
  const result = lookUp(thing, reference);
  if (!result.found) {
    const near = result.near === undefined ? '' : `; did you mean ${result.near}?`;
    throw new UsageError(
      `${JSON.stringify(thing)} is no code, element, attribute or release that is known${near || '; `backupxml explain` lists all'}`,
    );
  }
  const { entries } = result;
  const text =
    format === 'json'
      ? asJson(entries, reference)
      : entries.map((entry) => shown(tell(entry, reference), format, io)).join('\n');
  io.stdout.write(text);
}

function shown(blocks: readonly Block[], format: 'text' | 'markdown', io: CommandIo): string {
  if (format === 'markdown') return asMarkdown(blocks, { level: 1, pageOf: docsUrl });
  return asText(blocks, Math.min(Math.max(io.columns ?? 80, 40), 100));
}
