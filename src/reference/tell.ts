/** Puts into words what is known of a thing. */
import type { CodeDoc } from '../diagnostic.js';
import { GENERATIONS, isSinceExact, NEWEST_RELEASE } from '../release.js';
import { escapeLines } from '../report/escape.js';
import { type Block, example, facts, heading, type Item, prose, section, title } from './blocks.js';
import type { CodeEntry } from './code.js';
import { type NameEntry, type Sense, titleOf } from './entries.js';
import type { Entry } from './lookup.js';
import type { Reference } from './reference.js';
import type { Novelty, ReleaseEntry } from './release.js';
import { sampleFor } from './sample.js';
import type { Condition } from './walk.js';

export function tell(entry: Entry, reference: Reference): Block[] {
  if (entry.kind === 'code') return tellCode(entry);
  if (entry.kind === 'release') return tellRelease(entry);
  return tellName(entry.entry, reference);
}

// Codes

export function tellCode(entry: CodeEntry): Block[] {
  const { code, severity, what, why, wrong, right, wrongCheckpoint, rightCheckpoint, said } = entry;
  return [
    title(code),
    prose(what),
    facts(
      { term: 'Severity', text: severity },
      entry.needs.length > 0 ? { term: 'Needs', text: codes(entry.needs) } : undefined,
      releasesFact(entry),
    ),
    prose(why),
    ...(wrong ? example(entry.judgedFor ? `Wrong, for libvirt ${entry.judgedFor}` : 'Wrong', escapeLines(wrong)) : []),
    ...example('with the checkpoint', wrongCheckpoint),
    ...(said.length > 0
      ? [heading('What is said'), { kind: 'output' as const, text: said.map(sentence).join('\n') }]
      : []),
    ...(right ? example('Right', escapeLines(right)) : []),
    ...example('with the checkpoint', rightCheckpoint),
  ];
}

const sentence = ({ line, column, message, help }: CodeEntry['said'][number]): string =>
  `${line}:${column}: ${escapeLines(message)}${help === undefined ? '' : `\n  help: ${escapeLines(help).replaceAll('\n', '\n  ')}`}`;

function releasesFact({ releases }: CodeEntry): Item | undefined {
  if (!releases) return undefined;
  const { since, before } = releases;
  const words = [since && `from ${since} on`, before && `before ${before}`].filter(Boolean);
  return { term: 'Releases', text: words.join(', ') };
}

// Elements and attributes

export function tellName(entry: NameEntry, reference: Reference): Block[] {
  const { senses, element, attribute, document } = entry;
  const rules = reference.rulesAbout(entry);
  return [
    title(nameTitle(entry, reference)),
    ...senses.flatMap((sense) => tellSense(sense, entry)),
    ...section('Attributes', attribute === undefined ? within(entry, entry.attributes, true, reference) : []),
    ...section('Elements', attribute === undefined ? within(entry, entry.children, false, reference) : []),
    ...section('What goes wrong', rules.map(ruleItem)),
    ...(document === 'domaincheckpoint' && element === document
      ? [prose('It is given to `backup-begin` beside the backup.')]
      : []),
  ];
}

/** `disk/@name`, with the document where both kinds have it. */
function nameTitle(entry: NameEntry, { names }: Reference): string {
  const name = titleOf(entry);
  const twin = names.some((other) => other.document !== entry.document && titleOf(other) === name);
  return twin ? `${name} (${entry.document})` : name;
}

function tellSense(sense: Sense, entry: NameEntry): Block[] {
  const { senses, attribute } = entry;
  const parents = [...new Set(sense.uses.map(({ path }) => path.at(attribute === undefined ? -2 : -1)))];
  const alone = senses.length === 1;
  const where = parents.filter((parent) => parent !== undefined).map((parent) => `<${parent}>`);
  return [
    prose(sense.text),
    facts(
      where.length > 0 ? { term: attribute === undefined ? 'In' : 'On', text: codes(where) } : undefined,
      sense.modes.length > 0 ? { term: 'Mode', text: sense.modes.join(', ') } : undefined,
      sense.conditions.length > 0 ? { term: 'With', text: sense.conditions.map(conditionWords).join('; ') } : undefined,
      { term: 'Needed', text: needWords(sense) },
      sense.values.length > 0
        ? { term: attribute === undefined ? 'Text' : 'Value', text: valueWords(sense) }
        : undefined,
      sense.implied === undefined ? undefined : { term: 'Default', text: sense.implied },
      { term: 'Since', text: sinceWords(sense.since) },
    ),
    ...(alone ? [heading('Example')] : []),
    { kind: 'document', text: sampleFor(sense.uses) },
  ];
}

function conditionWords({ element, attribute, values, leftOut }: Condition): string {
  const allowed = values.map((value) => `${attribute}="${value}"`).join(' or ');
  return `\`<${element}>\` ${allowed}${leftOut ? `, or without ${attribute}` : ''}`;
}

function needWords({ need, oneOf, repeated }: Sense): string {
  if (need === 'one-of') return `one of ${oneOf.join(' and ')}, and only one`;
  if (need === 'never') return repeated ? 'no; as often as you like' : 'no';
  return repeated ? 'yes, at least once' : 'yes';
}

/** Values with words first, then those of an enumeration; each with its release where it came later. */
function valueWords({ values, since: from }: Pick<Sense, 'values' | 'since'>): string {
  return values
    .map(({ value, words, since }) => `${value ?? words}${since === from ? '' : ` (since ${since})`}`)
    .join(values.some(({ words }) => words !== undefined) ? '; or ' : ', ');
}

const isFirst = (release: string): boolean => release === GENERATIONS[0];

function sinceWords(since: string): string {
  if (isFirst(since)) return `${since}, the first release with backups`;
  return isSinceExact(since) ? since : `${since}, or shortly before`;
}

/** Attributes or elements of an element, in a line each. */
function within(entry: NameEntry, names: readonly string[], attributes: boolean, reference: Reference): Item[] {
  const all = reference.names.filter(({ document }) => document === entry.document);
  return names.map((name) => {
    const found = all.find((other) =>
      attributes
        ? other.element === entry.element && other.attribute === name
        : other.element === name && !other.attribute,
    );
    return { term: attributes ? `@${name}` : name, text: found ? summaryOf(found) : '' };
  });
}

export function summaryOf({ senses }: NameEntry): string {
  return senses
    .map(({ text, modes }) => (senses.length > 1 && modes.length > 0 ? `${modes.join(', ')}: ${text}` : text))
    .join(' ');
}

export const ruleItem = ({ code, what }: Pick<CodeDoc, 'code' | 'what'>): Item => ({
  term: code,
  text: what,
  page: code,
});

// Releases

export function tellRelease(entry: ReleaseEntry): Block[] {
  const { release, generation, until, untested, brought, lacks, rules } = entry;
  return [
    title(`libvirt ${release}`),
    prose(
      `Documents are judged by the grammar that came with ${generation}${until ? `, and that holds until ${until}` : ', the newest'}.` +
        `${untested ? ` The grammar was held against releases up to ${NEWEST_RELEASE}: what newer ones brought is not known.` : ''}` +
        `${isSinceExact(generation) ? '' : ' Some of it may have come in a release or two before.'}`,
    ),
    ...section(`What ${generation} brought`, brought.map(noveltyItem)),
    ...section(
      'What it does not know',
      lacks.map((one) => ({ ...noveltyItem(one), text: `${one.text} (${one.since})` })),
    ),
    ...section(
      'Rules that hold for it, and not for all releases',
      rules.filter(({ applies }) => applies).map(ruleItem),
    ),
  ];
}

export const noveltyItem = ({ name, text }: Novelty): Item => ({ term: name ?? 'a new way', text });

/** Words in code font, in a row. */
function codes(words: readonly string[]): string {
  return words.map((word) => `\`${word}\``).join(', ');
}
