/** Makes one of what several releases of libvirt say about the same document. */
import type { Diagnostic, ReleaseName } from '../diagnostic.js';

export interface ReleaseFinding<D> {
  readonly release: ReleaseName;
  readonly diagnostics: readonly D[];
  /** Whether it was looked for what has the code, so that its absence says something. */
  readonly judged: (code: string) => boolean;
}

/** A diagnostic, and the releases that have it, oldest first. */
interface Merged<D> {
  readonly found: D;
  readonly releases: readonly ReleaseName[];
}

/**
 * One diagnostic for each fault, in the words of the newest release that has it, with the releases that have it; where others are known not to
 * have it, a note says so. What is said of a single release stays as it is. Findings with the same key are of the same fault. Takes one release after the
 * other, and keeps nothing of what it has merged: of thousands of faults those of all releases would fill the memory.
 */
export function acrossReleases<D extends Diagnostic>(
  findings: Iterable<ReleaseFinding<D>>,
  keyOf: (found: D) => string,
): D[] {
  const judged: Judged[] = [];
  const merged = new Map<string, Merged<D>>();
  let first: ReleaseFinding<D> | undefined;
  const merge = ({ release, diagnostics }: ReleaseFinding<D>): void => {
    const withThis = extending(release);
    for (const [key, found] of numbered(diagnostics, keyOf))
      merged.set(key, { found, releases: withThis(merged.get(key)?.releases ?? NONE) });
  };
  for (const finding of findings) {
    judged.push({ release: finding.release, judged: finding.judged });
    if (judged.length === 1) {
      first = finding;
      continue;
    }
    if (first) merge(first);
    first = undefined;
    merge(finding);
  }
  if (first) return [...first.diagnostics];
  return [...merged.values()].map((one) => ({ ...one.found, ...withReleases(one, judged) }));
}

const NONE: readonly ReleaseName[] = [];

/** Adds a release to lists of releases, and gives the same list for the same. */
function extending(release: ReleaseName): (releases: readonly ReleaseName[]) => readonly ReleaseName[] {
  const known = new Map<readonly ReleaseName[], readonly ReleaseName[]>();
  return (releases) => {
    const extended = known.get(releases) ?? [...releases, release];
    known.set(releases, extended);
    return extended;
  };
}

type Judged = Pick<ReleaseFinding<never>, 'release' | 'judged'>;

/** The diagnostics of one release by their keys, of which those that are the same are numbered. */
function numbered<D>(diagnostics: readonly D[], keyOf: (found: D) => string): [string, D][] {
  const seen = new Map<string, number>();
  return diagnostics.map((found) => {
    const key = keyOf(found);
    const nth = (seen.get(key) ?? 0) + 1;
    seen.set(key, nth);
    return [`${key} ${nth}`, found];
  });
}

function withReleases<D extends Diagnostic>(
  { found, releases }: Merged<D>,
  judgements: readonly Judged[],
): Pick<Diagnostic, 'releases' | 'notes'> {
  const without = judgements
    .filter(({ release, judged }) => !releases.includes(release) && judged(found.code))
    .map(({ release }) => release);
  if (without.length === 0) return { releases };
  const [yes, no] = found.severity === 'error' ? ['refused by', 'not by'] : ['so with', 'not with'];
  return { releases, notes: [...(found.notes ?? []), `${yes} libvirt ${words(releases)}, ${no} ${words(without)}`] };
}

function words(releases: readonly ReleaseName[]): string {
  const last = releases.at(-1) ?? '';
  return releases.length > 1 ? `${releases.slice(0, -1).join(', ')} and ${last}` : last;
}
