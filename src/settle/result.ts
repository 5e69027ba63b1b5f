/** What the stages found in one document, settled and ready to be reported. */
import type { Diagnostic, ReleaseName } from '../diagnostic.js';

export interface FileResult {
  /** As the user named it, or as found in a folder; `-` for standard input. */
  readonly path: string;
  /** The decoded text that the spans of the diagnostics count in. */
  readonly text: string;
  readonly wellFormed: boolean;
  /** The grammar's verdict; false where the document is not well-formed. */
  readonly schemaValid: boolean;
  /** Whether there is no error. */
  readonly valid: boolean;
  readonly diagnostics: readonly Diagnostic[];
  /** What it was judged for, as in the run's, where the configuration has another release for it than for the run. */
  readonly libvirt?: string;
  /** Release by release, oldest first, where the document was judged for several; then it is valid where each of them takes it. */
  readonly releases?: readonly ReleaseVerdict[];
}

/** What one of several releases makes of a document. */
export interface ReleaseVerdict {
  readonly libvirt: ReleaseName;
  readonly schemaValid: boolean;
  readonly valid: boolean;
}

/** All that a run found. */
export interface RunResult {
  /** The release that was judged for, but for files that have their own; several are joined by commas, oldest first. */
  readonly libvirt: string;
  readonly files: readonly FileResult[];
  /** How many of the paths that were named could not be judged. */
  readonly skipped: number;
}

export interface Summary {
  readonly files: number;
  readonly valid: number;
  readonly invalid: number;
  readonly skipped: number;
  readonly errors: number;
  readonly warnings: number;
}

export function summarise(run: RunResult): Summary {
  const valid = run.files.filter((file) => file.valid).length;
  const severities = run.files.flatMap((file) => file.diagnostics.map((diagnostic) => diagnostic.severity));
  return {
    files: run.files.length,
    valid,
    invalid: run.files.length - valid,
    skipped: run.skipped,
    errors: severities.filter((severity) => severity === 'error').length,
    warnings: severities.filter((severity) => severity === 'warning').length,
  };
}
