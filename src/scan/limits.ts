/** What a document may have before native code sees it. native.md tells what libxml2 does with more. */
export interface Limits {
  /** Length of the text, in UTF-16 units. */
  readonly size: number;
  /** Elements in one another, the root counted. */
  readonly depth: number;
  /** Attributes on one element, namespace declarations counted. */
  readonly attributes: number;
  /** Elements directly in one element. */
  readonly children: number;
  /** Namespace declarations in scope, added up over all names that are looked up among them. */
  readonly lookups: number;
  /** Length of a name, in UTF-16 units. */
  readonly nameLength: number;
  /** Length of an attribute's value or of one run of text, in UTF-16 units. */
  readonly valueLength: number;
}

export const DEFAULT_LIMITS: Limits = {
  size: 1048576,
  depth: 256,
  attributes: 256,
  children: 10000,
  lookups: 10_000_000,
  nameLength: 1024,
  valueLength: 65536,
};

/**
 * The longest domain or checkpoint that is read beside a document, in bytes or UTF-16 units: 2 MiB. That is many times what the largest have, and whatever it
 * holds, it is read within two seconds.
 */
export const LONGEST_BESIDE = 2_097_152;
