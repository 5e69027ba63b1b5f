/** What is told of an element or an attribute: the places of the grammar that speak of it, brought together. */

import type { ReleaseName } from '../diagnostic.js';
import { DOCUMENT_KINDS, type DocumentKind } from '../grammar/kind.js';
import { groupBy } from '../group.js';
import { GENERATIONS } from '../release.js';
import { type Condition, type SchemaSource, sameValue, schemaSource, type Use, usesIn, wordsFor } from './walk.js';

/** A value and the first generation that takes it; `value` for one of an enumeration, `words` for any that fits. */
export interface ValueEntry {
  readonly value?: string;
  readonly words?: string;
  readonly since: ReleaseName;
}

/** `always`, `never` (may be left out), `where-allowed`: wherever its conditions hold, `one-of`: it or another one. */
export type Need = 'always' | 'never' | 'where-allowed' | 'one-of';

/** One thing that an element or attribute means; most have one, some another in each mode. */
export interface Sense {
  readonly text: string;
  /** The values of the root's `mode` with which it stands; empty where that is all. */
  readonly modes: readonly string[];
  /** What else it depends on. */
  readonly conditions: readonly Condition[];
  readonly need: Need;
  /** The attributes of which exactly one is written. */
  readonly oneOf: readonly string[];
  readonly repeated: boolean;
  /** What an attribute, or the text of an element, takes. */
  readonly values: readonly ValueEntry[];
  /** The value that leaving it out stands for, where the grammar tells. */
  readonly implied: string | undefined;
  readonly since: ReleaseName;
  /** The places of the grammar that it was read from: one at least. */
  readonly uses: readonly [Use, ...Use[]];
}

export interface NameEntry {
  readonly document: DocumentKind;
  readonly element: string;
  /** Undefined for the element itself. */
  readonly attribute: string | undefined;
  /** The elements that the element stands in. */
  readonly parents: readonly string[];
  /** The names of the attributes and elements that an element may have. */
  readonly attributes: readonly string[];
  readonly children: readonly string[];
  readonly senses: readonly Sense[];
  readonly since: ReleaseName;
}

/** An element as `disk`, an attribute as `disk/@name`. */
export function titleOf({ element, attribute }: Pick<NameEntry, 'element' | 'attribute'>): string {
  return attribute === undefined ? element : `${element}/@${attribute}`;
}

/** All elements and attributes of a kind of document, in the grammar's order. */
export function nameEntries(kind: DocumentKind): NameEntry[] {
  const known = knownSince(kind);
  const uses = usesIn(newestSource(kind));
  const groups = groupBy(uses, (use) => titleOf({ element: elementOf(use), attribute: use.attribute }));
  return [...groups.values()].map((group) => entryOf(kind, group, uses, known));
}

/** The same for both kinds: backups first. */
export function allNames(): NameEntry[] {
  return DOCUMENT_KINDS.flatMap(nameEntries);
}

/** The grammar of a kind as the newest generation has it. */
function newestSource(kind: DocumentKind): SchemaSource {
  return schemaSource(kind, GENERATIONS[GENERATIONS.length - 1] ?? GENERATIONS[0]);
}

export const elementOf = (use: Use): string => use.path.at(-1) ?? '';

/** Since which generation each key is known. */
type KnownSince = ReadonlyMap<string, ReleaseName>;

function knownSince(kind: DocumentKind): KnownSince {
  const known = new Map<string, ReleaseName>();
  for (const generation of GENERATIONS) {
    for (const use of usesIn(schemaSource(kind, generation))) {
      for (const key of [keyOf(use), ...use.values.map((value) => `${keyOf(use)}=${wordsFor(value)}`)]) {
        if (!known.has(key)) known.set(key, generation);
      }
    }
  }
  return known;
}

function keyOf(use: Use): string {
  return `${use.path.join('/')}/@${use.attribute ?? ''}`;
}

function entryOf(
  document: DocumentKind,
  uses: readonly [Use, ...Use[]],
  all: readonly Use[],
  known: KnownSince,
): NameEntry {
  const [first] = uses;
  const element = elementOf(first);
  const within = first.attribute === undefined ? all : [];
  return {
    document,
    element,
    attribute: first.attribute,
    parents: unique(uses.map(({ path }) => path.at(first.attribute === undefined ? -2 : -1)).filter(isName)),
    attributes: unique(
      within
        .filter((use) => elementOf(use) === element)
        .map(({ attribute }) => attribute)
        .filter(isName),
    ),
    children: unique(
      within.filter(({ path, attribute }) => path.at(-2) === element && attribute === undefined).map(elementOf),
    ),
    senses: [...groupBy(uses, ({ documentation }) => documentation).values()].map((group) =>
      senseOf(group, all, known),
    ),
    since: oldest(uses.map((use) => known.get(keyOf(use)) ?? GENERATIONS[0])),
  };
}

function senseOf(uses: readonly [Use, ...Use[]], all: readonly Use[], known: KnownSince): Sense {
  const [use] = uses;
  const joined = joinConditions(uses);
  const inherited = joinConditions(all.filter((other) => uses.some((inner) => isAround(other, inner))));
  const conditions = joined.filter((own) => !isMode(own) && !inherited.some((outer) => sameCondition(own, outer)));
  return {
    text: use.documentation,
    modes: joined.find(isMode)?.values ?? [],
    conditions,
    need: needOf(uses, conditions),
    oneOf: use.oneOf,
    repeated: uses.some(({ repeated }) => repeated),
    values: valuesOf(uses, known),
    implied: impliedBy(uses),
    since: oldest(uses.map((one) => known.get(keyOf(one)) ?? GENERATIONS[0])),
    uses,
  };
}

/** Whether a place is that of the element that another place is in. */
function isAround(outer: Use, inner: Use): boolean {
  if (outer.attribute !== undefined) return false;
  const around = inner.attribute === undefined ? inner.path.slice(0, -1) : inner.path;
  return outer.path.join('/') === around.join('/');
}

const isMode = ({ element, attribute }: Condition): boolean => element === 'domainbackup' && attribute === 'mode';

function needOf(uses: readonly Use[], conditions: readonly Condition[]): Need {
  if (uses.some(({ oneOf, attribute }) => attribute !== undefined && oneOf.includes(attribute))) return 'one-of';
  if (uses.some(({ optional, steers }) => optional || steers?.leftOut)) return 'never';
  return conditions.length > 0 ? 'where-allowed' : 'always';
}

/** The conditions that hold at every one of the places, each with all values that it has at one of them. */
function joinConditions(uses: readonly Use[]): Condition[] {
  const [first, ...others] = uses;
  return (first?.conditions ?? []).flatMap((condition) => {
    const twins = others.map((use) => use.conditions.find((other) => sameSubject(other, condition)));
    if (twins.includes(undefined)) return [];
    const all = [condition, ...twins.filter((twin) => twin !== undefined)];
    const joined = {
      ...condition,
      values: unique(all.flatMap(({ values }) => values)),
      leftOut: all.some(({ leftOut }) => leftOut),
    };
    // In both modes means: whatever the mode.
    return isMode(joined) && joined.leftOut && joined.values.length > 1 ? [] : [joined];
  });
}

function valuesOf(uses: readonly Use[], known: KnownSince): ValueEntry[] {
  const all = uses.flatMap((use) => use.values.map((taken) => ({ use, taken })));
  const first = all.filter(({ taken }, i) => all.findIndex((other) => sameValue(other.taken, taken)) === i);
  return first.map(({ use, taken }) => ({
    ...taken,
    since: known.get(`${keyOf(use)}=${wordsFor(taken)}`) ?? GENERATIONS[0],
  }));
}

/** Of the values that decide on others, the only one whose alternative does without the attribute. */
function impliedBy(uses: readonly Use[]): string | undefined {
  const implied = uses.filter(({ steers, optional }) => steers?.leftOut && optional);
  const values = unique(implied.flatMap(({ values: taken }) => taken.map(wordsFor)));
  return values.length === 1 ? values[0] : undefined;
}

const sameSubject = (a: Condition, b: Condition): boolean => a.element === b.element && a.attribute === b.attribute;
const sameCondition = (a: Condition, b: Condition): boolean =>
  sameSubject(a, b) && a.leftOut === b.leftOut && a.values.join('|') === b.values.join('|');
const isName = (name: string | undefined): name is string => name !== undefined;
const unique = <T>(items: readonly T[]): T[] => [...new Set(items)];

function oldest(releases: readonly ReleaseName[]): ReleaseName {
  return GENERATIONS.find((generation) => releases.includes(generation)) ?? GENERATIONS[0];
}
