/** All that is known of the format, read once: what is told of one thing draws on the others. */
import { createRulesAbout, type RulesAbout } from './about.js';
import { allNames, type NameEntry } from './entries.js';

export interface Reference {
  /** The elements and attributes of both kinds of document. */
  readonly names: readonly NameEntry[];
  readonly rulesAbout: RulesAbout;
}

export function createReference(): Reference {
  return { names: allNames(), rulesAbout: createRulesAbout() };
}
