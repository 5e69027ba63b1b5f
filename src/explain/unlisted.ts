import type { Diagnostic } from '../diagnostic.js';

/** The code of what stands for faults that are not listed one by one. */
export const UNLISTED = 'faults-unlisted';

/** Says that so many faults are not listed, and why; where they stand is to be added. */
export function unlistedFaults(count: number, why: string): Pick<Diagnostic, 'code' | 'message'> & { help: string } {
  const more = count === 1 ? '1 more fault is' : `${count} more faults are`;
  return {
    code: UNLISTED,
    message: `${more} not listed: ${why}`,
    help: 'mend those that are listed, and run it again',
  };
}
