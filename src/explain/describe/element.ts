/** Messages on elements: misspelt, unknown, given twice, misplaced, missing. */
import type { Diagnostic, Edit, Related } from '../../diagnostic.js';
import { elementsOf, textOf, type XmlElement } from '../../scan/tree.js';
import { type Condition, conditionFor, readTag } from '../condition.js';
import type { DropElement, InsertElement, MoveElement, RenameElement, UnwrapElement, WrapElement } from '../repair.js';
import { wordsOnElement } from '../words.js';
import { hasInstead, list, needs, quote, tag } from './phrases.js';
import { onElement, type Scene } from './scene.js';

export function describeRenameElement(scene: Scene, repair: RenameElement): Diagnostic {
  const { element, to, near } = repair;
  const fix = { safe: near, edits: renaming(element, to) };
  if (near) {
    const message = `unknown ${kindOfElement(element)}; did you mean ${tag(to)}?`;
    return onElement(element, {
      code: 'element-misspelt',
      message,
      ...compared(element, to),
      help: `write ${tag(to)}`,
      fix,
    });
  }
  if (!element.parent) {
    const message = `the root element is ${tag(element.name)}, expected ${tag(to)}`;
    return onElement(element, {
      code: 'root-unknown',
      message,
      ...compared(element, to),
      help: `write ${tag(to)}`,
      fix,
    });
  }
  const condition = conditionOfElement(scene, element);
  const draft = misplaced(scene, element, element.parent, condition);
  const instead = `write ${tag(to)} instead`;
  const words = wordsOnElement(scene.grammar.kind, element.name, element.parent.name)?.help;
  const help = condition && condition.needed.length > 0 ? `${instead}, or set ${needs(condition)}` : (words ?? instead);
  return onElement(element, { ...draft, ...compared(element, to), help, fix });
}

export function describeDropElement(scene: Scene, repair: DropElement): Diagnostic {
  const { element, at } = repair;
  const parent = element.parent;
  if (!parent) throw new Error('the root element cannot be dropped');
  if (scene.lacks(parent, element.name)) return describeAsAttribute(element, parent);
  const name = scene.nameOf(element);
  const twin = firstOfName(scene, parent, name);
  const removing = { safe: false, edits: [removal(scene.document.text, element)] };
  if (twin && twin !== element && allowedFirst(scene, element, parent)) {
    return onElement(element, {
      code: 'element-twice',
      message: `${tag(element.name)} is given twice in ${tag(parent.name)}; one is allowed`,
      help: 'remove one of them',
      related: [{ span: twin.nameSpan, message: `the first ${tag(element.name)}` }],
      fix: removing,
    });
  }
  const condition = conditionOfElement(scene, element);
  const draft = misplaced(scene, element, parent, condition);
  const words = wordsOnElement(scene.grammar.kind, element.name, parent.name)?.help;
  const allowed = [...scene.survey.elements(at)].map(tag);
  const takes =
    allowed.length > 0
      ? `${tag(parent.name)} may hold ${list(allowed)} here`
      : `${tag(parent.name)} may hold nothing more here`;
  const help =
    words ??
    (condition && condition.needed.length > 0 ? `remove it, or set ${needs(condition)}` : `remove it: ${takes}`);
  return onElement(element, { ...draft, ...(allowed.length > 0 && { expected: list(allowed) }), help, fix: removing });
}

function describeAsAttribute(element: XmlElement, parent: XmlElement): Diagnostic {
  const attribute = `${element.name}=${quote(textOf(element).trim() || '...')}`;
  return onElement(element, {
    code: 'element-misplaced',
    message: `${element.name} is an attribute of ${tag(parent.name)}, not an element in it`,
    actual: tag(element.name),
    expected: attribute,
    help: `write it in the start tag: <${parent.name} ${attribute}>`,
  });
}

export function describeMoveElement(scene: Scene, repair: MoveElement): Diagnostic {
  const { element, into, at } = repair;
  const parent = element.parent ?? into;
  const actual = tag(element.name);
  if (into === parent) {
    const before = [...scene.survey.elements(at)].map(tag);
    const later = elementsOf(parent)
      .filter((other) => other.span.start > element.span.start)
      .map((other) => tag(other.name));
    const first = later.length > 0 ? list([...new Set(later)], 'and') : list(before);
    return onElement(element, {
      code: 'element-order',
      message: `${actual} comes too early in ${tag(parent.name)}; it must come after ${first}`,
      actual,
      help: `move ${actual} behind ${first}`,
    });
  }
  return onElement(element, {
    code: 'element-misplaced',
    message: `${actual} is not allowed in ${tag(parent.name)}; it belongs in ${tag(into.name)}`,
    actual,
    help: `move it out of ${tag(parent.name)}, directly into ${tag(into.name)}`,
    related: [{ span: into.nameSpan, message: 'it belongs in here' }],
  });
}

export function describeWrapElement(_scene: Scene, { element, around }: WrapElement): Diagnostic {
  const parent = element.parent ? ` in ${tag(element.parent.name)}` : '';
  return onElement(element, {
    code: 'element-misplaced',
    message: `${tag(element.name)} is not allowed directly${parent}; it belongs in ${tag(around)}`,
    expected: tag(around),
    help: `put ${tag(around)} before it, and ${tag(`/${around}`)} behind the last of its kind`,
  });
}

export function describeUnwrapElement(scene: Scene, { element }: UnwrapElement): Diagnostic {
  const inner = [...new Set(elementsOf(element).map((child) => tag(child.name)))];
  const edits = [{ ...element.openSpan, text: '' }, ...(element.closeSpan ? [{ ...element.closeSpan, text: '' }] : [])];
  if (element.name === element.parent?.name) {
    return onElement(element, {
      code: 'element-misplaced',
      message: `${tag(element.name)} stands in another ${tag(element.name)}`,
      help: 'remove the start tag and the end tag of one of the two, and keep what stands between them',
      fix: { safe: element.attributes.length === 0, edits },
    });
  }
  return onElement(element, {
    code: 'element-unknown',
    message: `unknown ${kindOfElement(element)} around ${list(inner, 'and')}`,
    help:
      wordsOnElement(scene.grammar.kind, element.name, element.parent?.name ?? '')?.help ??
      `remove ${tag(element.name)} and its end tag, and keep what stands in it`,
    fix: { safe: false, edits },
  });
}

export function describeInsertElement(scene: Scene, repair: InsertElement): Diagnostic {
  const { element, name } = repair;
  const condition = conditionFor(scene, { place: element, holds: (open) => !canHold(scene, open, name) });
  const steering = condition?.element === element && condition.needed.length > 0 ? condition.written : undefined;
  const child = steering ? undefined : childInNeed(scene, element);
  const needing = steering ? `${steering.name}=${quote(steering.value)}` : child && tag(child.name);
  return onElement(child ?? element, {
    code: 'element-missing',
    message: `${tag(element.name)} lacks ${tag(name)}${needing ? `; ${needing} needs it` : ''}`,
    expected: tag(name),
    help: `add ${tag(name)} to ${tag(element.name)}`,
  });
}

/** The one child without which nothing would lack. */
function childInNeed(scene: Scene, element: XmlElement): XmlElement | undefined {
  const children = elementsOf(element).slice(0, MOST_CHILDREN);
  return children.find((one) =>
    isComplete(
      scene,
      element,
      children.filter((child) => child !== one),
    ),
  );
}

/** As many children are looked at; no element of the format that may lack something has more kinds of them. */
const MOST_CHILDREN = 8;

function isComplete(scene: Scene, element: XmlElement, children: readonly XmlElement[]): boolean {
  const { derive } = scene.grammar;
  const open = readTag(scene, element);
  if (!open) return false;
  const inside = children.reduce((pattern, child) => derive.skip(pattern, scene.nameOf(child)), derive.close(open));
  return derive.end(inside).kind !== 'notAllowed';
}

const kindOfElement = (element: XmlElement): string =>
  element.parent ? `element ${tag(element.name)} in ${tag(element.parent.name)}` : `root element ${tag(element.name)}`;

const compared = (element: XmlElement, to: string): { actual: string; expected: string } => ({
  actual: tag(element.name),
  expected: tag(to),
});

/** The headline on an element that stands where it is not allowed, and what kind of fault that is. */
function misplaced(
  scene: Scene,
  element: XmlElement,
  parent: XmlElement,
  condition: Condition | undefined,
): { code: string; message: string; actual: string; related?: readonly Related[] } {
  const actual = tag(element.name);
  if (condition) {
    const message = `${actual} needs ${needs(condition)}, ${hasInstead(condition)}`;
    const span = condition.written?.span ?? condition.element.nameSpan;
    return {
      code: 'element-misplaced',
      message,
      actual,
      related: [{ span, message: `here: ${needs(condition)} is needed` }],
    };
  }
  const places = scene.vocabulary.parentsOf(element.name).filter((place) => place !== parent.name);
  if (places.length > 0) {
    return {
      code: 'element-misplaced',
      message: `${actual} is not allowed in ${tag(parent.name)}; it belongs in ${list(places.map(tag))}`,
      actual,
    };
  }
  const known = scene.vocabulary.parentsOf(element.name).length > 0 || scene.grammar.kind === element.name;
  if (known)
    return { code: 'element-misplaced', message: `${actual} is not allowed here in ${tag(parent.name)}`, actual };
  return { code: 'element-unknown', message: `unknown ${kindOfElement(element)}`, actual };
}

/** Why an element of a name that the grammar knows is not allowed in its parent. */
function conditionOfElement(scene: Scene, element: XmlElement): Condition | undefined {
  const { parent } = element;
  if (!parent || scene.vocabulary.parentsOf(element.name).length === 0) return undefined;
  return conditionFor(scene, { place: parent, holds: (open) => canHold(scene, open, element.name) });
}

function canHold({ grammar: { derive } }: Scene, open: Parameters<typeof derive.close>[0], name: string): boolean {
  const closed = derive.close(open);
  return derive.open(closed.kind === 'notAllowed' ? open : closed, name).kind !== 'notAllowed';
}

/** The first element of a name in one that may hold such. */
function firstOfName(scene: Scene, parent: XmlElement, name: string): XmlElement | undefined {
  if (!scene.vocabulary.parentsOf(name).includes(scene.nameOf(parent))) return undefined;
  return parent.children.find((child): child is XmlElement => child.kind === 'element' && scene.nameOf(child) === name);
}

/** Whether the element would be allowed if it were the only one of its name. */
function allowedFirst(scene: Scene, element: XmlElement, parent: XmlElement): boolean {
  return scene.vocabulary.parentsOf(element.name).includes(parent.name) && !conditionOfElement(scene, element);
}

function renaming(element: XmlElement, to: string): Edit[] {
  const edits = [{ ...element.nameSpan, text: to }];
  if (!element.closeSpan) return edits;
  const start = element.closeSpan.start + 2;
  return [...edits, { start, end: start + element.name.length, text: to }];
}

/** Takes an element out, with its line where it has one for itself. */
function removal(text: string, { span }: XmlElement): Edit {
  let start = span.start;
  while (text[start - 1] === ' ' || text[start - 1] === '\t') start -= 1;
  if (text[start - 1] === '\n') start -= text[start - 2] === '\r' ? 2 : 1;
  let end = span.end;
  while (text[end] === ' ' || text[end] === '\t') end += 1;
  const alone = start < span.start && (text[end] === '\n' || text[end] === '\r');
  return { start: alone ? start : span.start, end: span.end, text: '' };
}
