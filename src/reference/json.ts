/** What is explained, for programs. */
import { type NameEntry, titleOf } from './entries.js';
import type { Listed } from './list.js';
import type { Entry } from './lookup.js';
import type { Reference } from './reference.js';
import { sampleFor } from './sample.js';

/** The JSON text of entries, or of the list of all, ending in a line feed: always an array. */
export function asJson(entries: readonly (Entry | Listed)[], reference: Reference): string {
  const plain = (entry: Entry | Listed) => (entry.kind === 'name' ? nameReport(entry.entry, reference) : entry);
  return `${JSON.stringify(entries.map(plain), null, 2)}\n`;
}

function nameReport(entry: NameEntry, { rulesAbout }: Reference): object {
  const { document, parents, attributes, children, senses, since } = entry;
  return {
    kind: entry.attribute === undefined ? 'element' : 'attribute',
    name: titleOf(entry),
    document,
    parents,
    ...(entry.attribute === undefined && { attributes, children }),
    since,
    senses: senses.map(({ uses, oneOf, ...sense }) => ({
      ...sense,
      ...(oneOf.length > 0 && { oneOf }),
      example: sampleFor(uses),
    })),
    codes: rulesAbout(entry).map(({ code }) => code),
  };
}
