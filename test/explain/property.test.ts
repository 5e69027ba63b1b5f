import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../src/fix/apply.js';
import { createJudge } from '../../src/judge/judge.js';
import { corpus } from '../corpus.js';
import { explainers, hits, releaseOf, treeOf } from './explain.js';
import { type FaultyDocument, faulty, pick, random } from './faults.js';

const NEWEST = '12.8.0';
const seeds = corpus().filter(({ valid }) => valid[NEWEST]);

/** Documents with a number of random faults each; the last fault's description counts. */
function generate(seed: number, count: number, faults: number): FaultyDocument[] {
  const next = random(seed);
  return Array.from({ length: count }).flatMap(() => {
    let made: FaultyDocument | undefined;
    for (let i = 0; i < faults; i += 1) made = faulty(next, made?.xml ?? pick(next, seeds).xml) ?? made;
    return made ? [made] : [];
  });
}

function refusedOf(documents: readonly FaultyDocument[], release: string): FaultyDocument[] {
  const verdicts = createJudge(
    'domainbackup',
    releaseOf(release),
  )(documents.map(({ xml }) => ({ bytes: Buffer.from(xml), document: treeOf(xml) })));
  return documents.filter((_, i) => !verdicts[i]);
}

describe('documents with one random fault', () => {
  const explain = explainers();
  const refused = refusedOf(generate(20261125, 4000, 1), NEWEST);

  it('are refused often enough to tell anything', () => {
    expect(refused.length).toBeGreaterThan(2500);
  });

  it('get one message, on the right line, that names the culprit', () => {
    const missed = refused.filter((document) => {
      const [first, second] = explain(document.xml);
      return !first || second !== undefined || !hits(document.xml, first, document);
    });
    expect(missed.length / refused.length).toBeLessThan(0.005);
  });

  it('are right once a misspelt name is corrected by the safe fix', () => {
    const misspelt = refused.filter(({ kind }) => ['attr-typo', 'el-typo', 'el-case'].includes(kind));
    const fixed = misspelt.map(({ xml }) => {
      const edits = explain(xml).flatMap(({ fix }) => (fix?.safe ? fix.edits : []));
      return { kind: '', lines: [0, 0] as const, names: [], xml: applyEdits(xml, edits) };
    });
    expect(refusedOf(fixed, NEWEST).length / misspelt.length).toBeLessThan(0.01);
  });
});

describe('both engines', () => {
  const explain = explainers();

  it.each(['6.0.0', '8.0.0', '10.0.0', '11.3.0', NEWEST])(
    'agree on documents with several random faults, for libvirt %s',
    (release) => {
      const documents = generate(7, 600, 3);
      const refused = new Set(refusedOf(documents, release));
      const disagreeing = documents.filter((document) => {
        // What fits the patterns needs no repair, which explain tells by a code of its own.
        const unexplained = explain(document.xml, release).some(({ code }) => code === 'grammar-refused');
        return refused.has(document) === unexplained;
      });
      expect(disagreeing.map(({ xml }) => xml)).toEqual([]);
    },
  );

  it('agree on every document of the corpus, for every release', () => {
    const disagreeing = corpus().flatMap(({ id, xml, valid }) =>
      Object.entries(valid)
        .filter(
          ([release, accepted]) => explain(xml, release).some(({ code }) => code === 'grammar-refused') !== accepted,
        )
        .map(([release]) => `${id} ${release}`),
    );
    expect(disagreeing).toEqual([]);
  });
});
