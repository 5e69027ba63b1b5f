import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { changesOf, documentationOf, loadGrammar, parseSchema } from '../../src/grammar/load.js';
import { wholeGrammar } from '../../src/grammar/schema.js';
import { createSurvey, releasesIn } from '../../src/grammar/survey.js';
import { GENERATIONS } from '../../src/release.js';
import { elementsOf, type XmlElement } from '../../src/scan/tree.js';
import { releaseOf } from '../explain/explain.js';

const allOf = (element: XmlElement): XmlElement[] => [element, ...elementsOf(element).flatMap(allOf)];

describe('the generations', () => {
  it('have a file each, but for the newest, which is the whole grammar', () => {
    const files = readdirSync(new URL('../../schemas/', import.meta.url)).filter((name) =>
      /^domainbackup-.*\.rng$/.test(name),
    );
    expect(files.sort()).toEqual(
      GENERATIONS.slice(0, -1)
        .map((generation) => `domainbackup-${generation}.rng`)
        .sort(),
    );
  });

  it('know ever more: what one lacks, each older one lacks, too', () => {
    const lacking = GENERATIONS.map((generation) => [...changesOf('domainbackup', generation).keys()]);
    lacking.slice(1).forEach((newer, i) => {
      expect(lacking[i]).toEqual(expect.arrayContaining(newer));
      expect(lacking[i]?.length).toBeGreaterThan(newer.length);
    });
  });

  it('mark what each waits for', () => {
    const waiting = (release: string): string[] =>
      releasesIn(loadGrammar('domainbackup', releaseOf(release)).start).sort();
    expect(waiting('12.8.0')).toEqual([]);
    expect(waiting('11.3.0')).toEqual(['11.5.0']);
    expect(waiting('9.0.0')).toEqual(['10.0.0', '11.3.0', '11.5.0']);
    expect(waiting('6.0.0')).toEqual(['10.0.0', '11.3.0', '11.5.0', '6.6.0', '8.0.0']);
  });
});

describe.each(['domainbackup', 'domaincheckpoint'] as const)('the grammar of %s', (kind) => {
  const root = parseSchema(wholeGrammar(kind));

  it('documents each of its elements and attributes', () => {
    const named = allOf(root).filter(
      (element) =>
        ['element', 'attribute'].includes(element.name) && element.attributes.some(({ name }) => name === 'name'),
    );
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((element) => !documentationOf(element)).map((element) => element.attributes[0]?.value)).toEqual(
      [],
    );
  });

  it('lets its root open a document', () => {
    const { start } = loadGrammar(kind, releaseOf('12.8.0'));
    expect([...createSurvey().elements(start)]).toEqual([kind]);
  });
});
