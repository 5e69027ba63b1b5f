/**
 * How far a document has been read in different ways, and how it had to be repaired on each: the states that are still to be followed. The cheapest is
 * followed first, and of those that cost the same the one that is behind, so that no way is followed that costs more than the best one in the end.
 */
import type { Pattern } from '../grammar/pattern.js';
import type { XmlElement } from '../scan/tree.js';
import { type Breadth, DOZENS, NARROW, type Repair, WIDE } from './repair.js';

/** A step as it is taken: an element that is lifted is put down further on. */
export type Move = Repair | { readonly kind: 'lift'; readonly element: XmlElement; readonly at: Pattern };

export interface Carried {
  readonly element: XmlElement;
  /** The outermost element around it that may hold such a one: behind its end it can no longer be put down. */
  readonly until: XmlElement;
}

/** A way through the document up to an event. A class, so that all are of one shape: there are many. */
export class State {
  /** Its number among all in the order in which they are followed. */
  order: number;
  /** Whether a better way to the same was found meanwhile. */
  isStale: boolean;

  constructor(
    /** The number of the event that comes next. */
    readonly at: number,
    readonly pattern: Pattern,
    readonly cost: number,
    /** An element in hand: lifted from its place, to be put down in one that holds this place. */
    readonly carried: Carried | undefined,
    /** The event at which an element ends whose tags are left out. */
    readonly unwrapped: number | undefined,
    readonly move: Move | undefined,
    /** The last state on the way here that a move has led to. The others need not be kept: there are as many as events. */
    readonly repaired: State | undefined,
    /** The event of the state before, and its number in the order. */
    readonly beforeAt: number,
    readonly beforeOrder: number,
    /** The place of the step among all that lead on from the state before; `RESUMED` where `repaired` itself is to be followed again. */
    readonly turn: number,
  ) {
    this.order = 0;
    this.isStale = false;
  }
}

/** The turn of a state that stands for another, of which dearer steps are still to be tried. They come behind all that were tried at once. */
export const RESUMED = 1_000_000;

/** As many states as are followed from one event to the next with an element in hand. */
const MOST_CARRYING = 8;

/** The states before one event. */
class Layer {
  /** Most layers have but one. */
  first: State | undefined;
  others: State[] | undefined;
  followed: number;
  carrying: number;

  constructor(
    /** As dear as a state may be: the cheapest decides on it. */
    public most: number,
  ) {
    this.first = undefined;
    this.others = undefined;
    this.followed = 0;
    this.carrying = 0;
  }
}

const FORGOTTEN: Layer = Object.freeze(new Layer(Number.NEGATIVE_INFINITY));

/** The states that are still to be followed, in the order of `compare`: `push` adds one and `pop` takes the next. */
export class Frontier {
  readonly #layers: (Layer | undefined)[] = [];
  /** The one to follow next, and a binary heap of all others: mostly a state leads to the very next. */
  #next: State | undefined;
  readonly #heap: State[] = [];
  /** In the order of their cheapest states; those before `#closed` are far behind the best way. */
  readonly #reached: number[] = [];
  #closed = 0;
  #followed = 0;

  /** Whether states were measured by what holds behind dozens of faults. */
  isNarrow = false;

  /** How broadly to search; narrow is meant for what comes behind dozens of faults alone. */
  constructor(readonly breadth: Breadth) {}

  #breadthAt(cost: number): Breadth {
    if (this.breadth !== NARROW) return this.breadth;
    if (cost < DOZENS) return WIDE;
    this.isNarrow = true;
    return NARROW;
  }

  /** Whether a state of this cost before an event may be worth following. */
  takes(at: number, cost: number): boolean {
    const layer = this.#layers[at];
    return !layer || cost <= layer.most;
  }

  /** Adds a state, unless as good a one is known from which the same can follow, or it costs much more than the best before the same event. */
  push(state: State): void {
    const layer = this.#layers[state.at] ?? this.#addLayer(state.at);
    if (state.cost > layer.most) return;
    const most = state.cost + this.#breadthAt(state.cost).window;
    if (most < layer.most) layer.most = most;
    if (state.turn !== RESUMED) {
      const rival = findLike(layer, state);
      if (rival) {
        if (compareRank(rival, state) <= 0) return;
        rival.isStale = true;
      }
      if (!layer.first) layer.first = state;
      else if (layer.others) layer.others.push(state);
      else layer.others = [state];
    }
    this.#add(state);
  }

  /** Takes the state to follow next; undefined where none is left. */
  pop(): State | undefined {
    for (;;) {
      const state = this.#take();
      if (!state || state.turn === RESUMED) return state;
      if (state.isStale || !this.#isWorthwhile(state)) continue;
      this.#followed += 1;
      state.order = this.#followed;
      return state;
    }
  }

  #addLayer(at: number): Layer {
    const layer = new Layer(Number.POSITIVE_INFINITY);
    this.#layers[at] = layer;
    return layer;
  }

  #isWorthwhile({ at, cost, carried }: State): boolean {
    const layer = this.#layers[at];
    if (!layer || cost > layer.most) return false;
    if (layer.followed === 0) {
      this.#reached.push(at);
      this.#forget(cost);
    }
    if (carried) layer.carrying += 1;
    if (carried && layer.carrying > MOST_CARRYING) return false;
    layer.followed += 1;
    return layer.followed <= this.#breadthAt(cost).states;
  }

  /** Lets go of the states of layers to which none is added any more: in a document with thousands of faults these are most of them. */
  #forget(cost: number): void {
    for (;;) {
      const at = this.#reached[this.#closed];
      if (at === undefined || (this.#layers[at]?.most ?? cost) >= cost) return;
      this.#layers[at] = FORGOTTEN;
      this.#closed += 1;
    }
  }

  #add(state: State): void {
    const next = this.#next;
    const top = this.#heap[0];
    if (next ? compare(state, next) < 0 : !top || compare(state, top) < 0) {
      this.#next = state;
      if (next) this.#addToHeap(next);
    } else this.#addToHeap(state);
  }

  #addToHeap(state: State): void {
    const heap = this.#heap;
    let place = heap.length;
    heap.push(state);
    while (place > 0) {
      const above = (place - 1) >> 1;
      const parent = heap[above] as State;
      if (compare(parent, state) <= 0) break;
      heap[place] = parent;
      place = above;
    }
    heap[place] = state;
  }

  #take(): State | undefined {
    const next = this.#next;
    this.#next = undefined;
    return next ?? this.#takeFromHeap();
  }

  #takeFromHeap(): State | undefined {
    const heap = this.#heap;
    const top = heap[0];
    const last = heap.pop();
    if (!top || !last || heap.length === 0) return top;
    let place = 0;
    for (;;) {
      let below = 2 * place + 1;
      if (below >= heap.length) break;
      if (below + 1 < heap.length && compare(heap[below + 1] as State, heap[below] as State) < 0) below += 1;
      const child = heap[below] as State;
      if (compare(last, child) <= 0) break;
      heap[place] = child;
      place = below;
    }
    heap[place] = last;
    return top;
  }
}

function findLike({ first, others }: Layer, state: State): State | undefined {
  if (first && isLike(first, state)) return first;
  return others?.find((other) => isLike(other, state));
}

/** Whether the same can follow from a state. */
function isLike(known: State, { pattern, carried, unwrapped }: State): boolean {
  return (
    known.pattern === pattern &&
    !known.isStale &&
    known.unwrapped === unwrapped &&
    known.carried?.element === carried?.element
  );
}

/** The order in which states are followed. */
function compare(a: State, b: State): number {
  if (a.cost !== b.cost) return a.cost - b.cost;
  if (a.at !== b.at) return a.at - b.at;
  if (a.turn === RESUMED || b.turn === RESUMED) return (a.turn === RESUMED ? 0 : 1) - (b.turn === RESUMED ? 0 : 1);
  return compareRank(a, b);
}

/** Which of two ways to the same event is the better: the cheaper, else the one that would be met first if all were followed event by event. */
function compareRank(a: State, b: State): number {
  if (a.cost !== b.cost) return a.cost - b.cost;
  return a.beforeAt - b.beforeAt || a.beforeOrder - b.beforeOrder || a.turn - b.turn;
}

/** The steps that led to a state, in their order. What was lifted has been put down, and that tells of both. */
export function stepsOf(last: State): Repair[] {
  const repairs: Repair[] = [];
  for (let state: State | undefined = last; state; state = state.repaired) {
    if (state.move && state.move.kind !== 'lift') repairs.push(state.move);
  }
  return repairs.reverse();
}
