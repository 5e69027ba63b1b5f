/** Some thousands of inputs with a fixed seed; `npm run fuzz` tries as many as there is time for. */
import { describe, expect, test } from 'vitest';
import { inputs, type Level } from './inputs.js';
import { createCheck } from './invariants.js';

describe('whatever the input', () => {
  test.each<[Level, string, number]>([
    ['tree', '12.8.0', 1500],
    ['tree', '6.0.0', 500],
    ['token', '12.8.0', 1500],
    ['byte', '12.8.0', 1000],
    ['raw', '12.8.0', 2000],
  ])('what is made of it can be relied on: %s, libvirt %s', { timeout: 120_000 }, async (level, release, count) => {
    const next = inputs(level, 20261125);
    const check = createCheck(release);
    const finds: string[] = [];
    for (let i = 0; i < count && finds.length < 10; i += 1) {
      const bytes = next();
      for (const find of await check(bytes)) finds.push(`${find}: ${JSON.stringify(bytes.toString())}`);
    }
    expect(finds).toEqual([]);
  });
});
