import { expect, it } from 'vitest';
import type { Diagnostic, Severity } from '../../src/diagnostic.js';
import { MOST_LISTED } from '../../src/explain/unlisted.js';
import { createAbridger, FIRST, listed, MOST_IN_RUN } from '../../src/settle/abridge.js';
import type { FileResult } from '../../src/settle/result.js';

function resultWith(count: number, severity: Severity = 'error', code = 'value-unknown'): FileResult {
  const diagnostics = Array.from({ length: count }, (_, start): Diagnostic => {
    return { code, severity, message: `fault ${start}`, span: { start, end: start + 1 }, path: `/a[${start}]` };
  });
  return { path: 'a.xml', text: '', wellFormed: true, schemaValid: false, valid: false, diagnostics };
}

const summary = ({ diagnostics }: FileResult) => [diagnostics.length, diagnostics.at(-1)?.message];

it('leaves results as they are as long as there is room', () => {
  const abridge = createAbridger();
  for (const result of [resultWith(0), resultWith(MOST_IN_RUN - 1), resultWith(20)])
    expect(abridge(result)).toBe(result);
});

it('lists the first faults of what comes after, and says how many more there are', () => {
  const abridge = createAbridger();
  abridge(resultWith(MOST_IN_RUN));
  expect(summary(abridge(resultWith(FIRST + 5)))).toEqual([
    FIRST + 1,
    '5 more faults are not listed: this run has too many',
  ]);
  expect(summary(abridge(resultWith(FIRST + 1)))).toEqual([
    FIRST + 1,
    '1 more fault is not listed: this run has too many',
  ]);
  const short = resultWith(FIRST);
  expect(abridge(short)).toBe(short);
});

it('stands where the first fault stands that is not listed, and is as grave as the gravest of them', () => {
  const abridge = createAbridger();
  abridge(resultWith(MOST_IN_RUN));
  const last = abridge(resultWith(12, 'warning')).diagnostics.at(-1);
  expect(last).toMatchObject({
    code: 'faults-unlisted',
    severity: 'warning',
    span: { start: FIRST },
    path: `/a[${FIRST}]`,
  });
});

it('takes nothing more away from what it has abridged in a part of the run', () => {
  const part = createAbridger();
  const whole = createAbridger();
  whole(resultWith(100));
  const results = [resultWith(MOST_IN_RUN), resultWith(500), resultWith(3)];
  const inPart = results.map(part);
  expect(inPart.map(whole)).toEqual(inPart);
});

it('lists the first faults of a document that has too many by itself', () => {
  const most = resultWith(MOST_LISTED);
  expect(listed(most)).toBe(most);
  const more = resultWith(MOST_LISTED + 7);
  expect(summary(listed(more))).toEqual([
    MOST_LISTED + 1,
    `7 more faults are not listed: the first ${MOST_LISTED} are`,
  ]);
  expect(listed(more)).toMatchObject({ valid: more.valid, schemaValid: more.schemaValid });
});
