/** What a run judges: a few documents, and many, give the same verdicts as they do one by one. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Judging, openJudging } from '../../src/commands/judging.js';
import { SILENT } from '../../src/commands/silent.js';
import type { PassedOver } from '../../src/intake.js';
import { sourceOf } from '../../src/read/read.js';
import { validateDocuments } from '../../src/validate.js';
import { folderWith } from '../cli/process.js';
import { SAMPLE, SETTINGS } from '../sample.js';

/** Opens one for so many tasks, and keeps what it passes over. */
async function opened(count: number): Promise<{ judging: Judging; passed: PassedOver[] }> {
  const passed: PassedOver[] = [];
  return {
    judging: await openJudging({ settings: SETTINGS, count, passOver: (one) => passed.push(one) }, SILENT),
    passed,
  };
}

/** Nobody needs the text of a document with which all is well. */
const shown = (verdicts: ReturnType<typeof validateDocuments>) =>
  verdicts.map((verdict) =>
    verdict.result.diagnostics.length > 0 ? verdict : { ...verdict, result: { ...verdict.result, text: '' } },
  );

test.each([40, 700])('the verdicts on %i documents are those on each', async (count) => {
  const texts = Array.from({ length: count }, (_, i) => {
    const text = SAMPLE[i % SAMPLE.length] ?? '';
    return i % 9 === 0 ? `${text}<?seldom?>` : text;
  });
  const documents = texts.map((text, i) => sourceOf(`${i}.xml`, Buffer.from(text)));
  const { judging } = await opened(count);
  await judging.add(documents.slice(0, count / 2));
  await judging.add(documents.slice(count / 2));
  const verdicts = await judging.finish();
  expect(shown([...verdicts])).toEqual(shown(validateDocuments(documents, SETTINGS)));
  expect(judging.count()).toBe(count);
  expect([judging.crashes(), judging.unwritten()]).toEqual([0, 0]);
});

test.each([2, 700])('what is passed over of %i files is told in order', async (count) => {
  const folder = folderWith({ 'foreign.xml': '<project/>', 'good.xml': '<domainbackup/>' });
  const names = Array.from({ length: count }, (_, i): string => (i % 2 ? 'foreign.xml' : 'good.xml'));
  names[names.length - 1] = 'missing.xml';
  const { judging, passed } = await opened(count);
  await judging.add(names.map((name) => ({ kind: 'file', path: join(folder, name), named: false })));
  expect(await judging.finish()).toHaveLength(count / 2);
  expect(passed.map(({ kind }) => kind)).toEqual([...Array<string>(count / 2 - 1).fill('foreign'), 'unreadable']);
});
