/** Fixes that rules offer, as edits of the text. */
import type { Fix } from '../diagnostic.js';
import type { TextValue, Value } from '../model/values.js';
import type { XmlElement } from '../scan/tree.js';

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Safe between either kind of quotes, and as text. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
}

export function replaceValue(value: Value, text: string, safe: boolean): Fix {
  return { safe, edits: [{ ...value.attribute.valueSpan, text: escaped(text) }] };
}

/** Removes attributes of one element, each with the white space before it. */
export function removeAttributes(values: readonly Value[], safe: boolean): Fix {
  const edits = values.map(({ element, attribute }) => {
    const ends = [element.nameSpan.end, ...element.attributes.map(({ span }) => span.end)];
    const start = Math.max(...ends.filter((end) => end <= attribute.span.start));
    return { start, end: attribute.span.end, text: '' };
  });
  return { safe, edits };
}

/** Adds an attribute behind the last one. */
export function addAttribute(element: XmlElement, name: string, value: string, safe: boolean): Fix {
  const at = element.attributes.at(-1)?.span.end ?? element.nameSpan.end;
  return { safe, edits: [{ start: at, end: at, text: ` ${name}='${escaped(value)}'` }] };
}

/** Replaces the text of an element that holds one run of text and nothing else; undefined for any other. */
export function replaceText(text: TextValue, by: string, safe: boolean): Fix | undefined {
  const [only, ...others] = text.element.children;
  if (only?.kind !== 'text' || others.length > 0) return undefined;
  return { safe, edits: [{ ...only.span, text: escaped(by) }] };
}
