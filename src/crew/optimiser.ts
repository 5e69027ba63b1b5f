/** How eager V8 is to optimise code, and to clean up. */
import { setFlagsFromString } from 'node:v8';

/** Of the V8 of Node 20; newer ones have no such flag, and say so on standard error. */
const MAJOR_WITH_FLAG = '11';

/** Of the V8 of Node 20, 22 and 24. */
const MAJORS_THAT_GROW: ReadonlySet<string | undefined> = new Set(['11', '12', '13']);

/**
 * V8 compiles again and again what runs often, on threads that take the cores from what judges: four times as patient, ten thousand documents take a fifth
 * less time. To be called when the code is loaded, as V8 takes no code cache that was made under other flags: what is loaded later goes without.
 */
export function optimiseSeldom(): void {
  if (process.versions.v8.split('.')[0] === MAJOR_WITH_FLAG) setFlagsFromString('--interrupt-budget=500000');
}

/**
 * V8 lets the memory grow to several times what is in use before it cleans up: for a document of hundreds of thousands of elements that is judged for one
 * release after the other, to 700 MB, of which 400 will do. To be called before such a run.
 */
export function growSlowly(): void {
  if (MAJORS_THAT_GROW.has(process.versions.v8.split('.')[0])) setFlagsFromString('--heap-growing-percent=60');
}
