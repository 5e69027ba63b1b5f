/**
 * A `<domain>` document as `virsh dumpxml` prints it, as far as a backup depends on it: its disks.
 * Source: format.md sections 3 and 4, and libvirt's documentation of the domain format.
 */
import type { XmlDocument, XmlElement } from '../scan/tree.js';
import { attributeOf, childOf, childrenOf, textValueOf, type Value } from './values.js';

export interface Domain {
  readonly name: string | undefined;
  /** Whether it was dumped while running: only then it has an id, and only a running domain can be backed up. */
  readonly running: boolean;
  /** In the domain's order. */
  readonly disks: readonly DomainDisk[];
  /** The same by target name. */
  readonly byTarget: ReadonlyMap<string, DomainDisk>;
}

export interface DomainDisk {
  /** The target's name, such as `vda`. */
  readonly target: string;
  /** disk, cdrom, floppy, lun. */
  readonly device: string;
  /** The source's type: file, block, network, volume, nvme, dir, vhostuser, vhostvdpa. */
  readonly type: string;
  /** The file, block device or folder; undefined where the source is something else or is left out. */
  readonly path: string | undefined;
  /** The image format; raw where the domain names none, as libvirt does not probe. */
  readonly format: string;
  /** CD-ROMs are read-only even where the domain does not say so. */
  readonly readonly: boolean;
  readonly shareable: boolean;
  readonly transient: boolean;
  /** A drive without a medium. */
  readonly empty: boolean;
  /** The images below the source, nearest first. */
  readonly backing: readonly Image[];
  /** Where a running block copy writes to. */
  readonly mirror: Image | undefined;
}

export interface Image {
  readonly type: string;
  readonly path: string | undefined;
  readonly format: string | undefined;
}

/** Deeper chains than this are cut off: no real one comes near, and libvirt stops at 200. */
const DEEPEST_CHAIN = 256;

/** Models any tree at all; a disk without a target is left out. Linear in the size of the document. */
export function modelDomain(document: XmlDocument): Domain {
  const { root } = document;
  const name = childOf(root, 'name');
  const disks = childrenOf(root, 'devices').flatMap((devices) => childrenOf(devices, 'disk').flatMap(modelDisk));
  return {
    name: name && textValueOf(name).raw,
    running: attributeOf(root, 'id') !== undefined,
    disks,
    byTarget: new Map(disks.toReversed().map((disk) => [disk.target, disk])),
  };
}

function modelDisk(element: XmlElement): DomainDisk[] {
  const targetElement = childOf(element, 'target');
  const target = targetElement && attributeOf(targetElement, 'dev');
  if (!target) return [];
  const device = attributeOf(element, 'device')?.raw ?? 'disk';
  const source = imageOf(element);
  const mirror = childOf(element, 'mirror');
  return [
    {
      // libvirt's domain parser drops this prefix
      target: target.raw.replace(/^ioemu:/, ''),
      device,
      type: source.type,
      path: source.path,
      format: source.format ?? 'raw',
      readonly: device === 'cdrom' || childOf(element, 'readonly') !== undefined,
      shareable: childOf(element, 'shareable') !== undefined,
      transient: childOf(element, 'transient') !== undefined,
      empty: isEmpty(element, source),
      backing: backingOf(element),
      mirror: mirror && mirrorOf(mirror),
    },
  ];
}

/** The image that a `<disk>`, `<backingStore>` or `<mirror>` describes. */
function imageOf(element: XmlElement): Image {
  const type = attributeOf(element, 'type')?.raw ?? 'file';
  const source = childOf(element, 'source');
  const driver = childOf(element, 'driver');
  const format = childOf(element, 'format');
  return {
    type,
    path: source && pathValue(source, type)?.raw,
    format: (driver && attributeOf(driver, 'type')?.raw) ?? (format && attributeOf(format, 'type')?.raw),
  };
}

function pathValue(source: XmlElement, type: string): Value | undefined {
  if (type === 'file') return attributeOf(source, 'file');
  if (type === 'block') return attributeOf(source, 'dev');
  return type === 'dir' ? attributeOf(source, 'dir') : undefined;
}

function isEmpty(element: XmlElement, image: Image): boolean {
  if (['file', 'block', 'dir'].includes(image.type)) return !image.path;
  return childOf(element, 'source') === undefined;
}

function backingOf(element: XmlElement): Image[] {
  const chain: Image[] = [];
  let store = childOf(element, 'backingStore');
  while (store && attributeOf(store, 'type') && chain.length < DEEPEST_CHAIN) {
    chain.push(imageOf(store));
    store = childOf(store, 'backingStore');
  }
  return chain;
}

/** Older releases print the mirror's file as an attribute. */
function mirrorOf(element: XmlElement): Image {
  const image = imageOf(element);
  return image.path === undefined ? { ...image, path: attributeOf(element, 'file')?.raw } : image;
}
