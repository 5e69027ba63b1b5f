import type { CodeDoc } from '../diagnostic.js';

/** What is said at length about documents whose bytes make no text. The wrong examples give their codes when they are written as UTF-8. */
export const READ_CODES: readonly CodeDoc[] = [
  {
    code: 'encoding-bytes-invalid',
    severity: 'error',
    what: 'A byte does not belong to the encoding of the document.',
    why: 'A document without a byte order mark or a declaration is in UTF-8. One that was saved in another encoding, or cut off within a character, cannot be read; libvirt refuses it. The example declares ASCII, which has no "é".',
    wrong:
      '<?xml version="1.0" encoding="US-ASCII"?>\n<domainbackup>\n  <incremental>café</incremental>\n</domainbackup>',
    right: '<?xml version="1.0" encoding="UTF-8"?>\n<domainbackup>\n  <incremental>café</incremental>\n</domainbackup>',
  },
  {
    code: 'encoding-unsupported',
    severity: 'error',
    what: 'The document declares an encoding that is not supported.',
    why: 'UTF-8, UTF-16, ISO-8859-1 and US-ASCII are read. Whether libvirt reads others depends on how its libxml2 was built, so UTF-8 is the one to use.',
    wrong: '<?xml version="1.0" encoding="windows-1252"?>\n<domainbackup/>',
    right: '<?xml version="1.0" encoding="UTF-8"?>\n<domainbackup/>',
  },
  {
    code: 'encoding-contradicted',
    severity: 'error',
    what: 'The document declares another encoding than the one it is written in.',
    why: 'The declaration was copied from elsewhere, or an editor changed the encoding and not the declaration. libxml2 refuses such a document.',
    wrong: '<?xml version="1.0" encoding="UTF-16"?>\n<domainbackup/>',
    right: '<?xml version="1.0" encoding="UTF-8"?>\n<domainbackup/>',
  },
  {
    code: 'encoding-nul',
    severity: 'error',
    what: 'The document holds a NUL character.',
    why: 'XML does not allow it anywhere. It is found in files that a crash left half written, and in UTF-16 without a byte order mark. What stands behind it is easily overlooked: some readers take it for the end.',
    wrong: '<domainbackup/>\0',
    right: '<domainbackup/>',
  },
  {
    code: 'encoding-mark-twice',
    severity: 'error',
    what: 'The document starts with two byte order marks.',
    why: 'The first one is skipped; the second one is text outside of the root element, which XML does not allow. It comes from joining files, or from a program that adds a mark without looking.',
    wrong: '\uFEFF\uFEFF<domainbackup/>',
    right: '\uFEFF<domainbackup/>',
  },
];
