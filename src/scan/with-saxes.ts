/** The long way from text to tree, which few documents take: a module of its own, so that the others need not load it. */
import { SaxesParser } from 'saxes';
import { forbiddenCharacter } from './characters.js';
import { diagnose, forbiddenFault } from './diagnose/diagnose.js';
import type { Limits } from './limits.js';
import type { XmlDocument } from './tree.js';
import { TreeBuilder } from './tree-builder.js';

/** Reads what is not plain, from `base` on. Throws the `Fault` of what is not well-formed. */
export function readWithSaxes(text: string, base: number, limits: Limits): XmlDocument {
  const builder = new TreeBuilder(text, base, limits);
  // saxes would skip a second mark, and judge half a pair of surrogates with the next character: it never sees either.
  const forbidden = forbiddenCharacter(text);
  const end = forbidden < 0 ? text.length : forbidden;
  if (text.charCodeAt(base) === 0xfeff) throw diagnose(builder.place(end));

  const parser = new SaxesParser({ xmlns: false, position: false, defaultXMLVersion: '1.0', forceXMLVersion: true });
  const fail = (): never => {
    throw diagnose(builder.place(end));
  };
  builder.listen(parser, fail);
  parser.on('error', (error) => {
    // The builder has seen to it already, as leniently as libxml2 does.
    if (!error.message.startsWith('duplicate attribute')) fail();
  });
  parser.on('xmldecl', fail); // the one that may be there has been skipped
  parser.write(text.slice(base, end));
  if (forbidden >= 0) throw forbiddenFault(builder.place(end));
  parser.close();
  return builder.document();
}
