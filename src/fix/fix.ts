/** Applies the safe fixes of documents, as long as that makes them better. */
import type { Severity } from '../diagnostic.js';
import type { Source } from '../read/source.js';
import type { FileResult } from '../settle/result.js';
import { applyEdits, compatibleFixes } from './apply.js';
import { withText } from './rewrite.js';

export interface FixOutcome {
  /** The document as it was read. */
  readonly before: Source;
  /** The document with the fixes; the very same object where nothing was changed. */
  readonly after: Source;
  /** How many faults were fixed. */
  readonly fixed: number;
  /** What there is to say about `before`. */
  readonly first: FileResult;
  /** What there is to say about `after`. */
  readonly result: FileResult;
}

/** Judges many documents at once and gives a result for each, in their order. */
export type Check = (sources: readonly Source[]) => readonly FileResult[];

/** A fix may bring the next fault to light: so many rounds at most. */
const ROUNDS = 25;

/**
 * A document in which so many faults have been told, in all rounds together, is left at that: what is to be fixed after it takes another run. To look
 * through so many characters counts for as much as one fault.
 */
const MOST_TOLD = 1500;
const CHARACTERS_AS_FAULT = 2000;

/**
 * Applies the safe fixes of each document in rounds. A round whose text is judged worse than the one before is undone, and that document
 * is left at that.
 */
export function fixSources(sources: readonly Source[], check: Check): FixOutcome[] {
  const results = check(sources);
  let states = sources.map((source, i): State => {
    const first = at(results, i);
    return { before: source, after: source, fixed: 0, first, ...judged(0, first) };
  });
  let open = [...states.keys()];
  for (let round = 0; round < ROUNDS && open.length > 0; round += 1) {
    const better = improve(states, open, check);
    states = states.map((state, index) => better.get(index) ?? state);
    open = [...better].flatMap(([index, { told }]) => (told > MOST_TOLD ? [] : [index]));
  }
  return states.map(({ told: _, ...outcome }) => outcome);
}

interface State extends FixOutcome {
  /** How many faults have been told in this and the rounds before. */
  readonly told: number;
}

function judged(told: number, result: FileResult): Pick<State, 'result' | 'told'> {
  return { result, told: told + result.diagnostics.length + result.text.length / CHARACTERS_AS_FAULT };
}

/** One round: those of the open documents that get better by their fixes, by index. */
function improve(states: readonly State[], open: readonly number[], check: Check): Map<number, State> {
  const attempts = open.flatMap((index) => {
    const before = at(states, index);
    const after = attempt(before);
    return after ? [{ index, before, after }] : [];
  });
  const results = check(attempts.map(({ after }) => after.after));
  return new Map(
    attempts
      .map(({ index, before, after }, i) => ({
        index,
        before,
        after: { ...after, ...judged(before.told, at(results, i)) },
      }))
      .filter(({ before, after }) => !isWorse(after.result, before.result))
      .map(({ index, after }) => [index, after]),
  );
}

function attempt(state: State): Omit<State, 'result' | 'told'> | undefined {
  const fixes = compatibleFixes(state.result.diagnostics);
  const edits = fixes.flatMap((fix) => fix.edits);
  const text = applyEdits(state.after.text, edits);
  if (text === state.after.text) return undefined;
  const after = withText(state.after, text);
  return after && { before: state.before, after, fixed: state.fixed + fixes.length, first: state.first };
}

/** A document that gets past a stage at which it failed is better, whatever the next stage finds; else the faults are counted. */
function isWorse(next: FileResult, before: FileResult): boolean {
  if (next.wellFormed !== before.wellFormed) return before.wellFormed;
  if (next.schemaValid !== before.schemaValid) return before.schemaValid;
  return weigh(next) > weigh(before);
}

/** Any number of warnings weighs less than an error. */
function weigh({ diagnostics }: FileResult): number {
  const count = (severity: Severity): number =>
    diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
  return count('error') * 1e6 + count('warning');
}

function at<T>(list: readonly T[], index: number): T {
  const item = list[index];
  if (item === undefined) throw new RangeError(`nothing at ${index}`);
  return item;
}
