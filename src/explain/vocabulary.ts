/** All names that a grammar knows, and where each belongs. */
import { type AttributePattern, type ElementPattern, type Pattern, partsOf } from '../grammar/pattern.js';
import { valuesOf } from '../grammar/survey.js';

export interface Vocabulary {
  /** The elements in which an element of the name may stand, in some document. */
  readonly parentsOf: (element: string) => readonly string[];
  /** The elements that an attribute of the name may stand on, in some document. */
  readonly ownersOf: (attribute: string) => readonly string[];
  /** What an attribute on an element of a name may contain, in some document. */
  readonly contentsOf: (attribute: string, owner: string) => readonly Pattern[];
  /** Whether some element has an attribute of the name that takes one of few values: such a one decides on what else may come. */
  readonly steers: (attribute: string) => boolean;
  /** All attributes that do. */
  readonly steering: readonly string[];
}

/** Collects the names of a grammar from its start pattern. */
export function createVocabulary(start: Pattern): Vocabulary {
  const parents = new Map<string, Set<string>>();
  const owners = new Map<string, Set<string>>();
  const contents = new Map<string, Set<Pattern>>();
  const steering = new Set<string>();
  const visited = new Set<ElementPattern>();
  const visit = (content: Pattern, parent: string): void => {
    for (const leaf of leavesOf(content)) {
      if (leaf.name === undefined) continue;
      if (leaf.kind === 'attribute') {
        add(owners, leaf.name, parent);
        add(contents, `${parent} ${leaf.name}`, leaf.content);
        if (valuesOf(leaf.content).length > 0) steering.add(leaf.name);
        continue;
      }
      if (parent) add(parents, leaf.name, parent);
      if (visited.has(leaf)) continue;
      visited.add(leaf);
      visit(leaf.content(), leaf.name);
    }
  };
  visit(start, '');
  const parentsOf = listed(parents);
  const ownersOf = listed(owners);
  const contentsOf = listed(contents);
  return {
    parentsOf: (element) => parentsOf.get(element) ?? NONE,
    ownersOf: (attribute) => ownersOf.get(attribute) ?? NONE,
    contentsOf: (attribute, owner) => contentsOf.get(`${owner} ${attribute}`) ?? NONE,
    steers: (attribute) => steering.has(attribute),
    steering: [...steering],
  };
}

/** The elements and attributes that a content pattern speaks of. */
function leavesOf(pattern: Pattern): (ElementPattern | AttributePattern)[] {
  if (pattern.kind === 'element' || pattern.kind === 'attribute') return [pattern];
  return partsOf(pattern).flatMap(leavesOf);
}

const NONE: readonly never[] = [];

function listed<T>(map: ReadonlyMap<string, ReadonlySet<T>>): Map<string, readonly T[]> {
  return new Map([...map].map(([name, items]) => [name, [...items]]));
}

function add<T>(map: Map<string, Set<T>>, key: string, value: T): void {
  const found = map.get(key);
  if (found) found.add(value);
  else map.set(key, new Set([value]));
}
