/**
 * The verdict, by libxml2 through libxmljs2: the only file that imports it. It takes the yes or no and nothing else, as its messages are of no use to
 * people (native.md). What comes here has passed the scan.
 */
import { type Document, parseXml } from 'libxmljs2';
import type { DocumentKind } from '../grammar/kind.js';
import type { Release } from '../release.js';
import { grammarFor, grammarForMany, MANY } from './grammar.js';

/** No file or address is ever read: no option that loads or expands anything is on. */
const PARSER_OPTIONS = { nonet: true, big_lines: true } as const;

/** The typings of libxmljs2 lack it. */
interface Judging {
  rngValidate(schema: Document): boolean;
}

/** As many documents as are put into one tree: validation grows worse than linearly with the number of siblings. */
const TOGETHER = 200;

/**
 * Whether each document is valid against the grammar of its kind in a release. Documents are judged together where they can be, as compiling the
 * grammar takes longer than judging a document; where a group is refused it is halved until the culprits are found.
 *
 * A document that libxml2 cannot parse is not valid.
 */
export function judge(documents: readonly Buffer[], kind: DocumentKind, release: Release): boolean[] {
  if (documents.length < 3) return judgeAlone(documents, kind, release);
  const verdicts: boolean[] = new Array(documents.length).fill(false);
  const alone: number[] = [];
  const groups: Joinable[][] = [[]];
  documents.forEach((document, index) => {
    const body = bodyOf(document);
    if (!body) alone.push(index);
    else if ((groups.at(-1)?.length ?? 0) < TOGETHER) groups.at(-1)?.push({ index, body });
    else groups.push([{ index, body }]);
  });
  const schema = parse(Buffer.from(grammarForMany(kind, release.generation)));
  for (const group of groups) for (const index of validAmong(group, schema)) verdicts[index] = true;
  const rest = judgeAlone(
    alone.flatMap((index) => documents[index] ?? []),
    kind,
    release,
  );
  alone.forEach((index, i) => {
    verdicts[index] = rest[i] ?? false;
  });
  return verdicts;
}

function judgeAlone(documents: readonly Buffer[], kind: DocumentKind, release: Release): boolean[] {
  if (documents.length === 0) return [];
  const schema = parse(Buffer.from(grammarFor(kind, release.generation)));
  return documents.map((document) => accepts(document, schema));
}

/** A document that can stand among others in one tree. */
interface Joinable {
  readonly index: number;
  readonly body: Buffer;
}

function validAmong(group: readonly Joinable[], schema: Document): number[] {
  if (group.length === 0) return [];
  const parts = group.flatMap(({ body }) => [body, LINE_END]);
  if (accepts(Buffer.concat([OPEN, ...parts, CLOSE]), schema)) return group.map(({ index }) => index);
  if (group.length === 1) return [];
  const half = group.length >> 1;
  return [...validAmong(group.slice(0, half), schema), ...validAmong(group.slice(half), schema)];
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

function accepts(document: Buffer, schema: Document): boolean {
  try {
    return (parse(document) as Document & Judging).rngValidate(schema);
  } catch (error) {
    if (isParseError(error)) return false;
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
