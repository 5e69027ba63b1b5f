/** The way through the stages, where only a part of it is gone. */
import { describe, expect, test } from 'vitest';
import { sourceOf } from '../src/read/read.js';
import { createCautiousValidator, validateDocuments } from '../src/validate.js';
import { GOOD, MISSPELT } from './cli/process.js';
import { SETTINGS } from './sample.js';

const documents = (texts: readonly (string | Buffer)[]) =>
  texts.map((text, i) => sourceOf(`${i}.xml`, Buffer.from(text as string)));

describe('a cautious validator', () => {
  const HARMLESS = [
    ...[GOOD, MISSPELT, '', '<a', '<a>&b;</a>', 'no XML', Buffer.from([0x3c, 0x61, 0xff, 0x3e]), `<!-- c -->${GOOD}`],
    ...[`<?xml version='1.0' encoding='UTF-8'?>\r\n${GOOD}`, `\ufeff${GOOD.replace('vda', 'ä')}`],
  ];
  const RISKY = [
    `<!DOCTYPE domainbackup>${GOOD}`,
    GOOD.replace('<disks>', '<disks><![CDATA[ ]]>'),
    GOOD.replace('<disks>', '<disks><?a b?>'),
    GOOD.replace('<disks>', '<disks>&#32;'),
    GOOD.replace("'/", "'&#47;"),
    Buffer.from(`\ufeff${GOOD}`, 'utf16le'),
    Buffer.from(`<?xml version='1.0' encoding='ISO-8859-1'?>${GOOD}`),
  ];

  test.each(RISKY)('leaves a document to others that holds what few do: %#', (risky) => {
    const verdicts = createCautiousValidator(SETTINGS)(documents([GOOD, risky, MISSPELT]));
    expect(verdicts.map((verdict) => verdict?.result.path)).toEqual(['0.xml', undefined, '2.xml']);
  });

  test('says of the rest what is said anywhere', () => {
    const given = documents([...HARMLESS, ...RISKY]);
    const verdicts = createCautiousValidator(SETTINGS)(given);
    expect(verdicts.slice(0, HARMLESS.length)).toEqual(validateDocuments(given.slice(0, HARMLESS.length), SETTINGS));
    expect(verdicts.slice(HARMLESS.length)).toEqual(RISKY.map(() => undefined));
  });
});
