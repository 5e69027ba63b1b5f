/** The list of all things that can be explained. */
import { codeGroups } from '../codes.js';
import { GENERATIONS, NEWEST_RELEASE } from '../release.js';
import { type Block, prose, section, title } from './blocks.js';
import { titleOf } from './entries.js';
import type { Reference } from './reference.js';
import { ruleItem, summaryOf } from './tell.js';

const DOCUMENTS = { domainbackup: 'The backup document', domaincheckpoint: 'The checkpoint document' } as const;

/** One line for each element, attribute, generation and code. */
export interface Listed {
  readonly kind: 'element' | 'attribute' | 'release' | 'code';
  readonly name: string;
  readonly summary: string;
}

export function listed({ names }: Reference): Listed[] {
  return [
    ...names.map((entry) => ({
      kind: entry.attribute === undefined ? ('element' as const) : ('attribute' as const),
      name: titleOf(entry),
      summary: summaryOf(entry),
    })),
    ...GENERATIONS.map((name) => ({ kind: 'release' as const, name, summary: `the grammar changed in ${name}` })),
    ...codeGroups().flatMap(({ codes }) =>
      codes.map(({ code, what }) => ({ kind: 'code' as const, name: code, summary: what })),
    ),
  ];
}

export function tellAll({ names }: Reference): Block[] {
  return [
    title('What backupxml can explain'),
    prose(
      `Releases: any from ${GENERATIONS[0]} to ${NEWEST_RELEASE}. The format changed in ${GENERATIONS.slice(1).join(', ')}.`,
    ),
    ...Object.entries(DOCUMENTS).flatMap(([document, heading]) =>
      section(
        heading,
        names
          .filter((entry) => entry.document === document)
          .map((entry) => ({ term: titleOf(entry), text: summaryOf(entry) })),
      ),
    ),
    ...codeGroups().flatMap(({ title: heading, codes }) => section(heading, codes.map(ruleItem))),
  ];
}
