/** The way through the stages, where only a part of it is gone. */
import { describe, expect, test } from 'vitest';
import { sourceOf } from '../src/read/read.js';
import { parseRelease } from '../src/release.js';
import { createCautiousValidator, type ValidateSettings, validateDocuments } from '../src/validate.js';
import { GOOD, MISSPELT } from './cli/process.js';

const release = parseRelease('12.8.0');
if (!release) throw new Error('no such release');
const SETTINGS: ValidateSettings = { context: { release }, schemaOnly: false, maxSize: 1 << 20 };

const documents = (texts: readonly (string | Buffer)[]) =>
  texts.map((text, i) => sourceOf(`${i}.xml`, Buffer.from(text as string)));

describe('a cautious validator', () => {
  const HARMLESS = [GOOD, MISSPELT, '', '<a', 'no XML', Buffer.from([0x3c, 0x61, 0xff, 0x3e]), `<!-- c -->${GOOD}`];
  const RISKY = [
    `<!DOCTYPE domainbackup>${GOOD}`,
    GOOD.replace('<disks>', '<disks><![CDATA[ ]]>'),
    GOOD.replace('<disks>', '<disks><?a b?>'),
    GOOD.replace('<disks>', '<disks>&#32;'),
    GOOD.replace('<disks>', `<disks>${'<!-- large -->'.repeat(5_000)}`),
  ];

  test.each(RISKY)('leaves what is not plain, or large, to others: %#', (risky) => {
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
