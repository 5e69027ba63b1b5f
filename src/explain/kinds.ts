/** Documents that are not ours at all, but libvirt's. */
import type { Diagnostic } from '../diagnostic.js';
import { DOCUMENT_KINDS, type DocumentKind, kindOf } from '../grammar/kind.js';
import { pathOf, type XmlDocument } from '../scan/tree.js';
import { nearest } from './near.js';

/** What libvirt's other documents are, by their root element. */
const OTHERS: Readonly<Record<string, string>> = {
  domain: 'describes a virtual machine (virsh dumpxml prints it)',
  domainstatus: "is libvirt's own record of a running virtual machine",
  domainsnapshot: 'describes a snapshot of a virtual machine',
  domainsnapshotdisk: 'describes a disk of a snapshot',
  domaincheckpoint: 'describes a checkpoint of a virtual machine (virsh checkpoint-create takes it)',
  domainbackup: 'describes a backup of a virtual machine (virsh backup-begin takes it)',
  network: 'describes a virtual network',
  pool: 'describes a storage pool',
  volume: 'describes a storage volume',
  secret: 'describes a secret',
  device: 'describes a device of the host',
  filter: 'describes a filter of network traffic',
  interface: 'describes a network interface of the host',
  capabilities: 'describes what the host can do',
  domainCapabilities: 'describes what virtual machines on the host can have',
  cpu: 'describes a processor',
  disk: 'describes a disk of a virtual machine',
};

/** The one diagnostic on a document that is of another kind altogether, or undefined. Only its root is looked at. */
export function otherKind({ root }: XmlDocument, kind: DocumentKind): Diagnostic | undefined {
  const what = Object.hasOwn(OTHERS, root.name) ? OTHERS[root.name] : undefined;
  if (what === undefined || kindOf(root.name) === kind) return undefined;
  return {
    code: 'document-of-another-kind',
    severity: 'error',
    message: `this is a <${root.name}> document, not a <${kind}>: it ${what}`,
    span: root.nameSpan,
    path: pathOf(root),
    actual: `<${root.name}>`,
    expected: `<${kind}>`,
    help: `give a document whose root element is <${kind}>`,
  };
}

/**
 * Whether a document with such a root may be meant as one of ours, by the name and a look at the text: its root is one, or a misspelt one, or
 * speaks of a backup and holds what ours do. For documents that nobody named, such as those in a folder.
 */
export function mayBeOurs(rootName: string, text: string): boolean {
  if (kindOf(rootName)) return true;
  const letters = rootName.replace(/^.*:/, '').replace(/[-_.]/g, '');
  if (nearest(letters, DOCUMENT_KINDS)) return true;
  return /backup|checkpoint/i.test(letters) && /<(?:disks|incremental)\b/.test(text);
}
