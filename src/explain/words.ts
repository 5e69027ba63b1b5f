/**
 * What to say to those who bring habits from domain XML, from virsh's output or from other tools: help for names and values that the grammar
 * does not know where they stand. Facts from format.md sections 1 and 3.
 */
import type { DocumentKind } from '../grammar/kind.js';

interface Words {
  /** The name of an element or attribute, or the value of one as `name=value`. */
  readonly name: string;
  /** The elements it stands in or on; everywhere where left out. */
  readonly on?: readonly string[];
  readonly help: string;
  /** Whether the thing can go without a loss: libvirt writes it and never reads it. */
  readonly outputOnly?: boolean;
}

const OUTPUT_ONLY = 'remove it: it only makes sense in what `virsh backup-dumpxml` prints';

/** Elements that are wrong where they stand. */
const ELEMENTS: readonly Words[] = [
  {
    name: 'source',
    help: "remove it: libvirt knows the disk's own source from its name; where the backup goes is said by <target> (push) or <scratch> (pull)",
  },
  { name: 'backingStore', help: 'remove it: libvirt knows the backing chain of the disk' },
  { name: 'devices', help: 'a backup lists its disks in <disks>, directly in <domainbackup>' },
  {
    name: 'checkpoint',
    help: 'the checkpoint since which changes are saved is named by <incremental>; a new one is made by a <domaincheckpoint> document',
  },
  { name: 'address', help: "remove it: how the disk is attached to the guest is the domain's business" },
  { name: 'alias', help: 'remove it: it belongs to the domain' },
  { name: 'compression', help: 'remove it: libvirt does not compress backups' },
  {
    name: 'name',
    on: ['domainbackup'],
    help: 'a backup has no name; a checkpoint made with it gets one in its <domaincheckpoint> document',
  },
  {
    name: 'description',
    on: ['domainbackup'],
    help: 'remove it, or make it an XML comment: a backup has no description',
  },
];

const ATTRIBUTES: readonly Words[] = [
  { name: 'index', help: OUTPUT_ONLY, outputOnly: true },
  { name: 'state', help: OUTPUT_ONLY, outputOnly: true },
  { name: 'id', on: ['domainbackup'], help: OUTPUT_ONLY, outputOnly: true },
  { name: 'name', on: ['driver'], help: 'remove it: here <driver> only says the format, with type' },
  { name: 'cache', on: ['driver'], help: 'remove it: here <driver> only says the format, with type' },
  { name: 'io', on: ['driver'], help: 'remove it: here <driver> only says the format, with type' },
  { name: 'discard', on: ['driver'], help: 'remove it: here <driver> only says the format, with type' },
  { name: 'device', on: ['disk'], help: 'remove it: libvirt knows from the domain what kind of drive the disk is' },
  { name: 'snapshot', on: ['disk'], help: 'that is for snapshots; a disk is left out of a backup with backup="no"' },
  {
    name: 'checkpoint',
    on: ['disk'],
    help: 'that is for <domaincheckpoint>; a backup of what changed since a checkpoint has incremental="NAME"',
  },
  { name: 'bus', help: "remove it: how the disk is attached to the guest is the domain's business" },
  {
    name: 'incremental',
    on: ['domainbackup'],
    help: 'the checkpoint is named in an element of its own: <incremental>NAME</incremental>',
  },
  {
    name: 'file',
    on: ['disk'],
    help: 'the file is named on a child: <target file="..."/> in push mode, <scratch file="..."/> in pull mode',
  },
  {
    name: 'dev',
    on: ['disk'],
    help: 'the device is named on a child: <target dev="..."/> in push mode, <scratch dev="..."/> in pull mode',
  },
  {
    name: 'format',
    on: ['disk', 'target', 'scratch'],
    help: 'the format is said by <driver type="..."/> in the <disk>',
  },
];

const VALUES: readonly Words[] = [
  {
    name: 'type=network',
    on: ['disk'],
    help: 'type says what the backup is written to, not what the disk is: write "file" or "block"',
  },
  {
    name: 'type=volume',
    on: ['disk'],
    help: 'type says what the backup is written to, not what the disk is: write "file" or "block"',
  },
  {
    name: 'type=nvme',
    on: ['disk'],
    help: 'type says what the backup is written to, not what the disk is: write "file" or "block"',
  },
  {
    name: 'type=qcow2',
    on: ['disk'],
    help: 'type is "file" or "block" here; the format is said by <driver type="qcow2"/>',
  },
  {
    name: 'type=raw',
    on: ['disk'],
    help: 'type is "file" or "block" here; the format is said by <driver type="raw"/>',
  },
  {
    name: 'mode=incremental',
    on: ['domainbackup'],
    help: 'mode says who moves the data, "push" or "pull"; what is saved is said by <incremental>NAME</incremental>',
  },
  {
    name: 'mode=full',
    on: ['domainbackup'],
    help: 'mode says who moves the data, "push" or "pull"; a backup without <incremental> is full',
  },
  { name: 'engine=librbd', help: 'a backup is encrypted by QEMU: write "qemu" or leave engine out' },
  {
    name: 'type=volume',
    on: ['secret'],
    help: 'the secret of an encrypted backup is of type "passphrase", whatever usage it was defined for',
  },
  { name: 'backup=true', help: 'write "yes"' },
  { name: 'backup=false', help: 'write "no"' },
  { name: 'tls=true', help: 'write "yes"' },
  { name: 'tls=false', help: 'write "no"' },
];

/** What to say of an element that is wrong in `parent`, in a document of the kind. */
export function wordsOnElement(kind: DocumentKind, name: string, parent: string): Words | undefined {
  return find(kind, ELEMENTS, name, parent);
}

/** What to say of an attribute that is wrong on `owner`. */
export function wordsOnAttribute(kind: DocumentKind, name: string, owner: string): Words | undefined {
  return find(kind, ATTRIBUTES, name, owner);
}

/** What to say of a wrong value of an attribute on `owner`. */
export function wordsOnValue(kind: DocumentKind, attribute: string, value: string, owner: string): Words | undefined {
  return find(kind, VALUES, `${attribute}=${value.trim().toLowerCase()}`, owner);
}

/** All of them are meant for backups: in a checkpoint, the names and values are others or mean something else. */
function find(kind: DocumentKind, table: readonly Words[], name: string, place: string): Words | undefined {
  if (kind !== 'domainbackup') return undefined;
  return table.find((words) => words.name === name && (!words.on || words.on.includes(place)));
}
