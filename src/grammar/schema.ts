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

/**
 * The text that says what a generation of a grammar lacks: an `include` of the whole grammar with definitions in it that replace the
 * whole grammar's. Undefined where the generation is the whole grammar, as the newest is and each of a checkpoint's.
 */
export function generationChanges(kind: DocumentKind, generation: Generation): string | undefined {
  if (kind !== 'domainbackup' || generation === GENERATIONS.at(-1)) return undefined;
  return readFileSync(new URL(`${kind}-${generation}.rng`, SCHEMAS), 'utf8');
}
