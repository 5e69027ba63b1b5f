import { nameAt, skipBlanks } from '../characters.js';
import { type Fault, fault } from '../fault.js';
import type { Place } from '../tree-builder.js';

/** What is wrong outside of the root: nothing there at all, text, another root. */
export function diagnoseOutside(place: Place): Fault | undefined {
  const { text, mark, end, root } = place;
  const at = skipBlanks(text, mark);
  if (at >= end) return root || end < text.length ? undefined : empty(place);
  if (text.charAt(at) !== '<') return root || /<[\p{L}_!?/]/u.test(text) ? textOutside(place, at) : notXml(text, at);
  if (root && nameAt(text, at + 1) !== '' && !place.opening) return secondRoot(place, at, root.nameSpan);
  return undefined;
}

function empty({ text, mark }: Place): Fault {
  const isBlank = text.trim() === '' || text === '\uFEFF';
  const at = isBlank ? 0 : mark;
  return fault({
    code: 'xml-empty',
    message: isBlank ? 'the document is empty' : 'the document holds no element',
    span: { start: at, end: at },
    path: '/',
    help: 'a backup document starts with <domainbackup>; `backupxml new` writes one',
  });
}

function notXml(text: string, at: number): Fault {
  const content = text.slice(at, at + 4096);
  const line = /^[^\r\n]{0,80}/.exec(content)?.[0].trimEnd() ?? '';
  return fault({
    code: 'xml-not-xml',
    message: `this is not XML but ${kindOf(content)}`,
    span: { start: at, end: at + line.length },
    path: '/',
    help: content.startsWith('&lt;')
      ? 'write < for each &lt; and > for each &gt;'
      : 'a backup document is XML and starts with <domainbackup>',
  });
}

function kindOf(content: string): string {
  if (content.startsWith('&lt;')) return 'XML whose "<" were written as &lt;';
  if (/^(?:\{\s*(?:"|\}|$)|\[\s*(?:[[{"\]]|-?\d|$))/.test(content)) return 'JSON';
  if (/^(?:---\s|%YAML|(?:- +)?[\w.-]+:(?:\s|$))/.test(content)) return 'YAML';
  return 'plain text';
}

function textOutside({ text, root, end }: Place, at: number): Fault {
  const next = text.indexOf('<', at);
  const stop = next < 0 || next > end ? end : next;
  const written = text.slice(at, stop).replace(/[ \t\r\n]+$/, '');
  const line = /^[^\r\n]{0,80}/.exec(written)?.[0] ?? '';
  return fault({
    code: 'xml-text-outside-root',
    message: root ? `text stands after the end of <${root.name}>` : 'text stands before the root element',
    span: { start: at, end: at + line.length },
    path: '/',
    actual: line,
    help: 'remove it: only comments and white space may stand outside of the root element',
    fix: { safe: false, edits: [{ start: at, end: at + written.length, text: '' }] },
    ...(root?.closeSpan && { related: [{ span: root.closeSpan, message: 'the root element ends here' }] }),
  });
}

function secondRoot({ text, root }: Place, at: number, first: { start: number; end: number }): Fault {
  const name = nameAt(text, at + 1);
  return fault({
    code: 'xml-second-root',
    message: `<${name}> stands after the end of <${root?.name}>: a document has one root element`,
    span: { start: at + 1, end: at + 1 + name.length },
    path: '/',
    help:
      name === root?.name
        ? 'put each document into a file of its own'
        : `move <${name}> into <${root?.name}>, or remove it`,
    related: [
      { span: first, message: 'the first root element' },
      ...(root?.closeSpan ? [{ span: root.closeSpan, message: 'it ends here' }] : []),
    ],
  });
}
