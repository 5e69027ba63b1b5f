/**
 * Finds the cheapest repair of a document: the document's events are read along with the grammar's derivatives, and where they do not fit, every step that
 * makes them fit is tried, the cheapest way first. As equal states are joined and dear ones dropped, the time is linear in the length of the document.
 */
import type { ReleaseName } from '../diagnostic.js';
import { ANYTHING, acceptsValue, exactly, KEEP_LOCKED, testOf } from '../grammar/derive.js';
import type { Grammar } from '../grammar/load.js';
import type { Pattern } from '../grammar/pattern.js';
import type { Reading } from '../grammar/reading.js';
import type { Survey } from '../grammar/survey.js';
import { elementsOf, isBlank, type XmlAttribute, type XmlElement } from '../scan/tree.js';
import {
  type AttributeEvent,
  type CloseEvent,
  type EndEvent,
  type Event,
  type OpenEvent,
  spanOfText,
  type TextEvent,
} from './events.js';
import { type Carried, Frontier, type Move, RESUMED, State, stepsOf } from './frontier.js';
import { BOUNDLESS, type Breadth, COST, dropCost, NARROW, type nearCost, type Repair, WIDE } from './repair.js';
import type { Vocabulary } from './vocabulary.js';

/** A step that must not be taken: to see what else would be needed without it. */
export type Ban = (repair: Repair) => boolean;

export interface Finding {
  readonly repairs: readonly Repair[];
  readonly cost: number;
}

/** What is known of a grammar before any document is looked at. */
export interface Knowledge {
  readonly grammar: Grammar;
  readonly survey: Survey;
  readonly vocabulary: Vocabulary;
  /** The releases that know more. */
  readonly newer: readonly ReleaseName[];
  /** The cost of reading a name as another. */
  readonly nearCost: typeof nearCost;
}

/** A document as it is searched. */
export interface Subject {
  readonly events: readonly Event[];
  /** Reads parts of the document, and remembers what it has read. */
  readonly reading: Reading;
}

/** What not to find. */
export interface Limits {
  readonly ban?: Ban;
  /** As much as the steps may cost together. */
  readonly most?: number;
}

/** The cheapest steps after which the events fit the grammar, in the order of the events; undefined where none are found. */
export function findRepairs(knowledge: Knowledge, subject: Subject, limits: Limits = {}): Finding | undefined {
  const inBreadth = (breadth: Breadth): Search => new Search(knowledge, subject, limits, breadth);
  const search = inBreadth(NARROW);
  const found = search.run() ?? (search.isNarrow() ? inBreadth(WIDE).run() : undefined);
  const isLimited = limits.ban !== undefined || limits.most !== undefined;
  return found || isLimited ? found : inBreadth(BOUNDLESS).run();
}

class Search {
  readonly grammar: Grammar;
  readonly survey: Survey;
  readonly vocabulary: Vocabulary;
  readonly newer: readonly ReleaseName[];
  readonly nearCost: typeof nearCost;
  readonly events: readonly Event[];
  readonly reading: Reading;
  readonly ban: Ban | undefined;
  readonly most: number;
  readonly #frontier: Frontier;
  /** The steps that have been tried from the state that is being followed. */
  #turn = 0;

  constructor(
    { grammar, survey, vocabulary, newer, nearCost }: Knowledge,
    { events, reading }: Subject,
    { ban, most = Number.POSITIVE_INFINITY }: Limits,
    breadth: Breadth,
  ) {
    this.#frontier = new Frontier(breadth);
    this.grammar = grammar;
    this.survey = survey;
    this.vocabulary = vocabulary;
    this.events = events;
    this.reading = reading;
    this.ban = ban;
    this.most = most;
    this.newer = newer;
    this.nearCost = nearCost;
  }

  run(): Finding | undefined {
    const { start, derive } = this.grammar;
    const first = derive.pool.after(start, derive.pool.empty);
    this.#frontier.push(new State(0, first, 0, undefined, undefined, undefined, undefined, 0, 0, 0));
    for (let state = this.#frontier.pop(); state; state = this.#frontier.pop()) {
      if (state.cost > this.most) return undefined;
      const event = this.events[state.at];
      if (!event) {
        if (!state.carried && derive.end(state.pattern).kind === 'empty')
          return { repairs: stepsOf(state), cost: state.cost };
      } else if (state.repaired && state.turn === RESUMED) {
        this.#turn = RESUMED;
        this.#resume(state.repaired, event);
      } else {
        this.#turn = 0;
        this.#read(state, event);
      }
    }
    return undefined;
  }

  /** Whether ways were left out behind dozens of faults. */
  isNarrow(): boolean {
    return this.#frontier.isNarrow;
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

  /** Tries the steps that are not needed where the state is, but may be for what follows. */
  #resume(state: State, event: Event): void {
    if (event.kind === 'attribute') this.#attributeAfterAll(state, event);
    if (event.kind === 'close') this.#insertAttribute(state, event, true);
  }

  // Start tags

  #open(state: State, event: OpenEvent): void {
    const { derive } = this.grammar;
    const { element } = event;
    const { pattern } = state;
    const opened = derive.open(pattern, element.name);
    this.#closeWrapped(state, event);
    const passed = this.#pass(opened, element);
    if (passed) {
      this.#jump(event.end + 1, state, passed, 0);
      return;
    }
    this.#next(state, opened, 0);
    if (!isNothing(opened)) return;
    this.#unlock(state, opened, (release) => derive.open(pattern, element.name, release), { element });
    const names = this.survey.elements(pattern);
    const near = [...names].filter((to) => this.#renameElement(state, element, to));
    if (!element.parent) return;
    const wrapped = [...names].filter((name) => this.#wrap(state, event, name));
    this.#drop(state, event, dropCost(element) + (wrapped.length + near.length > 0 ? COST.dropUnlikely : 0));
    for (const name of names) {
      const inserted = derive.skip(pattern, name);
      if (isNothing(derive.open(inserted, element.name))) continue;
      this.#stay(state, inserted, COST.insertElement, {
        kind: 'insert-element',
        element: element.parent,
        name,
        at: pattern,
      });
    }
    this.#putDown(state, element.parent);
  }

  /**
   * What comes behind an element that fits as it is and leaves only one way to go on: whatever else could be done inside it would lead there, too.
   * Undefined for any other.
   */
  #pass(opened: Pattern, element: XmlElement): Pattern | undefined {
    if (opened.kind !== 'after') return undefined;
    const passed = this.reading.inside(opened, element);
    return isNothing(passed) ? undefined : passed;
  }

  /** Reads an element as if it had another name. Says whether that is a near one. */
  #renameElement(state: State, element: XmlElement, to: string): boolean {
    const near = this.nearCost(element.name, to);
    const opened = this.grammar.derive.open(state.pattern, to);
    if (near === undefined && element.parent && !(hasEvidence(element) && this.#isSelective(opened))) return false;
    const move = { kind: 'rename-element', element, to, near: near !== undefined, at: state.pattern } as const;
    this.#next(state, opened, near ?? COST.renameElement, move);
    return near !== undefined;
  }

  /** Whether not all elements may come next. Where they may, as in the `<domain>` of a checkpoint, that something may says nothing for its place. */
  #isSelective(pattern: Pattern): boolean {
    return isNothing(this.grammar.derive.open(pattern, UNHEARD_OF));
  }

  #drop(state: State, event: OpenEvent, cost: number): void {
    const { element } = event;
    const { pattern } = state;
    const { carried, unwrapped } = state;
    this.#jump(event.end + 1, state, pattern, cost, { kind: 'drop-element', element, at: pattern });
    const until = carried ? undefined : this.#outermostHome(element);
    if (until) {
      const lift = { kind: 'lift', element, at: pattern } as const;
      this.#go(event.end + 1, state, pattern, COST.lift, lift, { element, until }, unwrapped);
    }
    const isKnown = this.vocabulary.parentsOf(element.name).length > 0 && element.name !== element.parent?.name;
    if (isKnown || unwrapped !== undefined || elementsOf(element).length === 0) return;
    const unwrap = { kind: 'unwrap-element', element, at: pattern } as const;
    this.#go(event.content, state, pattern, COST.unwrap, unwrap, carried, event.end);
  }

  #outermostHome(element: XmlElement): XmlElement | undefined {
    const homes = this.vocabulary.parentsOf(element.name);
    let outermost: XmlElement | undefined;
    for (let around = element.parent; around; around = around.parent)
      if (homes.includes(around.name)) outermost = around;
    return outermost;
  }

  /** Puts an element that is missing around this one and its like. Says whether that is possible. */
  #wrap(state: State, event: OpenEvent, around: string): boolean {
    if (state.pattern.depth > event.depth + 1) return false;
    // What may stand in its parent itself lacks nothing around it: it is one too many.
    const { name, parent } = event.element;
    if (parent && this.vocabulary.parentsOf(name).includes(parent.name)) return false;
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
    if (isNothing(derive.open(inside, event.element.name)) || !this.#isSelective(inside)) return false;
    this.#stay(state, inside, cost, {
      kind: 'wrap-element',
      element: event.element,
      around,
      at: state.pattern,
    });
    return true;
  }

  #closeWrapped(state: State, { depth }: Event): void {
    if (state.pattern.depth - (state.unwrapped === undefined ? 0 : -1) <= depth + 1) return;
    this.#stay(state, this.grammar.derive.end(state.pattern), 0);
  }

  /** Puts the element in hand down where it is allowed, at the earliest in the element that it was lifted from. */
  #putDown(state: State, into: XmlElement): void {
    const { carried } = state;
    if (!carried || !isAncestor(into, carried.element)) return;
    const { element } = carried;
    const pattern = this.grammar.derive.skip(state.pattern, element.name);
    const move = { kind: 'move-element', element, into, at: state.pattern } as const;
    this.#go(state.at, state, pattern, 0, move, undefined, state.unwrapped);
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
    if (!isNothing(taken)) {
      const kept = this.newer.length === 0 ? taken : derive.attribute(pattern, name, test, KEEP_LOCKED);
      this.#next(state, kept, 0);
      const steers = contents.some((content) => this.survey.values(content).length > 0);
      if (steers) this.#later(state, COST.changeAllowed);
      return;
    }
    const ever = this.survey.attributesEver(pattern).get(name) ?? [];
    const unlocked = (release: ReleaseName): Pattern =>
      derive.attribute(pattern, name, testOf(ever, value, release), release);
    this.#unlock(state, taken, unlocked, { element, attribute });
    for (const content of contents) this.#change(state, event, content, false);
    this.#dropAttribute(state, event, COST.dropAttribute);
    this.#rename(state, event);
  }

  #attributeAfterAll(state: State, event: AttributeEvent): void {
    const contents = this.survey.attributes(state.pattern).get(event.attribute.name) ?? [];
    for (const content of contents) this.#change(state, event, content, true);
    this.#dropAttribute(state, event, COST.dropAttribute + COST.changeAllowed - COST.changeValue);
  }

  #dropAttribute(state: State, { element, attribute }: AttributeEvent, cost: number): void {
    this.#next(state, state.pattern, cost, { kind: 'drop-attribute', element, attribute, at: state.pattern });
  }

  #change(state: State, event: AttributeEvent, content: Pattern, allowed: boolean): void {
    const { element, attribute } = event;
    if (acceptsValue(content, attribute.value)) return;
    const values = this.survey.values(content);
    if (allowed && values.length === 0) return;
    const near = Math.min(...values.map((value) => this.nearCost(attribute.value, value) ?? COST.changeValue));
    const cost = allowed ? COST.changeAllowed : Math.min(near, COST.changeValue);
    const pattern = this.grammar.derive.attribute(state.pattern, attribute.name, exactly(content));
    this.#next(state, pattern, cost, {
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
      if (to === attribute.name) continue;
      const near = this.nearCost(attribute.name, to);
      if (!this.#takesNext(state, near ?? COST.renameAttribute)) continue;
      if (near === undefined && !isTelling(contents, attribute.value)) continue;
      if (element.attributes.some((other) => other.name === to)) continue;
      const fits = this.grammar.derive.attribute(pattern, to, testOf(contents, attribute.value));
      const move = { kind: 'rename-attribute', element, attribute, to, near: near !== undefined, at: pattern } as const;
      this.#next(state, fits, near ?? COST.renameAttribute, move);
      if (near === undefined || !isNothing(fits)) continue;
      for (const content of contents) {
        const changed = this.grammar.derive.attribute(pattern, to, exactly(content));
        this.#next(state, changed, near + COST.changeValue, move);
      }
    }
  }

  #close(state: State, event: CloseEvent): void {
    const { derive } = this.grammar;
    const { element } = event;
    const { pattern } = state;
    const closed = derive.close(pattern);
    if (!isNothing(closed)) {
      this.#next(state, closed, 0);
      this.#later(state, COST.insertAllowed);
      return;
    }
    this.#unlock(state, closed, (release) => derive.close(pattern, release), { element });
    this.#insertAttribute(state, event, false);
  }

  #insertAttribute(state: State, { element }: CloseEvent, allowed: boolean): void {
    const { derive } = this.grammar;
    const { pattern } = state;
    const cost = allowed ? COST.insertAllowed : COST.insertAttribute;
    if (!this.#frontier.takes(state.at, state.cost + cost)) return;
    for (const [name, contents] of this.survey.attributes(pattern)) {
      for (const content of contents) {
        if (allowed && this.survey.values(content).length === 0) continue;
        const inserted = derive.attribute(pattern, name, exactly(content));
        const move = { kind: 'insert-attribute', element, name, content, allowed, at: pattern } as const;
        this.#stay(state, inserted, cost, move);
      }
    }
  }

  // Content

  #text(state: State, event: TextEvent): void {
    const { derive } = this.grammar;
    const { element, value } = event;
    const { pattern } = state;
    const read = this.reading.text(pattern, value);
    this.#next(state, this.reading.afterText(pattern, value, read), 0);
    if (!isNothing(read)) return;
    const span = spanOfText(event);
    const changed = derive.text(pattern, ANYTHING);
    this.#next(state, changed, COST.changeText, {
      kind: 'change-text',
      element,
      value,
      span,
      at: pattern,
    });
    if (isBlank(value)) return;
    this.#next(state, pattern, COST.dropText, { kind: 'drop-text', element, value, span, at: pattern });
  }

  #end(state: State, event: EndEvent): void {
    const { derive } = this.grammar;
    const { element } = event;
    const { pattern } = state;
    this.#putDown(state, element);
    if (state.carried?.until === element) return;
    if (state.unwrapped === state.at) {
      this.#go(state.at + 1, state, pattern, 0, undefined, state.carried, undefined);
      return;
    }
    if (pattern.depth > event.depth + 1 - (state.unwrapped === undefined ? 0 : 1)) {
      this.#closeWrapped(state, event);
      return;
    }
    const ended = derive.end(pattern);
    this.#next(state, ended, 0);
    if (!isNothing(ended)) return;
    this.#unlock(state, ended, (release) => derive.end(pattern, release), { element });
    for (const name of this.survey.elements(pattern)) {
      const move = { kind: 'insert-element', element, name, at: pattern } as const;
      this.#stay(state, derive.skip(pattern, name), COST.insertElement, move);
    }
    // Where a text belongs, elements stand that have been dropped: that is said already.
    if (this.survey.texts(pattern).length > 0) this.#stay(state, derive.text(pattern, ANYTHING), COST.changeText);
  }

  // States

  /** Tries what only newer releases know, each release by itself. */
  #unlock(
    state: State,
    locked: Pattern,
    read: (release: ReleaseName) => Pattern,
    place: { readonly element: XmlElement; readonly attribute?: XmlAttribute },
  ): void {
    for (const release of this.newer) {
      const pattern = read(release);
      if (isNothing(pattern) || pattern === locked) continue;
      this.#next(state, pattern, COST.needsRelease, {
        kind: 'needs-release',
        release,
        at: state.pattern,
        ...place,
      });
    }
  }

  #next(state: State, pattern: Pattern, cost: number, move?: Move): void {
    this.#go(state.at + 1, state, pattern, cost, move, state.carried, state.unwrapped);
  }

  #takesNext({ at, cost }: State, more: number): boolean {
    return this.#frontier.takes(at + 1, cost + more);
  }

  #stay(state: State, pattern: Pattern, cost: number, move?: Move): void {
    this.#go(state.at, state, pattern, cost, move, state.carried, state.unwrapped);
  }

  #jump(to: number, state: State, pattern: Pattern, cost: number, move?: Move): void {
    this.#go(to, state, pattern, cost, move, state.carried, state.unwrapped);
  }

  #go(
    to: number,
    state: State,
    pattern: Pattern,
    cost: number,
    move: Move | undefined,
    carried: Carried | undefined,
    unwrapped: number | undefined,
  ): void {
    if (isNothing(pattern) || !this.#frontier.takes(to, state.cost + cost)) return;
    if (move && move.kind !== 'lift' && this.ban?.(move)) return;
    this.#turn += 1;
    const repaired = state.move ? state : state.repaired;
    const { at, order } = state;
    this.#frontier.push(
      new State(to, pattern, state.cost + cost, carried, unwrapped, move, repaired, at, order, this.#turn),
    );
  }

  /** Comes back to a state that fits as it is once it may be worth to try steps of this cost. */
  #later(state: State, cost: number): void {
    const { at, pattern, carried, unwrapped, order } = state;
    const later = state.cost + cost;
    if (!this.#frontier.takes(at, later)) return;
    this.#frontier.push(new State(at, pattern, later, carried, unwrapped, undefined, state, at, order, RESUMED));
  }
}

/** No element has such a name. */
const UNHEARD_OF = '';

/** Whether a value is one of some contents that do not take any text: then it speaks for them. */
function isTelling(contents: readonly Pattern[], value: string): boolean {
  for (const content of contents) if (content.kind !== 'text' && acceptsValue(content, value)) return true;
  return false;
}

const isNothing = (pattern: Pattern): boolean => pattern.kind === 'notAllowed';

/** Whether an element holds anything by which one could tell what it is meant to be. */
function hasEvidence(element: XmlElement): boolean {
  return element.attributes.length > 0 || elementsOf(element).length > 0;
}

function isAncestor(element: XmlElement, of: XmlElement): boolean {
  for (let at = of.parent; at; at = at.parent) if (at === element) return true;
  return false;
}
