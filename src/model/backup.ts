/**
 * A `<domainbackup>` document as libvirt's parser takes it, each value with its place.
 * Source: format.md sections 1 and 3.
 */
import type { XmlDocument, XmlElement } from '../scan/tree.js';
import { attributeOf, childOf, childrenOf, type TextValue, textValueOf, type Value } from './values.js';

export type Mode = 'push' | 'pull';
export type Transport = 'tcp' | 'unix' | 'fd';

export interface Backup {
  /** The root element, whatever its name. */
  readonly element: XmlElement;
  /** As meant: white space ignored, push where left out; where it is neither word, pull if there is a server. */
  readonly mode: Mode;
  readonly modeValue: Value | undefined;
  readonly incremental: Incremental | undefined;
  readonly server: Server | undefined;
  /** Undefined where `<disks>` is left out, which selects all disks. */
  readonly disks: DiskList | undefined;
}

export interface Incremental extends TextValue {
  /** The checkpoint's name, white space included; undefined where the element is empty, which libvirt takes as left out. */
  readonly name: string | undefined;
}

export interface Server {
  readonly element: XmlElement;
  /** As meant, tcp where left out; undefined where it is none of the three words. */
  readonly transport: Transport | undefined;
  readonly transportValue: Value | undefined;
  readonly tls: Value | undefined;
  readonly name: Value | undefined;
  readonly port: Value | undefined;
  readonly socket: Value | undefined;
  readonly fdgroup: Value | undefined;
}

export interface DiskList {
  readonly element: XmlElement;
  /** In the document's order. */
  readonly list: readonly BackupDisk[];
}

export interface BackupDisk {
  readonly element: XmlElement;
  readonly name: Value | undefined;
  readonly backup: Value | undefined;
  /** False only for `backup="no"`: of such a disk libvirt reads the name and nothing else. */
  readonly takesPart: boolean;
  readonly type: Value | undefined;
  readonly backupmode: Value | undefined;
  readonly incremental: Value | undefined;
  readonly exportname: Value | undefined;
  readonly exportbitmap: Value | undefined;
  readonly driver: Driver | undefined;
  /** The element that libvirt reads in this mode: `<target>` in push, `<scratch>` in pull. */
  readonly store: Store | undefined;
}

export interface Driver {
  readonly element: XmlElement;
  readonly type: Value | undefined;
}

/** `<target>` or `<scratch>`. */
export interface Store {
  readonly element: XmlElement;
  readonly file: Value | undefined;
  readonly dev: Value | undefined;
  /** The one that libvirt reads for the disk's type: `dev` for block, else `file`. */
  readonly path: Value | undefined;
  readonly seclabels: readonly Seclabel[];
  readonly encryption: Encryption | undefined;
}

export interface Seclabel {
  readonly element: XmlElement;
  readonly model: Value | undefined;
  readonly relabel: Value | undefined;
  readonly labelskip: Value | undefined;
  readonly labels: readonly TextValue[];
}

export interface Encryption {
  readonly element: XmlElement;
  readonly format: Value | undefined;
  readonly engine: Value | undefined;
  readonly secret: Secret | undefined;
  readonly cipher: Cipher | undefined;
  readonly ivgen: Ivgen | undefined;
}

export interface Secret {
  readonly element: XmlElement;
  readonly type: Value | undefined;
  readonly uuid: Value | undefined;
  readonly usage: Value | undefined;
}

export interface Cipher {
  readonly element: XmlElement;
  readonly name: Value | undefined;
  readonly size: Value | undefined;
  readonly mode: Value | undefined;
  readonly hash: Value | undefined;
}

export interface Ivgen {
  readonly element: XmlElement;
  readonly name: Value | undefined;
  readonly hash: Value | undefined;
}

/** Models any tree at all: what it does not know is left out, and nothing is refused. Of twins that may stand once, the first counts. */
export function modelBackup(document: XmlDocument): Backup {
  const element = document.root;
  const server = childOf(element, 'server');
  const modeValue = attributeOf(element, 'mode');
  const mode = modeOf(modeValue, server !== undefined);
  return {
    element,
    mode,
    modeValue,
    incremental: optional(childOf(element, 'incremental'), modelIncremental),
    server: optional(server, modelServer),
    disks: optional(childOf(element, 'disks'), (disks) => modelDisks(disks, mode)),
  };
}

function modeOf(value: Value | undefined, hasServer: boolean): Mode {
  if (!value || value.token === 'push') return 'push';
  return value.token === 'pull' || hasServer ? 'pull' : 'push';
}

function optional<T>(element: XmlElement | undefined, model: (element: XmlElement) => T): T | undefined {
  return element && model(element);
}

function modelIncremental(element: XmlElement): Incremental {
  const text = textValueOf(element);
  return { ...text, name: text.raw === '' ? undefined : text.raw };
}

function modelServer(element: XmlElement): Server {
  const transportValue = attributeOf(element, 'transport');
  return {
    element,
    transport: transportOf(transportValue),
    transportValue,
    tls: attributeOf(element, 'tls'),
    name: attributeOf(element, 'name'),
    port: attributeOf(element, 'port'),
    socket: attributeOf(element, 'socket'),
    fdgroup: attributeOf(element, 'fdgroup'),
  };
}

function transportOf(value: Value | undefined): Transport | undefined {
  const word = value?.token ?? 'tcp';
  return word === 'tcp' || word === 'unix' || word === 'fd' ? word : undefined;
}

function modelDisks(element: XmlElement, mode: Mode): DiskList {
  const list = childrenOf(element, 'disk').map((disk) => modelDisk(disk, mode));
  return { element, list };
}

function modelDisk(element: XmlElement, mode: Mode): BackupDisk {
  const backup = attributeOf(element, 'backup');
  const type = attributeOf(element, 'type');
  const store = childOf(element, mode === 'pull' ? 'scratch' : 'target');
  return {
    element,
    name: attributeOf(element, 'name'),
    backup,
    takesPart: backup?.token !== 'no',
    type,
    backupmode: attributeOf(element, 'backupmode'),
    incremental: attributeOf(element, 'incremental'),
    exportname: attributeOf(element, 'exportname'),
    exportbitmap: attributeOf(element, 'exportbitmap'),
    driver: optional(childOf(element, 'driver'), (driver) => ({ element: driver, type: attributeOf(driver, 'type') })),
    store: optional(store, (found) => modelStore(found, type?.token === 'block')),
  };
}

function modelStore(element: XmlElement, block: boolean): Store {
  const file = attributeOf(element, 'file');
  const dev = attributeOf(element, 'dev');
  return {
    element,
    file,
    dev,
    path: block ? dev : file,
    seclabels: childrenOf(element, 'seclabel').map(modelSeclabel),
    encryption: optional(childOf(element, 'encryption'), modelEncryption),
  };
}

function modelSeclabel(element: XmlElement): Seclabel {
  return {
    element,
    model: attributeOf(element, 'model'),
    relabel: attributeOf(element, 'relabel'),
    labelskip: attributeOf(element, 'labelskip'),
    labels: childrenOf(element, 'label').map(textValueOf),
  };
}

function modelEncryption(element: XmlElement): Encryption {
  return {
    element,
    format: attributeOf(element, 'format'),
    engine: attributeOf(element, 'engine'),
    secret: optional(childOf(element, 'secret'), (secret) => ({
      element: secret,
      type: attributeOf(secret, 'type'),
      uuid: attributeOf(secret, 'uuid'),
      usage: attributeOf(secret, 'usage'),
    })),
    cipher: optional(childOf(element, 'cipher'), (cipher) => ({
      element: cipher,
      name: attributeOf(cipher, 'name'),
      size: attributeOf(cipher, 'size'),
      mode: attributeOf(cipher, 'mode'),
      hash: attributeOf(cipher, 'hash'),
    })),
    ivgen: optional(childOf(element, 'ivgen'), (ivgen) => ({
      element: ivgen,
      name: attributeOf(ivgen, 'name'),
      hash: attributeOf(ivgen, 'hash'),
    })),
  };
}
