import { describe, expect, it } from 'vitest';
import type { Diagnostic, Severity } from '../../src/diagnostic.js';
import { type Check, fixSources } from '../../src/fix/fix.js';
import type { Encoding, Source } from '../../src/read/source.js';
import type { FileResult } from '../../src/settle/result.js';

const source = (text: string, encoding: Encoding = 'utf-8'): Source => ({
  path: 'a.xml',
  bytes: Buffer.from(text),
  text,
  encoding,
  byteOrderMark: false,
});

type Stage = 'malformed' | 'refused' | 'accepted';

interface Judgement {
  readonly severity?: Severity;
  readonly stage?: Stage;
}

/** Finds a fault at each place where one of the words stands, which the fix replaces; `stage` tells how far a text gets. */
function checker(words: Readonly<Record<string, string>>, judge: (text: string) => Judgement = () => ({})): Check {
  return (sources) =>
    sources.map(({ path, text }): FileResult => {
      const { severity = 'error', stage = 'refused' } = judge(text);
      const diagnostics = Object.entries(words).flatMap(([word, better]): Diagnostic[] => {
        const start = text.indexOf(word);
        if (start < 0) return [];
        const span = { start, end: start + word.length };
        const fix = { safe: true, edits: [{ ...span, text: better }] };
        return [{ code: 'word-wrong', severity, message: word, span, path: '/', fix }];
      });
      return {
        path,
        text,
        wellFormed: stage !== 'malformed',
        schemaValid: stage === 'accepted',
        valid: diagnostics.length === 0,
        diagnostics,
      };
    });
}

describe('fixSources', () => {
  it('leaves a document at what it is once more faults have been told than are listed of one', () => {
    const seen: string[] = [];
    const outcomes = fixSources([source('a')], (sources) =>
      sources.map(({ path, text }) => {
        seen.push(text);
        const diagnostics = Array.from({ length: 700 }, (_, start): Diagnostic => {
          const span = { start, end: start + 1 };
          const fix = { safe: true, edits: start === 0 ? [{ ...span, text: `${text}a` }] : [] };
          return { code: 'word-wrong', severity: 'error', message: 'again', span, path: '/', fix };
        });
        return { path, text, wellFormed: true, schemaValid: false, valid: false, diagnostics };
      }),
    );
    expect(seen).toEqual(['a', 'aa', 'aaaa']);
    expect(outcomes.map(({ after, fixed }) => [after.text, fixed])).toEqual([['aaaa', 2]]);
  });

  it('applies the fixes of many documents, each by itself', () => {
    const sources = [source('x and y'), source('fine'), source('y')];
    const outcomes = fixSources(sources, checker({ x: 'a', y: 'b' }));
    expect(outcomes.map(({ after, fixed }) => [after.text, fixed])).toEqual([
      ['a and b', 2],
      ['fine', 0],
      ['b', 1],
    ]);
    expect(outcomes[1]?.after).toBe(sources[1]);
    expect(outcomes[0]?.after.bytes).toEqual(Buffer.from('a and b'));
  });

  it('goes on with what a fix brings to light', () => {
    const [outcome] = fixSources([source('1')], checker({ 1: '2', 2: '3', 3: 'done' }));
    expect(outcome).toMatchObject({ after: { text: 'done' }, fixed: 3 });
  });

  it('leaves a document alone that a fix would make worse', () => {
    const before = source('x');
    const [outcome] = fixSources([before], checker({ x: 'y z', y: 'y', z: 'z' }));
    expect(outcome).toMatchObject({ before, after: before, fixed: 0 });
    expect(outcome?.result).toBe(outcome?.first);
  });

  it('keeps the last good text where a later fix makes it worse', () => {
    const [outcome] = fixSources([source('1')], checker({ 1: '2', 2: 'y z', y: 'y', z: 'z' }));
    expect(outcome).toMatchObject({ after: { text: '2' }, fixed: 1 });
  });

  it.each<[string, Stage, Stage, string]>([
    ['takes more faults for a document that is well-formed at last', 'malformed', 'refused', 'y z'],
    ['takes more faults for a document that the grammar accepts at last', 'refused', 'accepted', 'y z'],
    ['does not take a document that is well-formed no more', 'refused', 'malformed', 'x'],
    ['does not take a document that the grammar accepts no more', 'accepted', 'refused', 'x'],
  ])('%s', (_name, before, after, text) => {
    const check = checker({ x: 'y z', y: 'y', z: 'z' }, (now) => ({ stage: now === 'x' ? before : after }));
    expect(fixSources([source('x')], check)[0]?.after.text).toBe(text);
  });

  it('does not trade a warning for an error', () => {
    const check = checker({ x: 'y', y: 'y' }, (text) => ({ severity: text === 'x' ? 'warning' : 'error' }));
    expect(fixSources([source('x')], check)[0]?.after.text).toBe('x');
  });

  it('ends where fixes go round in a circle', () => {
    const [outcome] = fixSources([source('x')], checker({ x: 'y', y: 'x' }));
    expect(['x', 'y']).toContain(outcome?.after.text);
  });

  it('leaves a document alone whose encoding lacks a character of the fix', () => {
    expect(fixSources([source('x', 'ascii')], checker({ x: 'ü' }))[0]?.after.text).toBe('x');
  });
});
