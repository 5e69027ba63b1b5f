/** A document as it was read once: its bytes, which libxml2 judges, and the text that people and the scan see. */
export interface Source {
  /** As the user named it, or as found in a folder; `-` for standard input. */
  readonly path: string;
  readonly bytes: Buffer;
  /** The decoded text, without a byte order mark. Line ends are as in the file. */
  readonly text: string;
  /** How the bytes are written, so that a changed text can be written back the same way. */
  readonly encoding: Encoding;
  readonly byteOrderMark: boolean;
}

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'latin1' | 'ascii';
