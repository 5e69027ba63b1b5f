/**
 * Says what is wrong with a document that the grammar refuses: the cheapest repair that makes it fit is the diagnosis, and each of its steps a message. It
 * never decides whether a document is valid; libxml2 does.
 */

import type { Diagnostic } from '../diagnostic.js';
import type { Grammar } from '../grammar/load.js';
import { Reading } from '../grammar/reading.js';
import { releasesIn } from '../grammar/survey.js';
import { groupBy } from '../group.js';
import { elementsOf, pathOf, type XmlAttribute, type XmlDocument, type XmlElement } from '../scan/tree.js';
import {
  describeChangeAttribute,
  describeDropAttribute,
  describeInsertAttribute,
  describeRenameAttribute,
} from './describe/attribute.js';
import {
  describeDropElement,
  describeInsertElement,
  describeMoveElement,
  describeRenameElement,
  describeUnwrapElement,
  describeWrapElement,
} from './describe/element.js';
import { describeNeedsRelease } from './describe/release.js';
import { onElement, type Scene } from './describe/scene.js';
import { describeChangeText, describeDropText } from './describe/text.js';
import { eventsOf, type Ordered } from './events.js';
import { otherKind } from './kinds.js';
import { type Repair, rememberingNearCost } from './repair.js';
import { findRepairs, type Knowledge } from './search.js';
import { FIRST_ARE, MOST_LISTED, unlistedFaults } from './unlisted.js';
import { createVocabulary } from './vocabulary.js';

/** Explains a document that libxml2 refused: at least one diagnostic, in the order of the text. */
export type Explainer = (document: XmlDocument) => Diagnostic[];

/** As many events as are searched again for the sake of better words on one document, so that thousands of faults take no more than a second. */
const MOST_SEARCHED = 30_000;

/** Makes an explainer for documents of a kind, by its grammar in a release. What it learns of the grammar is kept for the next document. */
export function createExplainer(grammar: Grammar): Explainer {
  const { kind, survey } = grammar;
  const vocabulary = createVocabulary(grammar.start);
  const knowledge = { grammar, survey, vocabulary, newer: releasesIn(grammar.start), nearCost: rememberingNearCost() };
  const attributesOf = createOrder(knowledge);
  const expectations = new WeakMap();
  return (document) => {
    const other = otherKind(document, kind);
    if (other) return [other];
    const events = eventsOf(document, attributesOf);
    const subject = { events, reading: new Reading(grammar.derive, survey, true) };
    const { repairs, cost } = findRepairs(knowledge, subject) ?? { repairs: [], cost: 0 };
    if (repairs.length === 0) return [unexplained(document.root)];
    let searched = 0;
    const foreign = foreignRoot(document.root, repairs);
    const repairsOn = byElement(repairs);
    const lacking = attributesLacking(repairs);
    const scene: Scene = {
      grammar,
      survey,
      vocabulary,
      expectations,
      attributesOf,
      opened: new Map(),
      document,
      repairsOn,
      lacks: (element, attribute) => lacking.get(element)?.has(attribute) ?? false,
      nameOf: namesAsRepaired(repairs),
      cost,
      findWithout: (ban, most) => {
        searched += events.length;
        if (searched > MOST_SEARCHED) return undefined;
        return findRepairs(knowledge, subject, { ban, ...(most !== undefined && { most }) });
      },
    };
    const told = foreign ? [foreign] : repairs.filter((repair) => !toldByElement(repair, repairsOn));
    return told
      .slice(0, MOST_LISTED)
      .map((repair) => describe(scene, repair))
      .concat(unlisted(told.slice(MOST_LISTED)))
      .sort((a, b) => a.span.start - b.span.start);
  };
}

/** What is said of the faults for which there is no room, as one. */
function unlisted(repairs: readonly Repair[]): Diagnostic[] {
  const [first] = repairs;
  if (!first) return [];
  return [onElement(first.element, unlistedFaults(repairs.length, FIRST_ARE))];
}

/** Attributes that decide on others are read first, and so are those whose names look like theirs; else they are read as they are written. */
function createOrder({ vocabulary, nearCost }: Knowledge): Ordered {
  const decides = ({ name }: XmlAttribute): boolean =>
    vocabulary.steers(name) ||
    (vocabulary.ownersOf(name).length === 0 &&
      vocabulary.steering.some((other) => nearCost(name, other) !== undefined));
  return ({ attributes }) => {
    if (attributes.length < 2) return attributes;
    const deciding = attributes.filter(decides);
    if (deciding.length === 0 || deciding.length === attributes.length) return attributes;
    return [...deciding, ...attributes.filter((attribute) => !decides(attribute))];
  };
}

/** The repairs by their element: there may be thousands, and each is compared with those of its own element only. */
function byElement(repairs: readonly Repair[]): Scene['repairsOn'] {
  const known = groupBy(repairs, ({ element }) => element);
  return (element) => known.get(element) ?? [];
}

/** The attributes that elements need and do not have. */
function attributesLacking(repairs: readonly Repair[]): Map<XmlElement, Set<string>> {
  const lacking = new Map<XmlElement, Set<string>>();
  for (const repair of repairs) {
    if (repair.kind !== 'insert-attribute') continue;
    lacking.set(repair.element, (lacking.get(repair.element) ?? new Set()).add(repair.name));
  }
  return lacking;
}

function namesAsRepaired(repairs: readonly Repair[]): Scene['nameOf'] {
  const renamed = new Map(
    repairs.flatMap((repair) => (repair.kind === 'rename-element' ? [[repair.element, repair.to] as const] : [])),
  );
  return (element) => renamed.get(element) ?? element.name;
}

/** Where the root has a wrong name and nothing that it holds belongs to us, what it holds is no matter. */
function foreignRoot(root: XmlElement, repairs: readonly Repair[]): Repair | undefined {
  const wrong = repairs.find((repair) => repair.kind === 'rename-element' && repair.element === root && !repair.near);
  const dropped = new Set(repairs.filter((repair) => repair.kind === 'drop-element').map((repair) => repair.element));
  return elementsOf(root).every((child) => dropped.has(child)) ? wrong : undefined;
}

/** Where an attribute was written as an element, the message on that element tells of both. */
function toldByElement(repair: Repair, repairsOn: Scene['repairsOn']): boolean {
  if (repair.kind !== 'insert-attribute') return false;
  return elementsOf(repair.element).some(
    (child) => child.name === repair.name && repairsOn(child).some(({ kind }) => kind === 'drop-element'),
  );
}

function describe(scene: Scene, repair: Repair): Diagnostic {
  switch (repair.kind) {
    case 'rename-element':
      return describeRenameElement(scene, repair);
    case 'drop-element':
      return describeDropElement(scene, repair);
    case 'move-element':
      return describeMoveElement(scene, repair);
    case 'wrap-element':
      return describeWrapElement(scene, repair);
    case 'unwrap-element':
      return describeUnwrapElement(scene, repair);
    case 'insert-element':
      return describeInsertElement(scene, repair);
    case 'rename-attribute':
      return describeRenameAttribute(scene, repair);
    case 'drop-attribute':
      return describeDropAttribute(scene, repair);
    case 'change-attribute':
      return describeChangeAttribute(scene, repair);
    case 'insert-attribute':
      return describeInsertAttribute(scene, repair);
    case 'drop-text':
      return describeDropText(scene, repair);
    case 'change-text':
      return describeChangeText(scene, repair);
    case 'needs-release':
      return describeNeedsRelease(scene, repair);
  }
}

/** The judge has the last word: where it refuses what the patterns take, that is said, and asked for. */
function unexplained(root: XmlElement): Diagnostic {
  return {
    code: 'grammar-refused',
    severity: 'error',
    message: `<${root.name}> does not fit the grammar, and backupxml cannot tell why`,
    span: root.nameSpan,
    path: pathOf(root),
    help: 'please report this document, so that the next release can',
  };
}
