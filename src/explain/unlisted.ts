import type { Diagnostic } from '../diagnostic.js';

/** The code of what stands for faults that are not listed one by one. */
export const UNLISTED = 'faults-unlisted';

/** As many faults of one document are listed one by one. Nobody reads more, and a document of 1 MiB can have more than a hundred thousand. */
export const MOST_LISTED = 1000;

/** Why the others are not. */
export const FIRST_ARE = `the first ${MOST_LISTED} are`;

/** Says that so many faults are not listed, and why; where they stand is to be added. */
export function unlistedFaults(count: number, why: string): Pick<Diagnostic, 'code' | 'message'> & { help: string } {
  const more = count === 1 ? '1 more fault is' : `${count} more faults are`;
  return {
    code: UNLISTED,
    message: `${more} not listed: ${why}`,
    help: 'mend those that are listed, and run it again',
  };
}
