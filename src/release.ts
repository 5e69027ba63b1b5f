/**
 * Releases of libvirt and the generations of its backup schema.
 * Source: format.md section 2, held against libvirt's own schemas at seven releases.
 */
import type { ReleaseName } from './diagnostic.js';

/** The release that each generation of the grammar starts with, oldest first. */
export const GENERATIONS = ['6.0.0', '6.6.0', '8.0.0', '10.0.0', '11.3.0', '11.5.0'] as const;

export type Generation = (typeof GENERATIONS)[number];

/** The newest release that the grammar was held against. Newer ones are judged by the newest generation. */
export const NEWEST_RELEASE = '12.8.0';

/** From here on the release in which a change came is known exactly; older ones came at or before the release given (format.md section 2). */
const EXACT_FROM = '11.3.0';

/** Whether what a generation brought came with its very first release, and none before: so for the first, and for those that were looked at closely. */
export function isSinceExact(since: ReleaseName): boolean {
  return since === GENERATIONS[0] || compareReleases(since, EXACT_FROM) >= 0;
}

export interface Release {
  /** Normalised to three numbers: `9.0.0`. */
  readonly name: ReleaseName;
  readonly generation: Generation;
}

/**
 * Reads a release as people write it: `9.0.0`, `9.0`, `v9.0.0`.
 * Gives undefined for what is no release number, or one from before 6.0.0, where libvirt had no backup API.
 */
export function parseRelease(text: string): Release | undefined {
  const match = /^v?(\d{1,4})\.(\d{1,4})(?:\.(\d{1,4}))?$/.exec(text.trim());
  if (!match) return undefined;
  const name = [match[1], match[2], match[3] ?? '0'].map(Number).join('.');
  const generation = GENERATIONS.findLast((start) => compareReleases(start, name) <= 0);
  return generation && { name, generation };
}

/** Negative where `a` is older than `b`, zero where they are the same, positive where it is newer. */
export function compareReleases(a: ReleaseName, b: ReleaseName): number {
  const left = a.split('.').map(Number);
  const right = b.split('.').map(Number);
  const at = left.findIndex((part, i) => part !== right[i]);
  return at < 0 ? 0 : (left[at] ?? 0) - (right[at] ?? 0);
}

/** The releases oldest first, each once. */
export function inOrder(releases: readonly Release[]): Release[] {
  const distinct = new Map(releases.map((release) => [release.name, release]));
  return [...distinct.values()].sort((a, b) => compareReleases(a.name, b.name));
}

/** Whether `release` is `since` or newer. */
export function isAtLeast(release: Release, since: ReleaseName): boolean {
  return compareReleases(release.name, since) >= 0;
}
