/** Messages on text: where none may be, and of a wrong form. */
import type { Diagnostic } from '../../diagnostic.js';
import type { ChangeText, DropText } from '../repair.js';
import { expectation, list, quote, tag } from './phrases.js';
import { onElement, type Scene } from './scene.js';

export function describeDropText(scene: Scene, { element, value, span, at }: DropText): Diagnostic {
  const holds = [...scene.survey.elements(at)].map(tag);
  const message = `text ${quote(value.trim())} is not allowed in ${tag(element.name)}`;
  const help =
    holds.length > 0
      ? `remove it; ${tag(element.name)} may hold ${list(holds)} here`
      : 'remove it, or make it a comment: <!-- ... -->';
  return onElement(
    element,
    {
      code: 'text-unexpected',
      message,
      actual: value.trim(),
      help,
      fix: { safe: false, edits: [{ ...span, text: '' }] },
    },
    span,
  );
}

export function describeChangeText(scene: Scene, { element, value, span, at }: ChangeText): Diagnostic {
  const expected = expectation(scene, scene.survey.texts(at));
  const actual = value === '' ? 'is empty' : `is ${quote(value)}`;
  const place = span.start < span.end ? span : element.openSpan;
  const message = `${tag(element.name)} ${actual}; it must be ${expected}`;
  return onElement(
    element,
    { code: 'text-malformed', message, actual: value, expected, help: `write ${expected}` },
    place,
  );
}
