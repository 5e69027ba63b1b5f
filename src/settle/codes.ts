/** What is to be said at length about comments that suppress. */
import type { CodeDoc } from '../diagnostic.js';

const HOW =
  'A comment suppresses what rules find: `<!-- backupxml-disable-next-line CODE: reason -->`, `disable-line`, `disable` up to `enable`, or `disable-file`.';

const EXPOSED = (before: string): string =>
  `<domainbackup mode='pull'>\n${before}  <server name='192.168.1.10' port='10809'/>\n</domainbackup>\n`;

const RIGHT = EXPOSED('  <!-- backupxml-disable-next-line server-unencrypted: a network of its own -->\n');

export const SETTLE_CODES: readonly CodeDoc[] = [
  {
    code: 'suppression-unused',
    severity: 'warning',
    what: 'A comment suppresses a finding that is not there.',
    why: `${HOW} What it was for has been mended, or stands elsewhere; left where it is, it would hide the next such fault. Nothing is said where the rule had nothing to go by, as for want of \`--domain\`. \`--fix\` removes the comment.`,
    wrong: `<!-- backupxml-disable-next-line disk-listed-twice: both are meant -->\n<domainbackup/>\n`,
    right: '<domainbackup/>\n',
  },
  {
    code: 'suppression-unknown',
    severity: 'warning',
    what: 'A comment suppresses a code that there is not.',
    why: `${HOW} \`backupxml explain\` lists the codes.`,
    wrong: RIGHT.replace('server-unencrypted', 'server-unencripted'),
    right: RIGHT,
  },
  {
    code: 'suppression-malformed',
    severity: 'warning',
    what: 'A comment begins like one that suppresses, but does not say what, or how.',
    why: `${HOW} Several codes are parted by commas. All at once cannot be suppressed: what is not named would be hidden unseen.`,
    wrong: RIGHT.replace('disable-next-line', 'disable-nextline'),
    right: RIGHT,
  },
  {
    code: 'suppression-refused',
    severity: 'warning',
    what: 'A comment suppresses a fault against the grammar or against the form of XML, which cannot be suppressed, or there are more than a thousand such comments.',
    why: `${HOW} Findings of rules can be a matter of opinion. A document that the schema refuses does not work, whatever a comment says.`,
    wrong: '<!-- backupxml-disable-file element-misspelt: it works for me -->\n<domainbackup/>\n',
    right: '<domainbackup/>\n',
  },
  {
    code: 'suppression-without-reason',
    severity: 'error',
    what: 'A comment suppresses and does not say why, although it must.',
    why: `${HOW} Only found with \`--require-reason\`: who reads the document later can then tell whether the reason still holds.`,
    wrong: RIGHT.replace(': a network of its own', ''),
    right: RIGHT,
  },
  {
    code: 'suppression-forbidden',
    severity: 'warning',
    what: 'A comment suppresses although that is forbidden.',
    why: `${HOW} Only found with \`--no-inline\`: then no such comment has an effect.`,
    wrong: RIGHT,
    right: EXPOSED('  <!-- a network of its own -->\n'),
  },
];
