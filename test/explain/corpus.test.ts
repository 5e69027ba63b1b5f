import { describe, expect, it } from 'vitest';
import { corpus, twoFaults } from '../corpus.js';
import { explainers, hits } from './explain.js';

const NEWEST = '12.8.0';

describe('the faulty documents of the corpus', () => {
  const explain = explainers();
  const faulty = corpus().filter((document) => document.kind !== 'valid' && !document.valid[NEWEST]);

  it('get a first message on the right line that names the culprit', () => {
    const missed = faulty.filter((document) => {
      const [first] = explain(document.xml);
      return !first || !hits(document.xml, first, document);
    });
    expect(missed.map(({ id }) => id)).toEqual([]);
  });

  it('get one message for one fault', () => {
    const others = faulty.filter(({ xml }) => explain(xml).length !== 1);
    expect(others.map(({ id }) => id)).toEqual([]);
  });

  it('get two messages for two faults, one on each, and nothing else', () => {
    const missed = twoFaults().filter(({ xml, faults }) => {
      const found = explain(xml);
      return found.length !== 2 || !faults.every((fault) => found.some((diagnostic) => hits(xml, diagnostic, fault)));
    });
    expect(missed.map(({ id }) => id)).toEqual([]);
  });

  it('are explained for every release that refuses them', () => {
    const silent = corpus().flatMap(({ id, xml, valid }) =>
      Object.keys(valid)
        .filter((release) => !valid[release])
        .filter((release) => explain(xml, release).some(({ code }) => code === 'grammar-refused'))
        .map((release) => `${id} ${release}`),
    );
    expect(silent).toEqual([]);
  });
});
