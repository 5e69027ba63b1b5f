/**
 * A `<domaincheckpoint>` document: what `virsh checkpoint-dumpxml` prints, or one that is to be created with a backup.
 * Source: format.md section 6.
 */
import type { XmlDocument, XmlElement } from '../scan/tree.js';
import { attributeOf, childOf, childrenOf, type TextValue, textValueOf, type Value } from './values.js';

/** What is to be known of a checkpoint that exists. */
export interface Checkpoint {
  /** Undefined where left out: libvirt then takes the time in seconds. */
  readonly name: { readonly raw: string } | undefined;
  /** Seconds since 1970, as written. */
  readonly creationTime: string | undefined;
  /** The checkpoint before this one. */
  readonly parent: string | undefined;
  /** Undefined where `<disks>` is left out, which puts a bitmap on every disk that has media and is not read-only. */
  readonly disks: { readonly byName: ReadonlyMap<string, { readonly hasBitmap: boolean }> } | undefined;
}

/** A checkpoint's document with the place of each value. */
export interface CheckpointDocument extends Checkpoint {
  /** What it was made from. The model itself cannot be sent to another process: the nodes of its tree make their spans when asked. */
  readonly text: string;
  readonly element: XmlElement;
  readonly name: TextValue | undefined;
  readonly disks: CheckpointDiskList | undefined;
}

export interface CheckpointDiskList {
  readonly element: XmlElement;
  readonly list: readonly CheckpointDisk[];
  /** The first of each name. */
  readonly byName: ReadonlyMap<string, CheckpointDisk>;
}

export interface CheckpointDisk {
  readonly element: XmlElement;
  /** A target's name, or the path of its source. */
  readonly name: Value | undefined;
  readonly checkpoint: Value | undefined;
  /** False only for `checkpoint="no"`. */
  readonly hasBitmap: boolean;
  readonly bitmap: Value | undefined;
}

/** Models any tree at all: what it does not know is left out, and nothing is refused. */
export function modelCheckpoint(document: XmlDocument): CheckpointDocument {
  const { root, text } = document;
  const name = childOf(root, 'name');
  const time = childOf(root, 'creationTime');
  const parent = childOf(root, 'parent');
  const disks = childOf(root, 'disks');
  const parentName = parent && childOf(parent, 'name');
  return {
    text,
    element: root,
    name: name && textValueOf(name),
    creationTime: time && textValueOf(time).token,
    parent: parentName && textValueOf(parentName).raw,
    disks: disks && modelDisks(disks),
  };
}

function modelDisks(element: XmlElement): CheckpointDiskList {
  const list = childrenOf(element, 'disk').map(modelDisk);
  return { element, list, byName: new Map(list.toReversed().map((disk) => [disk.name?.raw ?? '', disk])) };
}

function modelDisk(element: XmlElement): CheckpointDisk {
  const checkpoint = attributeOf(element, 'checkpoint');
  return {
    element,
    name: attributeOf(element, 'name'),
    checkpoint,
    hasBitmap: checkpoint?.token !== 'no',
    bitmap: attributeOf(element, 'bitmap'),
  };
}
