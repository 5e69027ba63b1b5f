/**
 * The one type that every stage speaks: something that a person should know about a document, and where it stands.
 */

/** A stretch of a document's text: UTF-16 offsets into the decoded text, end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** `error`: libvirt refuses the document. `warning`: it is taken, but does not do what its author likely meant. `info`: worth a check. */
export type Severity = 'error' | 'warning' | 'info';

/** Replaces the text from `start` to `end` (UTF-16 offsets, as in a span) by `text`. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A change of the text that clears a diagnostic. `safe` means: so near certain that it may be applied unasked. */
export interface Fix {
  readonly safe: boolean;
  readonly edits: readonly Edit[];
}

/** Another place that takes part in a fault, with a few words on its part. */
export interface Related {
  readonly span: Span;
  readonly message: string;
}

export interface Diagnostic {
  /** Stable, kebab-case, the thing first: `disk-listed-twice`. */
  readonly code: string;
  readonly severity: Severity;
  /** The headline: stands alone, names what is wrong in the document's own words. */
  readonly message: string;
  /** The smallest span that shows the fault. */
  readonly span: Span;
  /** Where it is in the tree, as XPath: `/domainbackup/disks/disk[2]/@name`. */
  readonly path: string;
  readonly actual?: string;
  readonly expected?: string;
  /** What to write instead, as an instruction. */
  readonly help?: string;
  /** Context that helps to understand: how libvirt behaves, what release accepts it. */
  readonly notes?: readonly string[];
  readonly related?: readonly Related[];
  readonly fix?: Fix;
  /** The releases that have it, oldest first, where a document was judged for several. */
  readonly releases?: readonly ReleaseName[];
}

/** A release of libvirt as people write it, such as `9.0.0`. */
export type ReleaseName = string;

/** What is to be said about a code at length: its page, `explain` and the tests draw on this. */
export interface CodeDoc {
  readonly code: string;
  readonly severity: Severity;
  /** One sentence: what is found. */
  readonly what: string;
  /** Why it matters: what libvirt does with such a document. Whole sentences, markdown. */
  readonly why: string;
  /** The release that the examples are judged for; the newest where left out. */
  readonly libvirt?: ReleaseName;
  /** A document that gets the diagnostic; empty where none is known that does. */
  readonly wrong: string;
  /** The same document made right. */
  readonly right: string;
}
