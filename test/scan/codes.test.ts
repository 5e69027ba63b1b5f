import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { EXAMPLE_LIMITS, SCAN_CODES } from '../../src/scan/codes.js';
import { scan } from '../../src/scan/scan.js';

test.each(SCAN_CODES)('$code: the wrong example gives it, the right one scans', ({ code, wrong, right }) => {
  expect(scan(wrong, EXAMPLE_LIMITS)).toMatchObject({ ok: false, diagnostics: [{ code, severity: 'error' }] });
  expect(scan(right, EXAMPLE_LIMITS)).toMatchObject({ ok: true });
});

test('every code that the scan can give is documented once', () => {
  const folder = join(import.meta.dirname, '../../src/scan');
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && name !== 'codes.ts')
    .map((name) => readFileSync(join(folder, name), 'utf8'));
  const given = new Set(
    sources.flatMap((source) => [...source.matchAll(/\bcode: '([a-z-]+)'/g)].map((match) => match[1])),
  );
  expect(SCAN_CODES.map(({ code }) => code).sort()).toEqual([...given].sort());
});
