/** How eager V8 is to optimise code. */
import { setFlagsFromString } from 'node:v8';

/** Of the V8 of Node 20; newer ones have no such flag, and say so on standard error. */
const MAJOR_WITH_FLAG = '11';

/**
 * V8 compiles again and again what runs often, on threads that take the cores from what judges: four times as patient, ten thousand documents take a fifth
 * less time. To be called when the code is loaded, as V8 takes no code cache that was made under other flags: what is loaded later goes without.
 */
export function optimiseSeldom(): void {
  if (process.versions.v8.split('.')[0] === MAJOR_WITH_FLAG) setFlagsFromString('--interrupt-budget=500000');
}
