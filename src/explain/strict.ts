/** Reads events along with a grammar without any repair. */
import { testOf } from '../grammar/derive.js';
import type { Grammar } from '../grammar/load.js';
import type { Pattern } from '../grammar/pattern.js';
import type { Survey } from '../grammar/survey.js';
import { type Event, isBlank } from './events.js';

export class StrictReader {
  constructor(
    readonly grammar: Grammar,
    readonly survey: Survey,
  ) {}

  /**
   * What comes behind an element that fits as it is and leaves only one way to go on: whatever else could be done inside it would lead there, too.
   * Undefined for any other. `opened` is the pattern once the element's name is read, `open` and `end` are the places of its events.
   */
  pass(opened: Pattern, events: readonly Event[], open: number, end: number): Pattern | undefined {
    if (opened.kind !== 'after') return undefined;
    let pattern: Pattern = opened;
    for (let at = open + 1; at <= end; at += 1) {
      const event = events[at];
      if (event) pattern = this.read(pattern, event);
      if (pattern.kind === 'notAllowed') return undefined;
    }
    return pattern;
  }

  read(pattern: Pattern, event: Event): Pattern {
    const { derive } = this.grammar;
    switch (event.kind) {
      case 'open':
        return derive.open(pattern, event.element.name);
      case 'attribute': {
        const { name, value } = event.attribute;
        return derive.attribute(pattern, name, testOf(this.survey.attributes(pattern).get(name) ?? [], value));
      }
      case 'close':
        return derive.close(pattern);
      case 'text':
        return this.text(pattern, event.value);
      case 'end':
        return derive.end(pattern);
    }
  }

  /** A blank text may be left unread. */
  text(pattern: Pattern, value: string): Pattern {
    const { derive } = this.grammar;
    const read = derive.text(pattern, testOf(this.survey.texts(pattern), value));
    return isBlank(value) ? derive.pool.choice(read, pattern) : read;
  }
}
