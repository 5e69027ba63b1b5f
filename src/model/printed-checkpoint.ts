/**
 * A short cut past the tree for checkpoints exactly as `virsh checkpoint-dumpxml` prints them. A chain can have a thousand, each with its whole
 * domain inside, of which nothing is needed: the tree of all would take a minute.
 */
import type { Checkpoint } from './checkpoint.js';

/** What stands before `<disks>`, in libvirt's order; no text in it has a reference. */
const HEAD =
  /^<domaincheckpoint>\n {2}<name>([^<&\r]+)<\/name>\n(?: {2}<description>[^<&\r]*<\/description>\n)?(?: {2}<parent>\n {4}<name>([^<&\r]+)<\/name>\n {2}<\/parent>\n)?(?: {2}<creationTime>(\d+)<\/creationTime>\n)? {2}<disks>\n/;
const DISK = / {4}<disk name='([^'<&\r\n\t]+)' checkpoint='(no|bitmap)'(?: bitmap='[^'<&\r]*')?(?: size='\d+')?\/>\n/y;
const TAIL = /^ {2}<\/disks>\n(?: {2}<domain [\s\S]*\n {2}<\/domain>\n)?<\/domaincheckpoint>\s*$/;

/** Undefined for a document that is written in any other way, which then goes the long way. The domain in it is not looked at. */
export function readPrintedCheckpoint(text: string): Checkpoint | undefined {
  const head = HEAD.exec(text);
  if (!head) return undefined;
  const byName = new Map<string, { readonly hasBitmap: boolean }>();
  let end = head[0].length;
  DISK.lastIndex = end;
  for (let disk = DISK.exec(text); disk; disk = DISK.exec(text)) {
    const [whole, name = '', checkpoint] = disk;
    if (!byName.has(name)) byName.set(name, { hasBitmap: checkpoint === 'bitmap' });
    end += whole.length;
  }
  if (!TAIL.test(text.slice(end))) return undefined;
  return { name: { raw: head[1] ?? '' }, parent: head[2], creationTime: head[3], disks: { byName } };
}
