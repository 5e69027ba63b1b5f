/** YAML, and with it the places in JSON. Only loaded where one of them is needed. */
import { isMap, isSeq, type Node, type ParsedNode, parseDocument } from 'yaml';
import type { ConfigPath } from './config.js';

export interface YamlFault {
  readonly ok: false;
  /** A UTF-16 offset. */
  readonly offset: number;
  readonly message: string;
}

/** No tags that make more than data, and few aliases: a short text is not to become a long value. */
const OPTIONS = { version: '1.2', schema: 'core', merge: false, prettyErrors: false, logLevel: 'silent' } as const;

/** Deeper than people write. Of some thousand levels the library would not come back, but take the process with it. */
const DEEPEST = 50;

/** How deep a text may be nested at most, whatever its quotes and comments hold: by brackets, by `- - -`, and by indents. */
function isTooDeep(text: string): boolean {
  if (/^ {200}/m.test(text) || /(?:[-?:][ \t]+){50}/.test(text)) return true;
  let depth = 0;
  for (const [bracket] of text.matchAll(/[[\]{}]/g)) {
    depth = Math.max(0, depth + (bracket === '[' || bracket === '{' ? 1 : -1));
    if (depth > DEEPEST) return true;
  }
  return false;
}

const TOO_DEEP: YamlFault = { ok: false, offset: 0, message: 'it is nested too deeply' };

export function parseYaml(text: string): { readonly ok: true; readonly value: unknown } | YamlFault {
  if (isTooDeep(text)) return TOO_DEEP;
  try {
    const document = parseDocument(text, OPTIONS);
    const [fault] = document.errors;
    if (fault) return { ok: false, offset: fault.pos[0], message: firstLine(fault.message) };
    return { ok: true, value: document.toJS({ maxAliasCount: 50 }) as unknown };
  } catch (error) {
    // An alias that leads nowhere or to too much.
    if (error instanceof ReferenceError) return { ok: false, offset: 0, message: firstLine(error.message) };
    throw error;
  }
}

/** Where JSON that does not parse is at fault, and why; `said` is what JSON.parse has to say. */
export function jsonFault(
  text: string,
  said: string,
): { readonly offset: number | undefined; readonly message: string } {
  if (said.includes('end of JSON')) return { offset: text.length, message: 'it ends too early' };
  const token = /^Unexpected token '?(.)/su.exec(said)?.[1];
  const message =
    token === undefined
      ? firstLine(said).replace(/ in JSON at position.*$/, '')
      : `unexpected ${JSON.stringify(token)}`;
  const position = /\bposition (\d+)/.exec(said)?.[1];
  if (position !== undefined) return { offset: Number(position), message };
  const [fault] = isTooDeep(text) ? [] : parseDocument(text, { ...OPTIONS, schema: 'json' }).errors;
  return { offset: fault?.pos[0], message };
}

/** The UTF-16 offset of a value in YAML or JSON, of the key where it has one. Undefined where it is not found. */
export function placeOf(text: string, path: ConfigPath): number | undefined {
  if (isTooDeep(text)) return undefined;
  let node: ParsedNode | Node | null | undefined = parseDocument(text, OPTIONS).contents;
  let place = node?.range?.[0];
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => String(key) === String(step));
      place = (pair?.key as Node | undefined)?.range?.[0] ?? place;
      node = pair?.value as Node | undefined;
    } else if (isSeq(node)) {
      node = node.items[Number(step)] as Node | undefined;
      place = node?.range?.[0] ?? place;
    } else return place;
  }
  return place;
}

function firstLine(message: string): string {
  return message.split('\n', 1)[0] ?? '';
}
