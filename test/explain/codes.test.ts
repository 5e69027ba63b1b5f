import { describe, expect, it } from 'vitest';
import { EXPLAIN_CODES } from '../../src/explain/codes.js';
import { kindOf } from '../../src/grammar/kind.js';
import { createJudge } from '../../src/judge/judge.js';
import { explainers, releaseOf, treeOf } from './explain.js';

const explain = explainers();
const documented = EXPLAIN_CODES.filter(({ wrong }) => wrong !== '');

describe.each(documented)('$code', ({ code, wrong, right, libvirt }) => {
  it('is what its wrong example gets, and nothing else', () => {
    expect(explain(wrong, libvirt).map((diagnostic) => diagnostic.code)).toEqual([code]);
  });

  it('has a right example that the grammar takes', () => {
    const document = treeOf(right);
    const judge = createJudge(kindOf(document.root.name) ?? 'domainbackup', releaseOf(libvirt ?? '12.8.0'));
    expect(judge([{ bytes: Buffer.from(right), document }])).toEqual([true]);
  });
});

describe('the codes', () => {
  it('are each there once', () => {
    const codes = EXPLAIN_CODES.map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
  });

  it('speak in whole sentences', () => {
    for (const { what, why } of EXPLAIN_CODES) {
      expect(what).toMatch(/^(?:[A-Z]|libxml2).*\.$/s);
      expect(why).toMatch(/\.$/);
    }
  });
});
