import { expect, it } from 'vitest';
import { corpus } from '../corpus.js';
import { explainers } from './explain.js';

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
