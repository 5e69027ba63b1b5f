import { expect, test } from 'vitest';
import { rootNameOf } from '../../src/read/root.js';

test.each<[string, string | undefined]>([
  ['<a/>', 'a'],
  ['\uFEFF<?xml version="1.0"?>\n<!-- <no> --><?pi <no>?>\n<p:a-b.c x="1">', 'p:a-b.c'],
  ['<!DOCTYPE html><html>', 'html'],
  ['<!DOCTYPE html PUBLIC "-//W3C//DTD" [<!ENTITY a "<no>">\n]>\n<html>', 'html'],
  ['<domainbackup', 'domainbackup'],
  ['', undefined],
  ['  \n', undefined],
  ['{"a": 1}', undefined],
  ['$ virsh dumpxml\n<a/>', undefined],
  ['<!-- never closed', undefined],
  ['<!DOCTYPE never closed', undefined],
  ['< a/>', undefined],
  ['</a>', undefined],
  ['<1a/>', undefined],
])('%j has the root %s', (text, name) => {
  expect(rootNameOf(text)).toBe(name);
});

test('takes no longer than the text is long', () => {
  const before = performance.now();
  for (const part of ['<!-- -->', '<!', '<!DOCTYPE [', '<a', '[']) rootNameOf(part.repeat(100_000));
  expect(performance.now() - before).toBeLessThan(1000);
});
