import { describe, expect, it } from 'vitest';
import { distance, nearest, nearness } from '../../src/explain/near.js';

describe('distance', () => {
  it.each([
    ['disk', 'disk', 0],
    ['dik', 'disk', 1],
    ['dsik', 'disk', 1],
    ['taget', 'target', 1],
    ['target', 'scratch', 6],
    ['', 'disk', 4],
  ])('%s to %s is %i', (from, to, steps) => {
    expect(distance(from, to)).toBe(steps);
    expect(distance(to, from)).toBe(steps);
  });
});

describe('nearness', () => {
  it.each([
    ['Disk', 'disk', 0],
    [' pull ', 'pull', 0],
    ['pushh', 'push', 1],
    ['increment', 'incremental', 2],
    ['no', 'yes', undefined],
    ['a', 'b', undefined],
    ['target', 'scratch', undefined],
    ['x'.repeat(1000), 'x'.repeat(999), undefined],
  ])('of %s to %s', (name, candidate, steps) => {
    expect(nearness(name, candidate)).toBe(steps);
  });
});

describe('nearest', () => {
  it('is the one that is nearer than all others', () => {
    expect(nearest('tpye', ['name', 'type', 'file'])).toBe('type');
  });
  it('is none where two are as near', () => {
    expect(nearest('vdx', ['vda', 'vdb'])).toBeUndefined();
  });
});
