/**
 * The verdict, by libxml2 through libxmljs2: the only file that imports it. It takes the yes or no and nothing else, as its messages are of no use to
 * people (native.md). What comes here has passed the scan.
 */
import { type Document, libxml_version, parseXml } from 'libxmljs2';
import { createForecast } from '../grammar/fits.js';
import type { DocumentKind } from '../grammar/kind.js';
import { type Grammar, loadGrammar } from '../grammar/load.js';
import { lazily } from '../lazily.js';
import type { Release } from '../release.js';
import type { XmlDocument } from '../scan/tree.js';
import { grammarFor, grammarForAll, grammarForAny, MANY } from './grammar.js';

/** No file or address is ever read: no option that loads or expands anything is on. */
const PARSER_OPTIONS = { nonet: true, big_lines: true } as const;

/** The version of the libxml2 that judges. */
export const LIBXML2_VERSION: string = libxml_version;

/** The typings of libxmljs2 lack it. */
interface Judging {
  rngValidate(schema: Document): boolean;
}

/** A document to be judged: its bytes, and the tree that the scan has made of them. */
export interface Candidate {
  readonly bytes: Buffer;
  readonly document: XmlDocument;
}

/** Whether each document is valid, in their order. A document that libxml2 cannot parse is not. */
export type Judge = (candidates: readonly Candidate[]) => boolean[];

/** So much is put into one tree at most: validation grows worse than linearly with the number of siblings. */
const TOGETHER = { documents: 200, bytes: 262_144 } as const;

/** Fewer are judged one by one: what it takes to judge them together would take longer than it saves. */
const FEW = 3;

/**
 * Makes a judge of documents against the grammar of their kind in a release. Compiling the grammar takes longer than judging a document, so documents are
 * judged together: those that are likely valid under a grammar that takes many valid ones, the others under one that takes any as long as one of them is
 * valid. Where such a verdict does not settle all of a group, it is halved until the ones that differ are found. So every verdict is libxml2's; the
 * forecast only saves time; `grammar` gives the patterns that it goes by, where others have a use for the same.
 */
export function createJudge(
  kind: DocumentKind,
  release: Release,
  grammar: () => Grammar = () => loadGrammar(kind, release),
): Judge {
  const { generation } = release;
  const one = lazily(() => parse(Buffer.from(grammarFor(kind, generation))));
  const all = lazily(() => parse(Buffer.from(grammarForAll(kind, generation))));
  const any = lazily(() => parse(Buffer.from(grammarForAny(kind, generation))));
  const forecast = lazily(() => createForecast(grammar()));
  let hopeful = true;

  /** Of a group that is likely valid: the valid ones. */
  const validOf = (group: readonly Joinable[]): readonly Joinable[] => {
    if (group.length < 2) return group.filter(isValid);
    return verdictOn(joined(group), all()) === 'valid' ? group : halves(group).flatMap(validOf);
  };

  /** Of a group that is likely refused: the valid ones. */
  const validDespite = (group: readonly Joinable[]): readonly Joinable[] => {
    if (group.length < 2) return group.filter(isValid);
    return verdictOn(joined(group), any()) === 'refused' ? [] : halves(group).flatMap(validDespite);
  };

  const isValid = ({ candidate }: Joinable): boolean => verdictOn(candidate.bytes, one()) === 'valid';

  /** As long as all is well nothing is forecast. */
  const judgeGroup = (group: readonly Joinable[]): readonly Joinable[] => {
    hopeful &&= verdictOn(joined(group), all()) === 'valid';
    if (hopeful) return group;
    const takes = forecast();
    const likely = group.filter(({ candidate }) => takes(candidate.document));
    const unlikely = group.filter((member) => !likely.includes(member));
    hopeful = unlikely.length === 0;
    return [...validOf(likely), ...validDespite(unlikely)];
  };

  return (candidates) => {
    if (candidates.length < FEW) return candidates.map(({ bytes }) => verdictOn(bytes, one()) === 'valid');
    const { groups, alone } = grouped(candidates);
    const valid = new Set(groups.flatMap(judgeGroup).map(({ candidate }) => candidate));
    return candidates.map((candidate) =>
      alone.has(candidate) ? verdictOn(candidate.bytes, one()) === 'valid' : valid.has(candidate),
    );
  };
}

/** Whether each of a few documents is valid, judged one by one. */
export function judge(documents: readonly Buffer[], kind: DocumentKind, release: Release): boolean[] {
  if (documents.length === 0) return [];
  const schema = parse(Buffer.from(grammarFor(kind, release.generation)));
  return documents.map((document) => verdictOn(document, schema) === 'valid');
}

/** A document that can stand among others in one tree. */
interface Joinable {
  readonly candidate: Candidate;
  readonly body: Buffer;
}

/** Puts those together that can be, and tells which cannot. */
function grouped(candidates: readonly Candidate[]): { groups: Joinable[][]; alone: Set<Candidate> } {
  const groups: Joinable[][] = [];
  const alone = new Set<Candidate>();
  let bytes = 0;
  for (const candidate of candidates) {
    const body = bodyOf(candidate.bytes);
    if (!body || body.length > TOGETHER.bytes) {
      alone.add(candidate);
      continue;
    }
    const group = groups.at(-1);
    if (group && group.length < TOGETHER.documents && bytes + body.length <= TOGETHER.bytes) {
      group.push({ candidate, body });
      bytes += body.length;
      continue;
    }
    groups.push([{ candidate, body }]);
    bytes = body.length;
  }
  return { groups, alone };
}

function joined(group: readonly Joinable[]): Buffer {
  return Buffer.concat([OPEN, ...group.flatMap(({ body }) => [body, LINE_END]), CLOSE]);
}

function halves<T>(list: readonly T[]): [readonly T[], readonly T[]] {
  const half = list.length >> 1;
  return [list.slice(0, half), list.slice(half)];
}

const OPEN = Buffer.from(`<${MANY}>`);
const CLOSE = Buffer.from(`</${MANY}>`);
const LINE_END = Buffer.from('\n');
const MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/** The bytes of a document without what may only stand at the beginning of one. Undefined where it is not plain UTF-8, or has a document type. */
function bodyOf(document: Buffer): Buffer | undefined {
  const start = document.subarray(0, 3).equals(MARK) ? 3 : 0;
  const [first, second] = document.subarray(start);
  if (first === undefined || first >= 0x80 || first === 0 || second === 0) return undefined;
  const body = document.subarray(start);
  if (body.includes('<!DOCTYPE')) return undefined;
  if (!body.subarray(0, 5).equals(DECLARATION)) return body;
  const end = body.indexOf('?>');
  const declaration = body.subarray(0, end).toString('latin1');
  const utf8 = !declaration.includes('encoding') || /encoding\s*=\s*["']utf-?8["']/i.test(declaration);
  return utf8 && end > 0 ? body.subarray(end + 2) : undefined;
}

const DECLARATION = Buffer.from('<?xml');

/** Together documents may be what none of them is by itself: too deep, say. Then it is not libxml2's verdict that is missing, but the tree. */
type TreeVerdict = 'valid' | 'refused' | 'unparsable';

function verdictOn(tree: Buffer, schema: Document): TreeVerdict {
  try {
    return (parse(tree) as Document & Judging).rngValidate(schema) ? 'valid' : 'refused';
  } catch (error) {
    if (isParseError(error)) return 'unparsable';
    throw error;
  }
}

/** The typings of libxmljs2 ask for a string; bytes are taken as they are, and only they keep their encoding (native.md). */
function parse(bytes: Buffer): Document {
  return parseXml(bytes as unknown as string, PARSER_OPTIONS);
}

/** What libxml2 says of a document has a domain or a level; a broken grammar of ours throws a plain error. */
function isParseError(error: unknown): boolean {
  return error instanceof Error && ('domain' in error || 'level' in error);
}
