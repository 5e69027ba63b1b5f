/**
 * The order in which libvirt prints the elements and attributes of a document.
 * Source: format.md sections 4 and 6. Whether they may stand there at all is the grammar's business.
 */
import type { DocumentKind } from '../grammar/kind.js';

/** An element that holds attributes and elements, and no text: white space in it does not count. */
export interface Layout {
  readonly attributes: readonly string[];
  /** Names that share a place keep the order in which they were written. */
  readonly children: readonly (readonly string[])[];
}

type Layouts = Readonly<Record<string, Layout>>;

const BACKUP: Layouts = {
  domainbackup: { attributes: ['mode', 'id'], children: [['incremental'], ['server'], ['disks']] },
  server: { attributes: ['transport', 'tls', 'name', 'port', 'socket', 'fdgroup'], children: [] },
  disks: { attributes: [], children: [] },
  disk: {
    attributes: ['name', 'backup', 'type', 'backupmode', 'incremental', 'exportname', 'exportbitmap', 'index', 'state'],
    children: [['driver'], ['scratch', 'target']],
  },
  driver: { attributes: ['type'], children: [] },
  scratch: { attributes: ['file', 'dev'], children: [['seclabel'], ['encryption']] },
  target: { attributes: ['file', 'dev'], children: [['seclabel'], ['encryption']] },
  seclabel: { attributes: ['model', 'labelskip', 'relabel'], children: [] },
  // The grammar wants the cipher before its ivgen: the wrong order must stay wrong.
  encryption: { attributes: ['format', 'engine'], children: [['secret'], ['cipher', 'ivgen']] },
  secret: { attributes: ['type', 'uuid', 'usage'], children: [] },
  cipher: { attributes: ['name', 'size', 'mode', 'hash'], children: [] },
  ivgen: { attributes: ['name', 'hash'], children: [] },
};

const CHECKPOINT: Layouts = {
  domaincheckpoint: {
    attributes: [],
    children: [['name'], ['description'], ['parent'], ['creationTime'], ['disks'], ['domain']],
  },
  parent: { attributes: [], children: [] },
  disks: { attributes: [], children: [] },
  disk: { attributes: ['name', 'checkpoint', 'bitmap', 'size'], children: [] },
};

/** Undefined for an element that is not known, or holds text. */
export function layoutOf(kind: DocumentKind, elementName: string): Layout | undefined {
  const layouts = kind === 'domainbackup' ? BACKUP : CHECKPOINT;
  return Object.hasOwn(layouts, elementName) ? layouts[elementName] : undefined;
}

/** Sorts attributes as libvirt prints them; those that it does not know follow in the order in which they were written. */
export function sortAttributes<T extends { readonly name: string }>(
  layout: Layout | undefined,
  attributes: readonly T[],
): T[] {
  if (!layout) return [...attributes];
  const rank = ({ name }: T): number => {
    const at = layout.attributes.indexOf(name);
    return at < 0 ? layout.attributes.length : at;
  };
  return attributes.toSorted((a, b) => rank(a) - rank(b));
}

/** Sorts what stands in an element as libvirt prints it. Whatever has a name that is not known stays behind what it stood behind. */
export function sortChildren<T extends { readonly name: string }>(
  layout: Layout | undefined,
  children: readonly T[],
): T[] {
  if (!layout) return [...children];
  let last = -1;
  const ranked = children.map((child) => {
    const at = layout.children.findIndex((names) => names.includes(child.name));
    if (at >= 0) last = at;
    return { child, rank: last };
  });
  return ranked.toSorted((a, b) => a.rank - b.rank).map(({ child }) => child);
}
