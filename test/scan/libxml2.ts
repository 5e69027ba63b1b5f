import { type Document, parseXml } from 'libxmljs2';

/** The typings know strings only, which libxmljs2 would force to UTF-8. */
const parseBytes = parseXml as unknown as (bytes: Buffer, options: { nonet: boolean; big_lines: boolean }) => Document;

/** What libxml2 makes of a document; undefined where it is not well-formed. */
export function libxml2(bytes: Buffer): Document | undefined {
  try {
    return parseBytes(bytes, { nonet: true, big_lines: true });
  } catch {
    return undefined;
  }
}
