/** Judging together gives what judging one by one gives. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Candidate, createJudge, judge } from '../../src/judge/judge.js';
import { parseRelease, type Release } from '../../src/release.js';
import { scan } from '../../src/scan/scan.js';

const SAMPLES: { xml: string; valid: Record<string, boolean> }[] = readFileSync(
  join(import.meta.dirname, '../fixtures/corpus/documents.jsonl'),
  'utf8',
)
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line));
const TEXTS = SAMPLES.map(({ xml }) => xml);

function release(name: string): Release {
  const found = parseRelease(name);
  if (!found) throw new Error(`no release ${name}`);
  return found;
}

function candidate(text: string, bytes = Buffer.from(text)): Candidate {
  const scanned = scan(text);
  if (!scanned.ok) throw new Error(scanned.diagnostics[0].message);
  return { bytes, document: scanned.document };
}

const NEWEST = release('12.8.0');
const together = (candidates: readonly Candidate[]) => createJudge('domainbackup', NEWEST)(candidates);
const oneByOne = (candidates: readonly Candidate[]) =>
  judge(
    candidates.map(({ bytes }) => bytes),
    'domainbackup',
    NEWEST,
  );

const VALID = `<domainbackup><disks><disk name='vda' type='file'/></disks></domainbackup>`;
const REFUSED = `<domainbackup><disks/></domainbackup>`;

describe('documents judged together', () => {
  test.each(Object.keys(SAMPLES[0]?.valid ?? {}))('have the verdicts of libvirt %s', (name) => {
    const candidates = TEXTS.map((text) => candidate(text));
    const verdicts = createJudge('domainbackup', release(name))(candidates);
    expect(verdicts).toEqual(SAMPLES.map(({ valid }) => valid[name]));
    expect(new Set(verdicts)).toEqual(new Set([true, false]));
  });

  test.each<[string, string[]]>([
    ['nothing', []],
    ['only valid ones', Array(450).fill(VALID)],
    ['only refused ones', Array(450).fill(REFUSED)],
    ['one refused among valid ones', [...Array(250).fill(VALID), REFUSED, ...Array(250).fill(VALID)]],
    ['one valid among refused ones', [...Array(250).fill(REFUSED), VALID, ...Array(250).fill(REFUSED)]],
    ['turn by turn', Array.from({ length: 301 }, (_, i) => (i % 2 ? VALID : REFUSED))],
    ['with the same id', Array(4).fill(REFUSED.replace('<disks/>', '<disks xml:id="a"/>')).concat(VALID)],
    ['with a document type', [VALID, REFUSED, `<!DOCTYPE domainbackup>${VALID}`, `<!DOCTYPE x>${REFUSED}`]],
    ['with declarations', [VALID, REFUSED, VALID].map((text) => `<?xml version="1.0" encoding="utf-8"?>\n${text}`)],
    [
      'as deep as may be',
      [
        `${'<domainbackup>'.repeat(256)}${'</domainbackup>'.repeat(256)}`,
        `${'<disk>'.repeat(255)}${'</disk>'.repeat(255)}`,
        VALID,
        VALID,
      ],
    ],
    ['far apart in size', [VALID, `<!--${'x'.repeat(400_000)}-->${VALID}`, REFUSED, `${' '.repeat(200_000)}${VALID}`]],
  ])('have their own verdicts: %s', (_name, texts) => {
    const candidates = texts.map((text) => candidate(text));
    expect(together(candidates)).toEqual(texts.map((text) => text.includes(VALID)));
    expect(together(candidates)).toEqual(oneByOne(candidates));
  });

  test('have their own encodings', () => {
    const texts = [VALID, REFUSED, VALID.replace('vda', 'vdä'), VALID];
    const candidates = texts.flatMap((text) => {
      const latin1 = `<?xml version='1.0' encoding='ISO-8859-1'?>${text}`;
      return [
        candidate(text),
        candidate(text, Buffer.from(`\uFEFF${text}`)),
        candidate(text, Buffer.from(`\uFEFF${text}`, 'utf16le')),
        candidate(latin1, Buffer.from(latin1, 'latin1')),
      ];
    });
    expect(together(candidates)).toEqual(texts.flatMap((text) => Array(4).fill(text === VALID)));
  });

  test('have the same verdicts from a judge that has judged before', () => {
    const again = createJudge('domainbackup', NEWEST);
    const candidates = TEXTS.map((text) => candidate(text));
    const expected = oneByOne(candidates);
    expect(again(candidates)).toEqual(expected);
    expect(again([...candidates].reverse())).toEqual([...expected].reverse());
    expect(again(candidates.slice(0, 2))).toEqual(expected.slice(0, 2));
  });
});
