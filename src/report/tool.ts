import { readFileSync } from 'node:fs';

/** Who made a report. */
export interface Tool {
  readonly name: string;
  readonly version: string;
}

/** Reads name and version from the package's own package.json, which lies two levels above, from src/report as from dist/lib. */
export function readTool(): Tool {
  const manifest: unknown = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  const { name, version } = manifest as { name: string; version: string };
  return { name, version };
}
