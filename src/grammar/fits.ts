/** Reads documents along with a grammar, as they stand. */
import { elementsOf, type XmlDocument, type XmlElement } from '../scan/tree.js';
import { isNullable, testOf, type ValueTest } from './derive.js';
import type { Grammar } from './load.js';
import type { Pattern } from './pattern.js';
import { createSurvey } from './survey.js';

/** Whether the patterns of a grammar take a document. That is a forecast: the verdict is libxml2's. */
export type Forecast = (document: XmlDocument) => boolean;

/** Makes the forecast for a grammar; what it learns of it is kept for the next document. */
export function createForecast({ start, derive }: Grammar): Forecast {
  const { pool } = derive;
  const survey = createSurvey();

  const read = (before: Pattern, element: XmlElement): Pattern => {
    let pattern = derive.open(before, element.name);
    for (const { name, value } of element.attributes) {
      if (pattern === pool.notAllowed) return pattern;
      if (name.startsWith('xmlns:') || (name === 'xmlns' && value === '')) continue;
      const contents = survey.attributes(pattern).get(name) ?? [];
      pattern = derive.attribute(pattern, name, orText(testOf(contents, value)));
    }
    return derive.end(readContent(derive.close(pattern), element));
  };

  const readContent = (before: Pattern, element: XmlElement): Pattern => {
    const elements = elementsOf(element);
    if (elements.length === 0) return readText(before, textOf(element));
    let pattern = before;
    for (const child of element.children) {
      if (pattern === pool.notAllowed) return pattern;
      if (child.kind === 'element') pattern = read(pattern, child);
      else if ('value' in child && child.kind !== 'comment' && /[^ \t\r\n]/.test(child.value))
        pattern = readText(pattern, child.value);
    }
    return pattern;
  };

  /** A blank text may be left unread. */
  const readText = (pattern: Pattern, value: string): Pattern => {
    const text = derive.text(pattern, testOf(survey.texts(pattern), value));
    return /[^ \t\r\n]/.test(value) ? text : pool.choice(text, pattern);
  };

  return ({ root }) => isNullable(read(start, root));
}

/** Contents of any text are not among those that a survey tells of where the name is any as well. */
function orText({ key, accepts }: ValueTest): ValueTest {
  return { key: `${key} or text`, accepts: (content) => content.kind === 'text' || accepts(content) };
}

function textOf(element: XmlElement): string {
  return element.children.map((child) => (child.kind === 'text' || child.kind === 'cdata' ? child.value : '')).join('');
}
