import { statSync } from 'node:fs';

/** Tells of paths whether they lead to the very file that `path` leads to, through links or not; to none where there is no such file. */
export function sameFileAs(path: string): (other: string) => boolean {
  const file = statsOf(path);
  if (!file) return () => false;
  return (other) => {
    const stats = statsOf(other);
    return stats?.dev === file.dev && stats.ino === file.ino;
  };
}

function statsOf(path: string) {
  try {
    return statSync(path, { bigint: true });
  } catch {
    return undefined;
  }
}
