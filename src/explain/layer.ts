/** How far a document has been read, and how it had to be repaired on the way. */
import type { Pattern } from '../grammar/pattern.js';
import type { XmlElement } from '../scan/tree.js';
import { type Repair, WINDOW } from './repair.js';

/** A step as it is taken: an element that is lifted is put down further on. */
export type Move = Repair | { readonly kind: 'lift'; readonly element: XmlElement; readonly at: Pattern };

export interface State {
  readonly pattern: Pattern;
  readonly cost: number;
  /** An element in hand: lifted from its place, to be put down in one that holds this place. */
  readonly carried: Carried | undefined;
  /** The event at which an element ends whose tags are left out. */
  readonly unwrapped: number | undefined;
  readonly before: State | undefined;
  readonly move: Move | undefined;
}

export interface Carried {
  readonly element: XmlElement;
  /** The outermost element around it that may hold such a one: behind its end it can no longer be put down. */
  readonly until: XmlElement;
}

/** As many states as are followed from one event to the next. */
const MOST_STATES = 96;

/** The states before one event, each pattern with its cheapest, ordered by cost. */
export class Layer {
  readonly #cheapest = new Map<number | string, State>();
  readonly #byCost: State[][] = [];
  #least = Number.POSITIVE_INFINITY;

  push(state: State): void {
    if (state.cost > this.#least + WINDOW) return;
    const key = keyOf(state);
    const known = this.#cheapest.get(key);
    if (known && known.cost <= state.cost) return;
    this.#least = Math.min(this.#least, state.cost);
    this.#cheapest.set(key, state);
    const alike = this.#byCost[state.cost];
    if (alike) alike.push(state);
    else this.#byCost[state.cost] = [state];
  }

  /** The states from the cheapest on, with those that are pushed meanwhile; none that is dearer than is worth it. */
  *[Symbol.iterator](): Generator<State> {
    let count = 0;
    for (let cost = this.#least; cost <= this.#least + WINDOW; cost += 1) {
      for (const state of this.#byCost[cost] ?? []) {
        if (this.#cheapest.get(keyOf(state)) !== state) continue;
        count += 1;
        if (count > MOST_STATES) return;
        yield state;
      }
    }
  }
}

/** Equal for states from which the same can follow. */
function keyOf({ pattern, carried, unwrapped }: State): number | string {
  if (!carried && unwrapped === undefined) return pattern.id;
  return `${pattern.id} ${carried?.element.span.start ?? ''} ${unwrapped ?? ''}`;
}

/** The steps that led to a state, in their order. What was lifted has been put down, and that tells of both. */
export function stepsOf(last: State): Repair[] {
  const repairs: Repair[] = [];
  for (let state: State | undefined = last; state; state = state.before) {
    if (state.move && state.move.kind !== 'lift') repairs.push(state.move);
  }
  return repairs.reverse();
}
