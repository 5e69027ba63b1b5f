/**
 * What a backup document is to say: the options of `createBackup`, and of the command line, whose names messages use.
 * Values are text as it is to stand in the document: which ones there are is the grammar's business.
 */
import type { Mode } from '../model/backup.js';

export interface BackupOptions {
  readonly mode: Mode;
  /** The checkpoint since which changes are saved. */
  readonly incremental?: string | undefined;
  /** Pull only. Whatever is left out of a TCP server becomes localhost and port 10809. */
  readonly server?: ServerOptions | undefined;
  /** The disks that take part. Left out: those of the domain, or all. */
  readonly disks?: readonly DiskOptions[] | undefined;
  /** Target names of disks that take no part. */
  readonly exclude?: readonly string[] | undefined;
  /** Leave `<disks>` out, which is all disks that have media and are not read-only. */
  readonly allDisks?: boolean | undefined;
  /** The folder for the file of each disk that names none. Left out: with a domain, the folder of the disk's own image. */
  readonly directory?: string | undefined;
  /** How those files are named; see `PLACEHOLDERS` in file-name.ts. */
  readonly nameTemplate?: string | undefined;
  /** The name of a checkpoint to be created at the same moment. */
  readonly checkpointName?: string | undefined;
}

export interface ServerOptions {
  readonly host?: string | undefined;
  readonly port?: string | number | undefined;
  readonly socket?: string | undefined;
  readonly fdgroup?: string | undefined;
  readonly tls?: boolean | undefined;
}

export interface DiskOptions {
  /** The target name, such as `vda`. */
  readonly name: string;
  readonly file?: string | undefined;
  readonly dev?: string | undefined;
  readonly format?: string | undefined;
  readonly backup?: string | undefined;
  readonly backupmode?: string | undefined;
  readonly incremental?: string | undefined;
  readonly exportname?: string | undefined;
  readonly exportbitmap?: string | undefined;
  readonly encryption?: EncryptionOptions | undefined;
  readonly seclabels?: readonly SeclabelOptions[] | undefined;
}

export interface EncryptionOptions {
  /** The UUID of the libvirt secret. */
  readonly secret?: string | undefined;
  /** The usage name of the libvirt secret. */
  readonly usage?: string | undefined;
  readonly engine?: string | undefined;
  readonly cipher?: CipherOptions | undefined;
  readonly ivgen?: IvgenOptions | undefined;
}

export interface CipherOptions {
  readonly name?: string | undefined;
  /** In bits. */
  readonly size?: string | number | undefined;
  readonly mode?: string | undefined;
  readonly hash?: string | undefined;
}

export interface IvgenOptions {
  readonly name?: string | undefined;
  readonly hash?: string | undefined;
}

export interface SeclabelOptions {
  readonly model?: string | undefined;
  readonly relabel?: string | undefined;
  readonly labelskip?: string | undefined;
  readonly labels?: readonly string[] | undefined;
}

/** Options that contradict each other, or that no document can be made of. The message is one line that says what to do. */
export class OptionError extends Error {
  override readonly name = 'OptionError';
}

/** Longer values are cut in messages. */
const SHOWN = 80;

/** A value as part of a message. */
export function shown(value: string | number): string {
  const text = String(value);
  const cut = text.length > SHOWN ? `${[...text].slice(0, SHOWN).join('')}...` : text;
  return /^[\p{L}\p{N}_./:@%+=-]+$/u.test(cut) ? cut : JSON.stringify(cut);
}
