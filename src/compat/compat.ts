/** From which release of libvirt on a document is accepted, and what stands in the way of older ones. */
import type { Diagnostic, ReleaseName } from '../diagnostic.js';
import { compareReleases, GENERATIONS, inOrder, NEWEST_RELEASE, parseRelease, type Release } from '../release.js';
import { RULES } from '../rules/index.js';
import type { FileResult } from '../settle/result.js';

/** Releases that accept: from `since` on, up to the one before `before`; to the newest known and on where that is left out. */
export interface Stretch {
  readonly since: ReleaseName;
  readonly before?: ReleaseName;
}

export interface Compatibility {
  /** The document; its diagnostics are what stands in the way, errors only. */
  readonly file: FileResult;
  /** The oldest release that accepts it; undefined where none does. */
  readonly oldest: ReleaseName | undefined;
  /** Oldest first; more than one where a release between refuses. */
  readonly accepted: readonly Stretch[];
}

/** The releases at which anything changes in what is accepted, oldest first: between two of them all releases agree. */
export function changingReleases(): Release[] {
  const names = [...GENERATIONS, ...RULES.flatMap(({ releases }) => [releases?.since, releases?.before])];
  const known = names.flatMap((name) => (name === undefined ? [] : (parseRelease(name) ?? [])));
  return inOrder(known).filter(({ name }) => compareReleases(name, NEWEST_RELEASE) <= 0);
}

/** `file` must have been judged for all of `changingReleases`. */
export function compatibility(file: FileResult): Compatibility {
  const accepted = stretchesOf(file);
  const oldest = accepted[0]?.since;
  return {
    file: { ...file, diagnostics: file.diagnostics.filter((found) => isInTheWay(found, oldest)) },
    oldest,
    accepted,
  };
}

function stretchesOf({ releases = [] }: FileResult): Stretch[] {
  const stretches: Stretch[] = [];
  releases.forEach(({ libvirt, valid }, i) => {
    if (!valid || releases[i - 1]?.valid) return;
    const end = releases.slice(i).find((later) => !later.valid);
    stretches.push({ since: libvirt, ...(end && { before: end.libvirt }) });
  });
  return stretches;
}

/** Errors of releases older than the oldest that accepts; all, where none does. */
function isInTheWay({ severity, releases = [] }: Diagnostic, oldest: ReleaseName | undefined): boolean {
  if (severity !== 'error') return false;
  return oldest === undefined || releases.some((release) => compareReleases(release, oldest) < 0);
}
