/** Documents mutated at the level of bytes and tokens. */

// biome-ignore format: a list
export const TOKENS = [
  '<', '>', '/', '"', "'", '&', '=', ' ', '\n', '\r', '\t', '<!--', '-->', '--', '-', '<![CDATA[', ']]>', ']]', ']', '[', '<?', '?>', '?',
  '<?xml version="1.0"?>', '<?xml version="1.1"?>', '<?xml?>', '<?xml encoding="UTF-8"?>', "<?xml version='1.0' standalone='yes'?>",
  '<?xml version="1." ?>', '<?xml version="1.0"\n?>', '<?XML a?>', '<?xmlx a?>', '<?Xml?>', '<?a:b c?>', '<?a?>', '<?a?b?>', '<?a??>', '<? a?>', '&amp;', '&lt;', '&#65;',
  '&#x41;', '&#X41;', '&#0;', '&#xFFFF;', '&#x1F600;', '&#xD800;', '&#1;', '&nbsp;', '&;', '&#;', '&#x;', '&a', '&AMP;', '<!DOCTYPE domainbackup>',
  '<!DOCTYPE>', '<!DOCTYPEa>', '<!DOCTYPE a >', '<!doctype a>', '<a/>', '<a>', '</a>', '<a:b/>', '<:a/>', '<a:/>', '<a:b:c/>', '<a:1/>',
  '<b:a x:y="1" x:y="2"/>', '<a xmlns:p="u" xmlns:q="u" p:x="" q:x=""/>', ' x="1"', ' x="1" x="2"', ' a:x="1"', ' xmlns:a="u"', ' xmlns="u"',
  ' xmlns:a=""', ' xml:lang="1"', ' xml:space="q"', ' xml:id="1"', ' xmlns:xml="x"', ' xmlns:xmlns="x"', ' :x="1"', ' x:="1"', ' x:1="1"',
  ' xmlns:="u"', ' xmlns:a="" xmlns:a=""', ' xmlns:a="u" xmlns:a=""', ' xmlns:a="u" xmlns:a="u"', ' xmlns="" xmlns=""', ' xmlns:xml="x" xmlns:xml="x"',
  ' xmlns:xmlns="u" xmlns:xmlns="u"', ' xmlns:a="http://www.w3.org/2000/xmlns/" xmlns:a="u"', ' xmlns="http://www.w3.org/XML/1998/namespace" xmlns="v"', ' x', 'x=', '\u00e9', '\u2019', '\u{1F600}', '\ufffe', '\u0085', '\u2028', '\ufeff', '\u00b7', '\u0300', '\x01', '\x7f', '\x80',
  '\u037e', '\u3000', '1', '.', '-a', '_', '!', '<!', '<!-', '<!ELEMENT a>', '</', '</ ', '/>', '< ', '<1', '<-', 'disk', '</disk>', '</disk >',
  '</disk\n>', '</ disk>', '<!-->', '<!--->', '<!---->', '<!----->', '<!-- a --- b -->', '<!-- a -- b -->', '<![CDATA[]]>', '<![CDATA[]]]]>',
  '<![CDATA[]]]>', '<![cdata[x]]>', 'a&b', '"x"y="1"', 'x = "1"', 'x\n=\n"1"',
] as const;

/** Gives documents, mutated in bytes and in tokens: a good part of them stays well-formed. */
export function tokenMutator(documents: readonly string[], next: () => number): () => Buffer {
  const below = (limit: number): number => Math.floor(next() * limit);
  const pick = (list: readonly string[]): string => list[below(list.length)] ?? '';
  const parts = (text: string): RegExpExecArray[] => [...text.matchAll(/<[^>]*>|[^<>\s"'=]+|\s+|["'=]/g)];
  /** Places where a token is likely to leave the document well-formed. */
  const joints = (text: string): number[] =>
    [...text.matchAll(/>|(?=\/?>)|(?<=\w)(?=\s)/g)].map((m) => m.index + m[0].length);
  const kinds: ((text: string, at: number) => string)[] = [
    (text, at) => text.slice(0, at) + pick(TOKENS) + text.slice(at),
    (text, at) => text.slice(0, at) + text.slice(at + 1 + below(3)),
    (text, at) => text.slice(0, at) + pick(TOKENS) + text.slice(at + 1),
    (text, at) => text.slice(0, at + below(30)) + text.slice(at),
    (text) => {
      const all = joints(text);
      const at = all[below(all.length)] ?? 0;
      return text.slice(0, at) + pick(TOKENS) + text.slice(at);
    },
    (text) => {
      const all = parts(text);
      const one = all[below(all.length)];
      if (!one) return text;
      return text.slice(0, one.index) + (all[below(all.length)]?.[0] ?? '') + text.slice(one.index + one[0].length);
    },
    (text) => pick(TOKENS) + text,
    (text) => text + pick(TOKENS),
    (text, at) => text.slice(0, at),
    (text) => text.replaceAll('\n', pick(['\r\n', '\r', '\n\n'])),
  ];
  const mutate = (text: string): string => kinds[below(kinds.length)]?.(text, below(text.length + 1)) ?? text;
  const asBytes = (text: string): Buffer => {
    const kind = below(12);
    if (kind === 0) return Buffer.from(`\uFEFF${text}`, 'utf16le');
    if (kind === 1) return Buffer.from(`\uFEFF${text}`);
    if (kind === 2) return Buffer.from(text.replace(/encoding="UTF-8"/, 'encoding="ISO-8859-1"'), 'latin1');
    const bytes = Buffer.from(text);
    if (kind === 3 && bytes.length > 0) bytes[below(bytes.length)] = 1 + below(255);
    return bytes;
  };
  return () => {
    let text = next() < 0.1 ? '<a x="1">t<b/></a>' : pick(documents);
    for (let times = next() < 0.7 ? 1 : 2 + below(2); times > 0; times -= 1) text = mutate(text);
    return asBytes(text);
  };
}
