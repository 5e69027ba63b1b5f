/** How near two names are to each other, for "did you mean". */

/**
 * The number of letters to insert, drop, replace or swap with their neighbour that turns one name into the other
 * (optimal string alignment distance). Letters are compared as they are.
 */
export function distance(from: string, to: string): number {
  let beforeLast: number[] = [];
  let last: number[] = [];
  for (let j = 0; j <= to.length; j += 1) last.push(j);
  for (let i = 1; i <= from.length; i += 1) {
    const row = [i];
    let left = i;
    for (let j = 1; j <= to.length; j += 1) {
      const replaced = at(last, j - 1) + (from.charCodeAt(i - 1) === to.charCodeAt(j - 1) ? 0 : 1);
      left = Math.min(replaced, at(last, j) + 1, left + 1);
      if (i > 1 && j > 1 && swaps(from, to, i, j)) left = Math.min(left, at(beforeLast, j - 2) + 1);
      row.push(left);
    }
    beforeLast = last;
    last = row;
  }
  return at(last, to.length);
}

const at = (row: readonly number[], i: number): number => row[i] ?? Number.POSITIVE_INFINITY;

const swaps = (from: string, to: string, i: number, j: number): boolean =>
  from.charCodeAt(i - 1) === to.charCodeAt(j - 2) && from.charCodeAt(i - 2) === to.charCodeAt(j - 1);

/** Longer names than this are no slips of the pen, and would only take time. */
export const LONGEST_NAME = 64;

/**
 * How far a name is from another that it may be a misspelling of: 0 where only case or white space around it differs, else the distance. Undefined
 * where it is too far to be one. Short names may differ in one letter, longer ones in two, and in three from nine letters on.
 */
export function nearness(name: string, candidate: string): number | undefined {
  if (name.length > LONGEST_NAME || candidate.length > LONGEST_NAME) return undefined;
  const [from, to] = [name.trim().toLowerCase(), candidate.toLowerCase()];
  if (from === to) return 0;
  const most = Math.min(3, Math.max(1, Math.floor(Math.max(from.length, to.length) / 3)));
  if (Math.abs(from.length - to.length) > most) return undefined;
  const steps = distance(from, to);
  if (from.length < 2 || steps > most || steps >= Math.min(from.length, to.length)) return undefined;
  return steps;
}

/** The candidate that a name is most likely a misspelling of, or undefined where none is near or two are equally so. */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const steps = nearness(name, candidate) ?? Number.POSITIVE_INFINITY;
    if (steps > least) continue;
    best = steps < least ? candidate : undefined;
    least = steps;
  }
  return best;
}
