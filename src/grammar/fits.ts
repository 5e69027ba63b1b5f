/** Whether documents fit a grammar as they stand. */
import type { XmlDocument } from '../scan/tree.js';
import { isNullable } from './derive.js';
import type { Grammar } from './load.js';
import { Reading } from './reading.js';

/** Whether the patterns of a grammar take a document. That is a forecast: the verdict is libxml2's. */
export type Forecast = (document: XmlDocument) => boolean;

/** Makes the forecast for a grammar; what it learns of it is kept for the next document. */
export function createForecast({ start, derive, survey }: Grammar): Forecast {
  const reading = new Reading(derive, survey);
  return ({ root }) => isNullable(reading.element(start, root));
}
