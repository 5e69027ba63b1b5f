/** What the tests of the explanation share. */
import type { Diagnostic } from '../../src/diagnostic.js';
import { createExplainer, type Explainer } from '../../src/explain/explain.js';
import { type DocumentKind, kindOf } from '../../src/grammar/kind.js';
import { loadGrammar } from '../../src/grammar/load.js';
import { lineIndex } from '../../src/read/lines.js';
import { parseRelease, type Release } from '../../src/release.js';
import { scan } from '../../src/scan/scan.js';
import type { XmlDocument } from '../../src/scan/tree.js';
import type { Fault } from '../corpus.js';

export function releaseOf(name: string): Release {
  const release = parseRelease(name);
  if (!release) throw new Error(`no release ${name}`);
  return release;
}

export function treeOf(xml: string): XmlDocument {
  const result = scan(xml);
  if (!result.ok) throw new Error(result.diagnostics[0].message);
  return result.document;
}

/** Explainers by kind and release, made once each. */
export function explainers(): (xml: string, release?: string) => Diagnostic[] {
  const made = new Map<string, Explainer>();
  return (xml, release = '12.8.0') => {
    const document = treeOf(xml);
    const kind: DocumentKind = kindOf(document.root.name) ?? 'domainbackup';
    const key = `${kind} ${release}`;
    const explain = made.get(key) ?? createExplainer(loadGrammar(kind, releaseOf(release)));
    made.set(key, explain);
    return explain(document);
  };
}

/** Whether a message stands on one of the fault's lines and names what is wrong. */
export function hits(xml: string, diagnostic: Diagnostic, { lines, names }: Pick<Fault, 'lines' | 'names'>): boolean {
  const { line } = lineIndex(xml).position(diagnostic.span.start);
  const said = `${diagnostic.message} ${diagnostic.help ?? ''}`;
  return line >= lines[0] && line <= lines[1] && names.some((name) => said.includes(name));
}
