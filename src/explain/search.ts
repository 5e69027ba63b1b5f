/**
 * Finds the cheapest repair of a document: the document's events are read along with the grammar's derivatives, and where they do not fit, every step that
 * makes them fit is tried. As equal states are joined and dear ones dropped, the time is linear in the length of the document.
 */
import type { ReleaseName } from '../diagnostic.js';
import { acceptsValue, KEEP_LOCKED, type Unlocked, type ValueTest } from '../grammar/derive.js';
import type { Grammar } from '../grammar/load.js';
import { type Pattern, partsOf } from '../grammar/pattern.js';
import { type Survey, valuesOf } from '../grammar/survey.js';
import { elementsOf, type XmlAttribute, type XmlElement } from '../scan/tree.js';
import {
  type AttributeEvent,
  type CloseEvent,
  type EndEvent,
  type Event,
  isBlank,
  type OpenEvent,
  type TextEvent,
} from './events.js';
import { COST, dropCost, nearCost, type Repair, WINDOW } from './repair.js';

/** A step as it is taken: an element that is lifted is either put down further on, or was dropped. */
type Move = Repair | { readonly kind: 'lift'; readonly element: XmlElement; readonly at: Pattern };

interface State {
  readonly pattern: Pattern;
  readonly cost: number;
  /** An element in hand: lifted from its place, to be put down in one that holds this place. */
  readonly carried: Carried | undefined;
  /** The event at which an element ends whose tags are left out. */
  readonly unwrapped: number | undefined;
  readonly before: State | undefined;
  readonly move: Move | undefined;
}

interface Carried {
  readonly element: XmlElement;
  /** What is still to be paid if it is never put down. */
  readonly debt: number;
}

type Change = Partial<Pick<State, 'pattern' | 'carried' | 'unwrapped'>>;

/** As many states as are followed from one event to the next. */
const MOST_STATES = 48;

/** A step that must not be taken: to see what else would be needed without it. */
export type Ban = (repair: Repair) => boolean;

export interface Finding {
  readonly repairs: readonly Repair[];
  readonly cost: number;
}

/** The cheapest steps after which the events fit the grammar, in the order of the events; undefined where none are found. */
export function findRepairs(
  grammar: Grammar,
  survey: Survey,
  events: readonly Event[],
  ban?: Ban,
): Finding | undefined {
  return new Search(grammar, survey, events, ban).run();
}

class Search {
  readonly #layers: (Map<string, State> | undefined)[] = [];
  readonly #newer: readonly ReleaseName[];
  /** The event that is being read, and how many elements are open before it. */
  #at = 0;
  #depth = 0;

  constructor(
    readonly grammar: Grammar,
    readonly survey: Survey,
    readonly events: readonly Event[],
    readonly ban: Ban | undefined,
  ) {
    this.#newer = releasesIn(grammar.start);
  }

  run(): Finding | undefined {
    const { start, derive } = this.grammar;
    const first = derive.pool.after(start, derive.pool.empty);
    this.#push(0, {
      pattern: first,
      cost: 0,
      carried: undefined,
      unwrapped: undefined,
      before: undefined,
      move: undefined,
    });
    for (this.#at = 0; this.#at < this.events.length; this.#at += 1) {
      const event = this.events[this.#at];
      if (event) this.#readAll(event);
      this.#layers[this.#at] = undefined;
      if (event?.kind === 'open') this.#depth += 1;
      if (event?.kind === 'end') this.#depth -= 1;
    }
    return this.#best();
  }

  #best(): Finding | undefined {
    const ends = [...(this.#layers[this.events.length]?.values() ?? [])].filter(
      (state) => this.grammar.derive.end(state.pattern).kind === 'empty',
    );
    const cost = (state: State): number => state.cost + (state.carried?.debt ?? 0);
    const best = ends.reduce<State | undefined>((a, b) => (a && cost(a) <= cost(b) ? a : b), undefined);
    return best && { repairs: settle(movesOf(best)), cost: cost(best) };
  }

  /** Reads an event in every state before it, the cheapest first, as some steps lead to another state before the same event. */
  #readAll(event: Event): void {
    const layer = this.#layers[this.#at];
    if (!layer) return;
    const done = new Set<string>();
    let least: number | undefined;
    while (done.size < MOST_STATES) {
      const next = cheapest(layer, done);
      if (!next) return;
      const [key, state] = next;
      least ??= state.cost;
      if (state.cost > least + WINDOW) return;
      done.add(key);
      this.#read(state, event);
    }
  }

  #read(state: State, event: Event): void {
    switch (event.kind) {
      case 'open':
        this.#open(state, event);
        return;
      case 'attribute':
        this.#attribute(state, event);
        return;
      case 'close':
        this.#close(state, event);
        return;
      case 'text':
        this.#text(state, event);
        return;
      case 'end':
        this.#end(state, event);
    }
  }

  // Start tags

  #open(state: State, event: OpenEvent): void {
    const { derive } = this.grammar;
    const { element } = event;
    const { pattern } = state;
    const opened = derive.open(pattern, element.name);
    this.#next(state, { pattern: opened }, 0);
    this.#closeWrapped(state);
    if (!isNothing(opened)) return;
    this.#unlock(state, opened, (release) => derive.open(pattern, element.name, release), { element });
    const names = this.survey.elements(pattern);
    for (const to of names) {
      const near = nearCost(element.name, to);
      const renamed = derive.open(pattern, to);
      if (near !== undefined)
        this.#next(state, { pattern: renamed }, near, { kind: 'rename-element', element, to, near: true, at: pattern });
      else if (!element.parent || hasEvidence(element)) {
        this.#next(state, { pattern: renamed }, COST.renameElement, {
          kind: 'rename-element',
          element,
          to,
          near: false,
          at: pattern,
        });
      }
    }
    if (!element.parent) return;
    const wrapped = [...names].filter((name) => this.#wrap(state, event, name));
    this.#drop(state, event, dropCost(element) + (wrapped.length > 0 ? COST.dropWrappable : 0));
    for (const name of names) {
      const inserted = derive.skip(pattern, name);
      if (isNothing(derive.open(inserted, element.name))) continue;
      this.#stay(state, { pattern: inserted }, COST.insertElement, {
        kind: 'insert-element',
        element: element.parent,
        name,
        at: pattern,
      });
    }
    this.#putDown(state, element.parent);
  }

  #drop(state: State, event: OpenEvent, cost: number): void {
    const { element } = event;
    const { pattern } = state;
    this.#jump(event.end + 1, state, {}, cost, { kind: 'drop-element', element, at: pattern });
    if (state.carried === undefined) {
      const carried = { element, debt: cost - COST.lift };
      this.#jump(event.end + 1, state, { carried }, COST.lift, { kind: 'lift', element, at: pattern });
    }
    if (state.unwrapped !== undefined || elementsOf(element).length === 0) return;
    const content =
      this.events.findIndex((other, i) => i > this.#at && other.kind === 'close' && other.element === element) + 1;
    this.#jump(content, state, { unwrapped: event.end }, COST.unwrap, { kind: 'unwrap-element', element, at: pattern });
  }

  /** Puts an element that is missing around this one and its like. Says whether that is possible. */
  #wrap(state: State, event: OpenEvent, around: string): boolean {
    if (state.pattern.depth > this.#depth + 1) return false;
    const { derive } = this.grammar;
    let inside = derive.open(state.pattern, around);
    let cost: number = COST.wrap;
    while (isNothing(derive.close(inside))) {
      const [lacking] = this.survey.attributes(inside);
      const content = lacking?.[1][0];
      if (!lacking || !content) return false;
      inside = derive.attribute(inside, lacking[0], exactly(content));
      cost += COST.insertWithWrap;
    }
    inside = derive.close(inside);
    if (isNothing(derive.open(inside, event.element.name))) return false;
    this.#stay(state, { pattern: inside }, cost, {
      kind: 'wrap-element',
      element: event.element,
      around,
      at: state.pattern,
    });
    return true;
  }

  #closeWrapped(state: State): void {
    if (state.pattern.depth - (state.unwrapped === undefined ? 0 : -1) <= this.#depth + 1) return;
    this.#stay(state, { pattern: this.grammar.derive.end(state.pattern) }, 0);
  }

  /** Puts the element in hand down where it is allowed, at the earliest in the element that it was lifted from. */
  #putDown(state: State, into: XmlElement): void {
    const { carried } = state;
    if (!carried || !isAncestor(into, carried.element)) return;
    const { element } = carried;
    const pattern = this.grammar.derive.skip(state.pattern, element.name);
    this.#stay(state, { pattern, carried: undefined }, 0, { kind: 'move-element', element, into, at: state.pattern });
  }

  // Attributes

  #attribute(state: State, event: AttributeEvent): void {
    const { derive } = this.grammar;
    const { element, attribute } = event;
    const { pattern } = state;
    const { name, value } = attribute;
    const contents = this.survey.attributes(pattern).get(name) ?? [];
    const test = testOf(contents, value);
    const taken = derive.attribute(pattern, name, test);
    const allowed = !isNothing(taken);
    if (allowed) this.#next(state, { pattern: derive.attribute(pattern, name, test, KEEP_LOCKED) }, 0);
    const steers = contents.some((content) => valuesOf(content).length > 0);
    if (allowed && !steers) return;
    if (!allowed) {
      const unlocked = (release: ReleaseName): Pattern =>
        derive.attribute(pattern, name, unlockedTest(value, release), release);
      this.#unlock(state, taken, unlocked, { element, attribute });
    }
    for (const content of contents) this.#change(state, event, content, allowed);
    const dropped = { kind: 'drop-attribute', element, attribute, at: pattern } as const;
    this.#next(state, {}, COST.dropAttribute + (allowed ? COST.changeAllowed - COST.changeValue : 0), dropped);
    if (!allowed) this.#rename(state, event);
  }

  #change(state: State, event: AttributeEvent, content: Pattern, allowed: boolean): void {
    const { element, attribute } = event;
    if (acceptsValue(content, attribute.value)) return;
    const values = valuesOf(content);
    if (allowed && values.length === 0) return;
    const near = Math.min(...values.map((value) => nearCost(attribute.value, value) ?? COST.changeValue));
    const cost = allowed ? COST.changeAllowed : Math.min(near, COST.changeValue);
    const pattern = this.grammar.derive.attribute(state.pattern, attribute.name, exactly(content));
    this.#next(state, { pattern }, cost, {
      kind: 'change-attribute',
      element,
      attribute,
      content,
      allowed,
      at: state.pattern,
    });
  }

  #rename(state: State, event: AttributeEvent): void {
    const { element, attribute } = event;
    const { pattern } = state;
    if (attribute.name.startsWith('xmlns')) return;
    for (const [to, contents] of this.survey.attributes(pattern)) {
      if (to === attribute.name || element.attributes.some((other) => other.name === to)) continue;
      const near = nearCost(attribute.name, to);
      const fits = this.grammar.derive.attribute(pattern, to, testOf(contents, attribute.value));
      const telling = contents.some((content) => content.kind !== 'text' && acceptsValue(content, attribute.value));
      if (near === undefined && !telling) continue;
      const move = { kind: 'rename-attribute', element, attribute, to, near: near !== undefined, at: pattern } as const;
      this.#next(state, { pattern: fits }, near ?? COST.renameAttribute, move);
      if (near === undefined || !isNothing(fits)) continue;
      for (const content of contents) {
        this.#next(
          state,
          { pattern: this.grammar.derive.attribute(pattern, to, exactly(content)) },
          near + COST.changeValue,
          move,
        );
      }
    }
  }

  #close(state: State, event: CloseEvent): void {
    const { derive } = this.grammar;
    const { element } = event;
    const { pattern } = state;
    const closed = derive.close(pattern);
    this.#next(state, { pattern: closed }, 0);
    const allowed = !isNothing(closed);
    if (!allowed) this.#unlock(state, closed, (release) => derive.close(pattern, release), { element });
    for (const [name, contents] of this.survey.attributes(pattern)) {
      for (const content of contents) {
        if (allowed && valuesOf(content).length === 0) continue;
        const inserted = derive.attribute(pattern, name, exactly(content));
        const move = { kind: 'insert-attribute', element, name, content, allowed, at: pattern } as const;
        this.#stay(state, { pattern: inserted }, COST.insertAttribute, move);
      }
    }
  }

  // Content

  #text(state: State, event: TextEvent): void {
    const { derive } = this.grammar;
    const { element, value, span } = event;
    const { pattern } = state;
    const read = derive.text(pattern, { key: value, accepts: (content) => acceptsValue(content, value) });
    this.#next(state, { pattern: read }, 0);
    if (isBlank(value)) this.#next(state, {}, 0);
    if (!isNothing(read)) return;
    const changed = derive.text(pattern, { key: '*', accepts: () => true });
    this.#next(state, { pattern: changed }, COST.changeText, {
      kind: 'change-text',
      element,
      value,
      span,
      at: pattern,
    });
    if (!isBlank(value)) this.#next(state, {}, COST.dropText, { kind: 'drop-text', element, value, span, at: pattern });
  }

  #end(state: State, event: EndEvent): void {
    const { derive } = this.grammar;
    const { element } = event;
    const { pattern } = state;
    if (state.unwrapped === this.#at) {
      this.#next(state, { unwrapped: undefined }, 0);
      return;
    }
    this.#putDown(state, element);
    if (pattern.depth > this.#depth + 1 - (state.unwrapped === undefined ? 0 : 1)) {
      this.#closeWrapped(state);
      return;
    }
    const ended = derive.end(pattern);
    this.#next(state, { pattern: ended }, 0);
    if (!isNothing(ended)) return;
    this.#unlock(state, ended, (release) => derive.end(pattern, release), { element });
    for (const name of this.survey.elements(pattern)) {
      const move = { kind: 'insert-element', element, name, at: pattern } as const;
      this.#stay(state, { pattern: derive.skip(pattern, name) }, COST.insertElement, move);
    }
  }

  // States

  /** Tries what only newer releases know, each release by itself. */
  #unlock(
    state: State,
    locked: Pattern,
    read: (release: ReleaseName) => Pattern,
    place: { readonly element: XmlElement; readonly attribute?: XmlAttribute },
  ): void {
    for (const release of this.#newer) {
      const pattern = read(release);
      if (isNothing(pattern) || pattern === locked) continue;
      this.#next(state, { pattern }, COST.needsRelease, {
        kind: 'needs-release',
        release,
        at: state.pattern,
        ...place,
      });
    }
  }

  #next(state: State, change: Change, cost: number, move?: Move): void {
    this.#jump(this.#at + 1, state, change, cost, move);
  }

  #stay(state: State, change: Change, cost: number, move?: Move): void {
    this.#jump(this.#at, state, change, cost, move);
  }

  #jump(to: number, state: State, change: Change, cost: number, move?: Move): void {
    const pattern = change.pattern ?? state.pattern;
    if (isNothing(pattern)) return;
    if (move && move.kind !== 'lift' && this.ban?.(move)) return;
    this.#push(to, {
      pattern,
      cost: state.cost + cost,
      carried: 'carried' in change ? change.carried : state.carried,
      unwrapped: 'unwrapped' in change ? change.unwrapped : state.unwrapped,
      before: state,
      move,
    });
  }

  #push(to: number, state: State): void {
    const layer = this.#layers[to] ?? new Map<string, State>();
    this.#layers[to] = layer;
    const key = `${state.pattern.id} ${state.carried?.element.span.start ?? ''} ${state.unwrapped ?? ''}`;
    const known = layer.get(key);
    if (!known || state.cost < known.cost) layer.set(key, state);
  }
}

const isNothing = (pattern: Pattern): boolean => pattern.kind === 'notAllowed';

/** A test that only the one content passes: as if the value were right for it. */
const exactly = (content: Pattern): ValueTest => ({ key: `=${content.id}`, accepts: (other) => other === content });

/** The test of a value against the contents at hand; values that the same contents take share their key. */
function testOf(contents: readonly Pattern[], value: string): ValueTest {
  const taking = contents.filter((content) => acceptsValue(content, value));
  return { key: taking.map((content) => content.id).join(','), accepts: (content) => taking.includes(content) };
}

function unlockedTest(value: string, release: Unlocked): ValueTest {
  return { key: `:${value}`, accepts: (content) => acceptsValue(content, value, release) };
}

/** Whether an element holds anything by which one could tell what it is meant to be. */
function hasEvidence(element: XmlElement): boolean {
  return element.attributes.length > 0 || elementsOf(element).length > 0;
}

function isAncestor(element: XmlElement, of: XmlElement): boolean {
  for (let at = of.parent; at; at = at.parent) if (at === element) return true;
  return false;
}

function cheapest(layer: ReadonlyMap<string, State>, done: ReadonlySet<string>): [string, State] | undefined {
  let best: [string, State] | undefined;
  for (const entry of layer) if (!done.has(entry[0]) && (!best || entry[1].cost < best[1].cost)) best = entry;
  return best;
}

function movesOf(last: State): Move[] {
  const moves: Move[] = [];
  for (let state: State | undefined = last; state; state = state.before) if (state.move) moves.push(state.move);
  return moves.reverse();
}

/** What was lifted has moved or is dropped. */
function settle(moves: readonly Move[]): Repair[] {
  const putDown = new Set(moves.filter((move) => move.kind === 'move-element').map((move) => move.element));
  return moves.flatMap((move): Repair[] => {
    if (move.kind !== 'lift') return [move];
    return putDown.has(move.element) ? [] : [{ kind: 'drop-element', element: move.element, at: move.at }];
  });
}

/** The releases that something in the pattern waits for. */
function releasesIn(start: Pattern): ReleaseName[] {
  const found = new Set<ReleaseName>();
  const seen = new Set<Pattern>();
  const visit = (pattern: Pattern): void => {
    if (seen.has(pattern)) return;
    seen.add(pattern);
    if (pattern.kind === 'since') found.add(pattern.release);
    for (const part of partsOf(pattern)) visit(part);
  };
  visit(start);
  return [...found];
}
