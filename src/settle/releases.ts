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
 * have it, a note says so. What is said of a single release stays as it is. Findings with the same key are of the same fault.
 */
export function acrossReleases<D extends Diagnostic>(
  findings: readonly ReleaseFinding<D>[],
  keyOf: (found: D) => string,
): D[] {
  const [only, ...others] = findings;
  if (others.length === 0) return [...(only?.diagnostics ?? [])];
  const merged = new Map<string, Merged<D>>();
  for (const { release, diagnostics } of findings) {
    for (const [key, found] of numbered(diagnostics, keyOf)) {
      merged.set(key, { found, releases: [...(merged.get(key)?.releases ?? []), release] });
    }
  }
  return [...merged.values()].map((one) => ({ ...one.found, ...withReleases(one, findings) }));
}

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
  findings: readonly ReleaseFinding<D>[],
): Pick<Diagnostic, 'releases' | 'notes'> {
  const without = findings
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
