/** The grammars' texts, as they stand in the package's `schemas/` folder. */
import { readFileSync } from 'node:fs';
import { GENERATIONS, type Generation } from '../release.js';
import type { DocumentKind } from './kind.js';

/** Two levels up both from src/grammar/ and from the bundles in dist/lib/ lies the package's root, less one level for the bundle's own file. */
const SCHEMAS = new URL('../../schemas/', import.meta.url);

/** The text of the whole grammar of a kind: that of the newest generation. */
export function wholeGrammar(kind: DocumentKind): string {
  return readFileSync(new URL(`${kind}.rng`, SCHEMAS), 'utf8');
}

/** Whether a generation's grammar is the whole one, as the newest is and each of a checkpoint's. */
export function isWhole(kind: DocumentKind, generation: Generation): boolean {
  return kind !== 'domainbackup' || generation === GENERATIONS.at(-1);
}

/**
 * The text that says what a generation of a grammar lacks: an `include` of the whole grammar with definitions in it that replace the
 * whole grammar's. Undefined where the generation's is the whole grammar.
 */
export function generationChanges(kind: DocumentKind, generation: Generation): string | undefined {
  if (isWhole(kind, generation)) return undefined;
  return readFileSync(new URL(`${kind}-${generation}.rng`, SCHEMAS), 'utf8');
}
