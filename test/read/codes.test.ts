import { expect, test } from 'vitest';
import { READ_CODES } from '../../src/read/codes.js';
import { decode } from '../../src/read/decode.js';

test.each(READ_CODES)('$code: the wrong example gives it, the right one is read', ({ code, wrong, right }) => {
  expect(decode(Buffer.from(wrong))).toMatchObject({ ok: false, diagnostic: { code } });
  expect(decode(Buffer.from(right))).toMatchObject({ ok: true });
});
