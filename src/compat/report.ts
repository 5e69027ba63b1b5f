/** What `compat` prints. */
import { GENERATIONS } from '../release.js';
import { escapeControls, escapeJson } from '../report/escape.js';
import { type DiagnosticReport, fileReport } from '../report/json.js';
import { plural } from '../report/summary.js';
import { fileBlocks, type TextLayout } from '../report/text.js';
import type { Tool } from '../report/tool.js';
import type { Compatibility, Stretch } from './compat.js';

/** Under each document what stands in the way of older releases. */
export function compatText(found: readonly Compatibility[], layout: TextLayout): string {
  return found.map((one) => [`${headline(one, layout)}\n`, ...fileBlocks(one.file, layout)].join('\n')).join('\n');
}

function headline({ file, accepted, oldest }: Compatibility, { style }: TextLayout): string {
  const path = `${style.path(escapeControls(file.path))}:`;
  if (oldest === undefined) return `${path} ${style.severity.error('no release of libvirt accepts it')}`;
  const words = style.good(`libvirt ${accepted.map(stretchWords).join(', and ')}`);
  if (oldest === GENERATIONS[0]) return `${path} ${words}; older ones have no backups`;
  const faults = file.diagnostics.length;
  return `${path} ${words}; older ones refuse it for ${faults === 1 ? 'this' : `these ${plural(faults, 'fault')}`}`;
}

function stretchWords({ since, before }: Stretch): string {
  return before === undefined ? `${since} and newer` : `${since} up to those before ${before}`;
}

export interface CompatReport {
  readonly tool: Tool;
  readonly files: readonly {
    readonly path: string;
    /** The oldest release that accepts it; null where none does. */
    readonly oldest: string | null;
    readonly accepted: readonly Stretch[];
    /** What stands in the way of older releases, with the `releases` that have it. */
    readonly blockers: readonly DiagnosticReport[];
  }[];
  readonly summary: {
    readonly files: number;
    readonly accepted: number;
    readonly refused: number;
    readonly skipped: number;
  };
}

/** The JSON text, ending in a line feed. */
export function compatJson(found: readonly Compatibility[], skipped: number, tool: Tool): string {
  const refused = found.filter(({ oldest }) => oldest === undefined).length;
  const report: CompatReport = {
    tool,
    files: found.map(({ file, oldest, accepted }) => ({
      path: file.path,
      oldest: oldest ?? null,
      accepted,
      blockers: fileReport(file).diagnostics,
    })),
    summary: { files: found.length, accepted: found.length - refused, refused, skipped },
  };
  return `${escapeJson(JSON.stringify(report, null, 2))}\n`;
}
