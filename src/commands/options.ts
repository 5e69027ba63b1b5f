/** Options that several commands share, read as people write them. */
import { GENERATIONS, inOrder, NEWEST_RELEASE, parseRelease, type Release } from '../release.js';
import { UsageError } from './io.js';

/** The release of libvirt that was asked for. Throws a usage error that says which are known. */
export function releaseOption(text: string): Release {
  const release = parseRelease(text);
  if (release) return release;
  throw new UsageError(
    `--libvirt ${JSON.stringify(text)} is no release that is known: write one from ${GENERATIONS[0]}, the first with backups, ` +
      `to ${NEWEST_RELEASE} or newer, such as 9.0.0 (what is accepted changed in ${GENERATIONS.slice(1).join(', ')})`,
  );
}

/** One release or several, commas between them: each once, oldest first. Throws a usage error as for one. */
export function releasesOption(text: string): Release[] {
  return inOrder(text.split(',').map(releaseOption));
}

const FACTORS: Readonly<Record<string, number>> = { '': 1, K: 1024, M: 1024 ** 2 };

/** A size in bytes: `65536`, `64K`, `4M`. Throws a usage error for anything else. */
export function sizeOption(text: string): number {
  const [, digits, unit = ''] = /^(\d{1,9})([KM]?)$/i.exec(text) ?? [];
  const size = Number(digits) * (FACTORS[unit.toUpperCase()] ?? 1);
  if (size > 0) return size;
  throw new UsageError(
    `--max-size ${JSON.stringify(text)} is no size: write bytes, or a number with K or M, such as 4M`,
  );
}

/** Collects what an option that can be given several times says. */
export function collect(text: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), text];
}
