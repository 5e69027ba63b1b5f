/** The library: what the command does, for programs. */
import { DEFAULT_MAX_SIZE, type ReadResult, sourceOf } from './read/read.js';
import { NEWEST_RELEASE, parseRelease } from './release.js';
import { type FileReport, fileReport } from './report/json.js';
import { DEFAULT_POLICY } from './settle/policy.js';
import { validateDocuments } from './validate.js';

export {
  type CreateBackupOptions,
  type CreatedBackup,
  createBackup,
  type FormattedDocument,
  formatDocument,
} from './author/library.js';
export {
  type BackupOptions,
  type CipherOptions,
  type DiskOptions,
  type EncryptionOptions,
  type IvgenOptions,
  OptionError,
  type SeclabelOptions,
  type ServerOptions,
} from './author/options.js';
export type { Severity } from './diagnostic.js';
export type { PlanDiskReport, PlanReport, PlanServerReport } from './plan/json.js';
export { type PlanOptions, type PlanResult, plan } from './plan/library.js';
export { GENERATIONS, type Generation, NEWEST_RELEASE, parseRelease, type Release } from './release.js';
export type {
  DiagnosticReport,
  EditReport,
  FileReport,
  FixReport,
  PlaceReport,
  RelatedReport,
} from './report/json.js';

export interface ValidateOptions {
  /** The release of libvirt to judge for, such as `9.0.0`; the newest known where left out. */
  readonly libvirt?: string;
  /** Judge by the grammar alone, not by what libvirt says after it. */
  readonly schemaOnly?: boolean;
  /** What the report calls the document; `-` where left out. */
  readonly path?: string;
  /** The largest document to look at, in bytes; 1 MiB where left out. */
  readonly maxSize?: number;
}

/**
 * Judges one document: bytes, in the encoding that they declare, or text, in which such a declaration counts for nothing. Whatever is wrong with the document is in the report. Throws a `RangeError` for a release that is not known and for a
 * document that is too large.
 */
export function validate(document: string | Uint8Array, options: ValidateOptions = {}): FileReport {
  const { libvirt = NEWEST_RELEASE, schemaOnly = false, path = '-', maxSize = DEFAULT_MAX_SIZE } = options;
  const release = parseRelease(libvirt);
  if (!release) throw new RangeError(`libvirt release ${JSON.stringify(libvirt)} is not known`);
  if (document.length > maxSize) throw new RangeError(`the document is larger than ${maxSize} bytes`);
  const read = typeof document === 'string' ? textSource(path, document) : sourceOf(path, Buffer.from(document));
  const [verdict] = validateDocuments([read], {
    context: { release },
    schemaOnly,
    maxSize,
    profile: { releases: [release], policy: DEFAULT_POLICY },
  });
  if (!verdict) throw new Error('no verdict on the document');
  return fileReport(verdict.result);
}

/** What is text already has no encoding: libxml2 is not to see the one that was declared for the bytes. All else stays in its place. */
function textSource(path: string, text: string): ReadResult {
  const plain = text.replace(
    /^(\uFEFF?<\?xml\s[^>]*?)(\sencoding\s*=\s*(?:"[^"<>]*"|'[^'<>]*'))/,
    (_match, before: string, declared: string) => before + ' '.repeat(declared.length),
  );
  return { kind: 'source', source: { path, bytes: Buffer.from(plain), text, encoding: 'utf-8', byteOrderMark: false } };
}
