import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { createExplainer } from '../../src/explain/explain.js';
import { createForecast } from '../../src/grammar/fits.js';
import { loadGrammar } from '../../src/grammar/load.js';
import { corpus } from '../corpus.js';
import { explainers, releaseOf, treeOf } from './explain.js';

it.each(['8.0.0', '10.0.0', '12.8.0'])(
  'says the same of a document whatever was explained before, for libvirt %s',
  (release) => {
    const refused = corpus().filter(({ valid }) => !valid[release]);
    const before = explainers();
    const after = explainers();
    const forwards = refused.map(({ xml }) => before(xml, release));
    const backwards = refused
      .toReversed()
      .map(({ xml }) => after(xml, release))
      .reverse();
    expect(backwards).toEqual(forwards);
  },
);

it.each([
  "<domainbackup><disks><disk name='vda' type='file'><driver/></disk></disks></domainbackup>",
  "<domainbackup mode='pull'><disks><disk ip='x' name='vdc' type='file'/></disks></domainbackup>",
])('says the same of %s whatever was forecast with the same grammar before', (xml) => {
  const grammar = loadGrammar('domainbackup', releaseOf('12.8.0'));
  const takes = createForecast(grammar);
  for (const other of corpus().slice(0, 20)) takes(treeOf(other.xml));
  takes(treeOf(xml));
  expect(createExplainer(grammar)(treeOf(xml))).toEqual(explainers()(xml));
});

describe('of thousands of documents', () => {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  const heap = (): number => {
    collect();
    return process.memoryUsage().heapUsed;
  };
  const padding = `<!--${'-+'.repeat(100_000)}-->`;

  it.each([
    ['an unknown element', '12.8.0', (i: number) => `<unheard-of-${i}/>`],
    ['a misspelt element', '12.8.0', (i: number) => `<incremental${i}>a</incremental${i}>`],
    ['an unknown attribute', '12.8.0', (i: number) => `<disks unheard-of-${i}=''/>`],
    ['a misspelt attribute', '12.8.0', (i: number) => `<disks><disk name='vda' backupmode${i}='full'/></disks>`],
    ['a wrong value', '12.8.0', (i: number) => `<disks><disk name='vda' backupmode='incremental${i}'/></disks>`],
    [
      'a value for an older release',
      '6.0.0',
      (i: number) => `<disks><disk name='vda' exportname='export-of-${i}'/></disks>`,
    ],
    ['a text', '12.8.0', (i: number) => `<incremental>incremental-${i}</incremental>text-that-is-not-allowed-${i}`],
  ])('keeps nothing, neither the text nor %s', (_, release, content) => {
    const explain = explainers();
    const explainOne = (i: number): void => {
      expect(explain(`<domainbackup>${padding}${content(i)}</domainbackup>`, release).length).toBeGreaterThan(0);
    };
    for (let i = 100; i < 110; i += 1) explainOne(i);
    const before = heap();
    for (let i = 110; i < 210; i += 1) explainOne(i);
    // The texts of all are 20 MB together.
    expect(heap() - before).toBeLessThan(5e6);
  });
});
