/** The kinds of document that we have a grammar for, named by their root element. */
export const DOCUMENT_KINDS = ['domainbackup', 'domaincheckpoint'] as const;

export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** The kind of a document by the name of its root element, or undefined where it is none of ours. */
export function kindOf(rootName: string): DocumentKind | undefined {
  return DOCUMENT_KINDS.find((kind) => kind === rootName);
}
