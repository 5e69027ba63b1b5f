import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { allCodes, docsUrl } from '../src/codes.js';

const SRC = join(import.meta.dirname, '../src');

/** Files that hold documentation of codes, and so name codes without giving them. */
const DOCUMENTATION = /(^|\/)codes\.ts$/;

const CODES = allCodes().map(({ code }) => code);

/** The codes that stand in the sources as `code: '...'`. */
function codesInSources(): string[] {
  const sources = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.ts') && !DOCUMENTATION.test(name),
  );
  const given = sources.flatMap((name) =>
    [...readFileSync(join(SRC, name), 'utf8').matchAll(/\bcode: '([a-z0-9]+(?:-[a-z0-9]+)+)'/g)].map(
      ([, code]) => code,
    ),
  );
  return [...new Set(given)].filter((code) => code !== undefined).sort();
}

it('every code that the sources give is documented', () => {
  const given = codesInSources();
  expect(given.length).toBeGreaterThan(100);
  expect(given.filter((code) => !CODES.includes(code))).toEqual([]);
});

it('no two documentations share a code', () => {
  expect(CODES).toHaveLength(new Set(CODES).size);
});

it.each(allCodes().map((doc) => [doc.code, doc] as const))(
  '%s is told in whole sentences',
  (_, { code, what, why }) => {
    expect(code).toMatch(/^[a-z0-9]+(-[a-z0-9]+)+$/);
    expect(what).toMatch(/^\S[^\n]*\.$/);
    expect(why).toMatch(/^\S[\s\S]*[.:`]$/);
  },
);

it('each code has its page', () => {
  expect(docsUrl('disk-listed-twice')).toMatch(/^https:\/\/.*\/docs\/rules\/disk-listed-twice\.md$/);
});
