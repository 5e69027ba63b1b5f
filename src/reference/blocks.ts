/** What is shown of a thing, without how: headings, prose, facts, lists and documents. Prose is markdown of the plainest kind. */

/** A row of a list; `page` names the code whose page tells more. */
export interface Item {
  readonly term: string;
  readonly text: string;
  readonly page?: string;
}

export type Block =
  | { readonly kind: 'title'; readonly text: string }
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'prose'; readonly text: string }
  | { readonly kind: 'facts'; readonly rows: readonly Item[] }
  | { readonly kind: 'list'; readonly items: readonly Item[] }
  | { readonly kind: 'document'; readonly text: string }
  /** What the command prints, or says. */
  | { readonly kind: 'output'; readonly text: string };

export const title = (text: string): Block => ({ kind: 'title', text });
export const heading = (text: string): Block => ({ kind: 'heading', text });
export const prose = (text: string): Block => ({ kind: 'prose', text });
export const facts = (...rows: readonly (Item | undefined)[]): Block => ({
  kind: 'facts',
  rows: rows.filter((row) => row !== undefined),
});

/** A heading and the list under it, or nothing where the list is empty. */
export function section(name: string, items: readonly Item[]): Block[] {
  return items.length === 0 ? [] : [heading(name), { kind: 'list', items }];
}

/** A heading and a document under it, or nothing where there is none. */
export function example(name: string, text: string | undefined): Block[] {
  return text ? [heading(name), { kind: 'document', text }] : [];
}
