/** The forecast only saves time, but it has to be right nearly always to do so. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createForecast } from '../../src/grammar/fits.js';
import { loadGrammar } from '../../src/grammar/load.js';
import { parseRelease } from '../../src/release.js';
import { scan } from '../../src/scan/scan.js';

const SAMPLES: { xml: string; valid: Record<string, boolean> }[] = readFileSync(
  join(import.meta.dirname, '../fixtures/corpus/documents.jsonl'),
  'utf8',
)
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line));

test.each(Object.keys(SAMPLES[0]?.valid ?? {}))('the forecast is the verdict of libvirt %s', (name) => {
  const release = parseRelease(name);
  if (!release) throw new Error(`no release ${name}`);
  const takes = createForecast(loadGrammar('domainbackup', release));
  const wrong = SAMPLES.filter(({ xml, valid }) => {
    const scanned = scan(xml);
    return scanned.ok && takes(scanned.document) !== valid[name];
  });
  expect(wrong).toEqual([]);
});

test('the forecast for what holds any element', () => {
  const release = parseRelease('12.8.0');
  if (!release) throw new Error('no release');
  const takes = createForecast(loadGrammar('domaincheckpoint', release));
  const fits = (text: string) => {
    const scanned = scan(text);
    return scanned.ok && takes(scanned.document);
  };
  expect(fits('<domaincheckpoint><name>a</name></domaincheckpoint>')).toBe(true);
  expect(fits('<domaincheckpoint><nome>a</nome></domaincheckpoint>')).toBe(false);
});
