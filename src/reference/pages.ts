/** The pages under docs/ that are made from the code: the whole format, and one page for each code. */
import { codeGroups } from '../codes.js';
import type { DocumentKind } from '../grammar/kind.js';
import { GENERATIONS, isSinceExact, NEWEST_RELEASE } from '../release.js';
import { type Block, heading, prose, section, title } from './blocks.js';
import { codeEntry } from './code.js';
import { asMarkdown } from './markdown.js';
import { createReference, type Reference } from './reference.js';
import { allNovelties } from './release.js';
import { noveltyItem, ruleItem, tellCode, tellName } from './tell.js';

const MADE = '<!-- Made by `npm run docs` from the grammar and the rules. Edit those. -->\n\n';

/** Every page by its path under docs/. */
export function pages(): ReadonlyMap<string, string> {
  const reference = createReference();
  const codes = codeGroups().flatMap((group) => group.codes);
  return new Map([
    ['format.md', MADE + formatPage(reference)],
    ['rules/README.md', MADE + asMarkdown(indexOfCodes(), { level: 1, pageOf: (code) => `${code}.md` })],
    ...codes.map((doc) => {
      const page = asMarkdown(tellCode(codeEntry(doc)), { level: 1, pageOf: (code) => `${code}.md` });
      return [`rules/${doc.code}.md`, `${MADE}${page}\n[All codes](README.md)\n`] as const;
    }),
  ]);
}

function indexOfCodes(): Block[] {
  return [
    title('What a diagnostic can be about'),
    prose('`backupxml explain CODE` shows the page of a code on the terminal.'),
    ...codeGroups().flatMap((group) => section(group.title, group.codes.map(ruleItem))),
  ];
}

function formatPage(reference: Reference): string {
  const pageOf = (code: string) => `rules/${code}.md`;
  const at = (level: number, blocks: readonly Block[]) => asMarkdown(blocks, { level, pageOf });
  return [
    at(1, [
      title('The format'),
      prose(
        'What `virsh backup-begin` reads: a `<domainbackup>` that says which disks are backed up and where to, and beside it, where a checkpoint is to be created ' +
          'at the same moment, a `<domaincheckpoint>`. The order of attributes never matters, and that of elements only where it is said. Comments are free.',
      ),
      prose(
        `It is told for libvirt ${NEWEST_RELEASE}. "Since" names the release from which on something is known; where it says "or shortly before", it was not there in ` +
          'the release of the generation before, and came in one of those between.',
      ),
      prose('`backupxml explain NAME` shows each part of this page on the terminal.'),
    ]),
    ...documentPage('domainbackup', 'The backup', reference, at),
    ...documentPage('domaincheckpoint', 'The checkpoint', reference, at),
    at(1, releases()),
  ].join('\n');
}

type At = (level: number, blocks: readonly Block[]) => string;

function documentPage(kind: DocumentKind, name: string, reference: Reference, at: At): string[] {
  const names = reference.names.filter(({ document }) => document === kind);
  const elements = names.filter(({ attribute }) => attribute === undefined);
  return [
    at(1, [heading(name)]),
    ...elements.flatMap((element) => {
      // Attributes have their own sections behind the element's.
      const own = tellName({ ...element, attributes: [] }, reference);
      const attributes = names.filter((other) => other.element === element.element && other.attribute !== undefined);
      return [at(3, own), ...attributes.map((attribute) => at(4, withoutShown(tellName(attribute, reference), own)))];
    }),
  ];
}

/** Leaves out the examples that are there already, and their headings. */
function withoutShown(blocks: readonly Block[], shown: readonly Block[]): Block[] {
  const isShown = (block: Block | undefined): boolean =>
    block?.kind === 'document' && shown.some((other) => other.kind === 'document' && other.text === block.text);
  return blocks.filter((block, i) => !isShown(block) && !(block.kind === 'heading' && isShown(blocks[i + 1])));
}

function releases(): Block[] {
  const novelties = allNovelties();
  return [
    heading('Releases'),
    ...GENERATIONS.flatMap((generation, i): Block[] => {
      if (i === 0) return [prose(`**${generation}** was the first release with backups.`)];
      const brought = novelties.filter(({ since }) => since === generation).map(noveltyItem);
      return [
        prose(`**${generation}**${isSinceExact(generation) ? '' : ', or shortly before,'} brought:`),
        { kind: 'list', items: brought },
      ];
    }),
  ];
}
