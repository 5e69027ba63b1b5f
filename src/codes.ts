/** All codes that a diagnostic can have, from every stage that gives some. */
import type { CodeDoc } from './diagnostic.js';
import { EXPLAIN_CODES } from './explain/codes.js';
import { READ_CODES } from './read/codes.js';
import { RULES } from './rules/index.js';
import { SCAN_CODES } from './scan/codes.js';
import { SETTLE_CODES } from './settle/codes.js';

export { docsUrl } from './docs-url.js';

/** A group of codes: those that one stage gives. */
export interface CodeGroup {
  /** What the stage looks at, for a heading. */
  readonly title: string;
  readonly codes: readonly CodeDoc[];
}

/** The codes by the stage that gives them, in the order in which a document passes the stages. */
export function codeGroups(): readonly CodeGroup[] {
  return [
    { title: 'Bytes and encodings', codes: READ_CODES },
    { title: 'Well-formedness and limits', codes: SCAN_CODES },
    { title: "The grammar of libvirt's releases", codes: EXPLAIN_CODES },
    { title: 'What libvirt does with it', codes: RULES },
    { title: 'Comments that suppress', codes: SETTLE_CODES },
  ];
}

/** What is said at length about each code, in the order of the stages. No two have the same code. */
export function allCodes(): readonly CodeDoc[] {
  return codeGroups().flatMap(({ codes }) => codes);
}
