import type { Diagnostic } from '../diagnostic.js';

/** The code of what stands for faults that are not listed one by one. */
export const UNLISTED = 'faults-unlisted';

/** As many faults of one document are listed one by one. Nobody reads more, and a document of 1 MiB can have more than a hundred thousand. */
export const MOST_LISTED = 1000;

/** Why the others are not. */
export const FIRST_ARE = `the first ${MOST_LISTED} are`;

/** What says that faults are not listed, without the place. */
export type Unlisted = Pick<Diagnostic, 'code' | 'message' | 'actual'> & { readonly help: string };

/** Says that so many faults are not listed, and why; where they stand is to be added. */
export function unlistedFaults(count: number, why: string): Unlisted {
  const more = count === 1 ? '1 more fault is' : `${count} more faults are`;
  return {
    code: UNLISTED,
    message: `${more} not listed: ${why}`,
    actual: String(count),
    help: 'mend those that are listed, and run it again',
  };
}

/** Says that the faults are not even counted. */
export const UNEXPLAINED: Unlisted = {
  code: UNLISTED,
  message: `why this release refuses the document is not looked into: for another one it has more than ${MOST_LISTED} faults`,
  help: 'mend those that are listed, and run it again; or judge for this release alone',
};
