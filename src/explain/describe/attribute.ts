/** Messages on attributes: misspelt, unknown, misplaced, missing, of a wrong value, at odds with what follows. */
import type { Diagnostic, Edit, Fix, Related } from '../../diagnostic.js';
import { ANYTHING, acceptsValue } from '../../grammar/derive.js';
import type { Pattern } from '../../grammar/pattern.js';
import { valuesOf } from '../../grammar/survey.js';
import { isBlank, type XmlAttribute, type XmlElement } from '../../scan/tree.js';
import { type Condition, conditionFor, readTag } from '../condition.js';
import { nearest } from '../near.js';
import type { ChangeAttribute, DropAttribute, InsertAttribute, RenameAttribute, Repair } from '../repair.js';
import { wordsOnAttribute, wordsOnValue } from '../words.js';
import { allValues, expectation, hasInstead, list, needs, quote, tag } from './phrases.js';
import { onAttribute, onElement, type Scene } from './scene.js';

export function describeRenameAttribute(scene: Scene, repair: RenameAttribute): Diagnostic {
  const { element, attribute, to, near } = repair;
  const { name, nameSpan } = attribute;
  const fix = { safe: near, edits: [{ ...nameSpan, text: to }] };
  const compared = { actual: name, expected: to };
  if (near) {
    const message = `unknown attribute ${name} on ${tag(element.name)}; did you mean ${to}?`;
    return onAttribute(element, name, nameSpan, {
      code: 'attribute-misspelt',
      message,
      ...compared,
      help: `write ${to}`,
      fix,
    });
  }
  const condition = conditionOfAttribute(scene, element, attribute);
  const { code, message, related } = misplaced(scene, element, attribute, condition);
  const instead = `write ${to}=${quote(attribute.value)}`;
  const help = condition && condition.needed.length > 0 ? `${instead}, or set ${needs(condition)}` : instead;
  return onAttribute(element, name, nameSpan, { code, message, ...compared, help, ...(related && { related }), fix });
}

export function describeDropAttribute(scene: Scene, repair: DropAttribute): Diagnostic {
  const { element, attribute, at } = repair;
  const { name } = attribute;
  const words = wordsOnAttribute(scene.grammar.kind, name, element.name);
  const condition = conditionOfAttribute(scene, element, attribute);
  const { code, message, related } = words ? unknown(element, name) : misplaced(scene, element, attribute, condition);
  const free = [...scene.survey.attributes(at).keys()].filter(
    (other) => !element.attributes.some((written) => written.name === other),
  );
  const takes = free.length > 0 ? `: ${tag(element.name)} may still have ${list(free)}` : '';
  const set = condition && condition.needed.length > 0 ? `remove it, or set ${needs(condition)}` : `remove it${takes}`;
  const namespace = name === 'xmlns' || name.includes(':');
  const fix = {
    safe: words?.outputOnly === true || name === 'xmlns',
    edits: [removal(scene.document.text, attribute)],
  };
  return onAttribute(element, name, attribute.nameSpan, {
    code: words?.outputOnly ? 'attribute-output-only' : code,
    message: words?.outputOnly
      ? `${name} on ${tag(element.name)} is output only: libvirt writes it and never reads it`
      : message,
    actual: name,
    help: namespace ? 'remove it: nothing in the document may be in a namespace' : (words?.help ?? set),
    ...(related && { related }),
    fix,
  });
}

export function describeChangeAttribute(scene: Scene, repair: ChangeAttribute): Diagnostic {
  return repair.allowed ? describeConflict(scene, repair) : describeWrongValue(scene, repair);
}

function describeWrongValue(scene: Scene, repair: ChangeAttribute): Diagnostic {
  const { element, attribute, content, at } = repair;
  const { name, value, valueSpan } = attribute;
  const contents = scene.survey.attributes(at).get(name) ?? [content];
  const expected = expectation(scene, contents);
  const values = valuesOf(content);
  const best = nearest(value, values);
  const condition = conditionOfValue(scene, element, attribute);
  const [only, second] = fittingValues(scene, repair);
  const fitting =
    only !== undefined && second === undefined && contents.flatMap(valuesOf).length > 1 ? only : undefined;
  const actual = value === '' ? 'is empty' : `is ${quote(value)}`;
  const because = condition ? `, as ${needs(condition)} is needed for ${quote(value)}` : '';
  const words = wordsOnValue(scene.grammar.kind, name, value, element.name)?.help;
  const write =
    fitting === undefined
      ? `write ${allValues(contents) || expected}`
      : `write "${fitting}", which is what the rest of the document fits`;
  const help = words ?? (best === undefined ? write : `did you mean ${quote(best)}?`);
  const correction = best ?? fitting;
  return onAttribute(element, name, valueSpan.start < valueSpan.end ? valueSpan : attribute.span, {
    code: values.length > 0 ? 'value-unknown' : 'value-malformed',
    message: `${name} on ${tag(element.name)} ${actual}; it must be ${expected}${because}`,
    actual: value,
    expected,
    help,
    ...(correction !== undefined && { fix: { safe: best !== undefined, edits: [{ ...valueSpan, text: correction }] } }),
  });
}

/** A value that is right by itself, but contradicts what follows. */
function describeConflict(scene: Scene, repair: ChangeAttribute): Diagnostic {
  const { element, attribute, content } = repair;
  const { name, value, valueSpan } = attribute;
  const others = disagreeing(scene, repair, element, name);
  const needed = `${name}=${list(valuesOf(content).map((other) => `"${other}"`))}`;
  const who = named(others);
  const [only, second] = valuesOf(content);
  return onAttribute(element, name, valueSpan, {
    code: 'value-conflict',
    message: `${name}=${quote(value)} on ${tag(element.name)} contradicts ${who}, which ${others.length === 1 ? 'needs' : 'need'} ${needed}`,
    actual: value,
    expected: expectation(scene, [content]),
    help: `write ${needed}, or change ${who}`,
    related: others.map((other) => other.related),
    ...(only !== undefined && second === undefined && { fix: { safe: false, edits: [{ ...valueSpan, text: only }] } }),
  });
}

export function describeInsertAttribute(scene: Scene, repair: InsertAttribute): Diagnostic {
  const { element, name, content, allowed } = repair;
  if (allowed) return describeNeeded(scene, repair);
  const values = valuesOf(content);
  const options = completing(scene, repair);
  const needing = element.attributes.find((attribute) => canClose(scene, element, attribute));
  const because = needing ? `; ${needing.name}=${quote(needing.value)} needs it` : '';
  const expected = expectation(scene, [content]);
  return onElement(element, {
    code: 'attribute-missing',
    message:
      options.length > 1
        ? `${tag(element.name)} needs one of ${list(options, 'and')}`
        : `${tag(element.name)} lacks ${name}${because}`,
    expected: list(options),
    help: options.length > 1 ? `add ${list(options)}` : adding(name, values, expected),
    ...insertion(element, name, values),
  });
}

function adding(name: string, values: readonly string[], expected: string): string {
  if (values.length === 1) return `add ${name}="${values[0]}"`;
  return expected ? `add ${name}="...": ${expected}` : `add ${name}="..."`;
}

/** An attribute that the element could do without, if what follows did not need it. */
function describeNeeded(scene: Scene, repair: InsertAttribute): Diagnostic {
  const { element, name } = repair;
  const others = disagreeing(scene, repair, element, name);
  const values = fittingValues(scene, repair);
  const needed = list(values.map((value) => `${name}="${value}"`));
  return onElement(element, {
    code: 'attribute-missing',
    message:
      others.length > 0
        ? `${named(others)} ${others.length === 1 ? 'needs' : 'need'} ${needed} on ${tag(element.name)}, which has no ${name}`
        : `${tag(element.name)} lacks ${needed}`,
    expected: needed,
    help: `add ${needed} to ${tag(element.name)}`,
    related: others.map((other) => other.related),
    ...insertion(element, name, values),
  });
}

/** The fix that adds an attribute, where there is but one value that it may have. */
function insertion({ nameSpan: { end } }: XmlElement, name: string, values: readonly string[]): { readonly fix?: Fix } {
  const [only, second] = values;
  if (only === undefined || second !== undefined) return {};
  return { fix: { safe: false, edits: [{ start: end, end, text: ` ${name}="${only}"` }] } };
}

/** The values of an enumerated attribute that the rest of the document fits equally well; one in most cases. */
function fittingValues(scene: Scene, repair: InsertAttribute | ChangeAttribute): string[] {
  const { element, content } = repair;
  const name = attributeNameOf(repair);
  const values = valuesOf(content);
  if (values.length === 0) return [];
  const isTwin = (other: Repair): other is InsertAttribute | ChangeAttribute =>
    other.kind === repair.kind && other.element === element && attributeNameOf(other) === name;
  const next = scene.findWithout((other) => isTwin(other) && other.content === content, scene.cost);
  const twin = next?.repairs.find(isTwin);
  return twin ? [...new Set([...values, ...valuesOf(twin.content)])] : values;
}

/** The attributes of which each by itself would make the start tag complete. */
function completing({ grammar: { derive }, survey }: Scene, { at, name }: InsertAttribute): string[] {
  const complete = [...survey.attributes(at).keys()].filter((other) => {
    const read = derive.attribute(at, other, ANYTHING);
    return derive.close(read).kind !== 'notAllowed';
  });
  return complete.includes(name) ? complete : [name];
}

/** Whether the start tag would be complete without the attribute. */
function canClose(scene: Scene, element: XmlElement, without: XmlAttribute): boolean {
  const read = readTag(scene, element, undefined, without.name);
  return read !== undefined && scene.grammar.derive.close(read).kind !== 'notAllowed';
}

interface Disagreeing {
  readonly what: string;
  /** Whether it is there, and not the lack of something. */
  readonly present: boolean;
  readonly related: Related;
}

/** What would have to change if the attribute stayed as it is. */
function disagreeing(scene: Scene, repair: Repair, element: XmlElement, name: string): Disagreeing[] {
  const touches = (other: Repair): boolean => other.element === element && attributeNameOf(other) === name;
  const same = (a: Repair, b: Repair): boolean => a.kind === b.kind && attributeNameOf(a) === attributeNameOf(b);
  const known = (other: Repair): boolean =>
    other === repair || scene.repairsOn(other.element).some((one) => same(one, other));
  const without = scene.findWithout(touches)?.repairs ?? [];
  const elsewhere = without.filter(
    (other) => !(known(other) || (other.kind === 'insert-attribute' && other.element === element)),
  );
  const others = elsewhere.map(disagreement);
  const present = others.filter((other) => other.present);
  return present.length > 0 ? present : others;
}

function disagreement(repair: Repair): Disagreeing {
  if (repair.kind === 'insert-element') {
    const what = `the lack of ${tag(repair.name)}`;
    return {
      what,
      present: false,
      related: { span: repair.element.nameSpan, message: `${tag(repair.name)} is missing in here` },
    };
  }
  const attribute = 'attribute' in repair ? repair.attribute : undefined;
  const what = attribute ? attribute.name : tag(repair.element.name);
  const span = attribute?.nameSpan ?? repair.element.nameSpan;
  return { what, present: repair.kind !== 'insert-attribute', related: { span, message: `${what} disagrees` } };
}

/** The names of what disagrees, each once, as the subject or object of a sentence. */
function named(others: readonly Disagreeing[]): string {
  return others.length > 0 ? list([...new Set(others.map((other) => other.what))], 'and') : 'what follows';
}

function attributeNameOf(repair: Repair): string | undefined {
  if ('attribute' in repair) return repair.attribute?.name;
  return repair.kind === 'insert-attribute' ? repair.name : undefined;
}

/** The headline, with the kind of fault. */
interface Fault {
  readonly code: string;
  readonly message: string;
  readonly related?: readonly Related[];
}

function misplaced(
  scene: Scene,
  element: XmlElement,
  attribute: XmlAttribute,
  condition: Condition | undefined,
): Fault {
  const { name, value } = attribute;
  const owner = tag(element.name);
  if (name === 'xmlns') {
    return {
      code: 'namespace-foreign',
      message: `${owner} is put into the namespace ${quote(value)}; libvirt's elements are in none`,
    };
  }
  if (name.includes(':')) {
    return {
      code: 'namespace-foreign',
      message: `attribute ${name} on ${owner} is of another namespace; only libvirt's own attributes are allowed`,
    };
  }
  if (condition) {
    const { element: at, needed, written } = condition;
    const excludes = needed.length === 0 && written;
    const message = excludes
      ? `${name} and ${written.name} exclude each other on ${owner}`
      : `${name} on ${owner} needs ${needs(condition, element)}, ${hasInstead(condition, element)}`;
    const words = excludes ? `${written.name} is given here` : `here: ${needs(condition)} is needed`;
    return { code: 'attribute-misplaced', message, related: [{ span: written?.span ?? at.nameSpan, message: words }] };
  }
  const places = scene.vocabulary.ownersOf(name).filter((place) => place !== element.name);
  const near = places.filter(
    (place) => place === element.parent?.name || scene.vocabulary.parentsOf(place).includes(element.name),
  );
  if (near.length > 0) {
    return {
      code: 'attribute-misplaced',
      message: `${name} is not allowed on ${owner}; it belongs on ${list(near.map(tag))}`,
    };
  }
  return unknown(element, name);
}

const unknown = (element: XmlElement, name: string): Fault => ({
  code: 'attribute-unknown',
  message: `unknown attribute ${name} on ${tag(element.name)}`,
});

function conditionOfAttribute(scene: Scene, element: XmlElement, attribute: XmlAttribute): Condition | undefined {
  if (!scene.vocabulary.ownersOf(attribute.name).includes(element.name)) return undefined;
  return conditionOfValue(scene, element, attribute);
}

/** Why an attribute is not allowed to have the value that it has. */
function conditionOfValue(scene: Scene, element: XmlElement, { name, value }: XmlAttribute): Condition | undefined {
  // Most wrong values are right nowhere.
  if (!scene.vocabulary.contentsOf(name, scene.nameOf(element)).some((content) => acceptsValue(content, value)))
    return undefined;
  return conditionFor(scene, { place: element, about: name, holds: (open) => canHave(scene, open, name, value) });
}

function canHave({ survey }: Scene, open: Pattern, name: string, value: string): boolean {
  return (survey.attributes(open).get(name) ?? []).some((content) => acceptsValue(content, value));
}

/** Takes an attribute out together with the white space before it. */
function removal(text: string, { span }: XmlAttribute): Edit {
  let { start } = span;
  while (start > 0 && isBlank(text.charAt(start - 1))) start -= 1;
  return { start, end: span.end, text: '' };
}
