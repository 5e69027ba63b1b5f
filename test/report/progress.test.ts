import { describe, expect, it } from 'vitest';
import { progressBar } from '../../src/report/progress.js';

function drawn(total: number, ...done: number[]): string[] {
  const written: string[] = [];
  const bar = progressBar((text) => written.push(text), total);
  for (const count of done) bar.show(count);
  bar.clear();
  return written;
}

describe('progressBar', () => {
  it('shows how far it is, and goes away', () => {
    expect(drawn(300, 150, 300)).toEqual([
      `\r[${'#'.repeat(15)}${' '.repeat(15)}] 150/300`,
      `\r[${'#'.repeat(30)}] 300/300`,
      '\r\u001b[K',
    ]);
  });

  it('is silent where there are few', () => {
    expect(drawn(99, 50, 99)).toEqual([]);
  });
});
