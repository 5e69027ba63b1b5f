/** The corpus: documents with the verdicts of libvirt's own schema, and where and how a good message on each fault speaks. */
import { readFileSync } from 'node:fs';

export interface Fault {
  readonly kind: string;
  /** First and last line of what was changed. */
  readonly lines: readonly [number, number];
  /** A good message names at least one of these. */
  readonly names: readonly string[];
}

export interface CorpusDocument extends Fault {
  readonly id: string;
  readonly xml: string;
  readonly valid: Readonly<Record<string, boolean>>;
}

export interface TwoFaults {
  readonly id: string;
  readonly xml: string;
  readonly faults: readonly Fault[];
}

export const corpus = (): CorpusDocument[] => read('documents');
export const checkpoints = (): CorpusDocument[] => read('checkpoints');
export const twoFaults = (): TwoFaults[] => read('twofault');

function read<T>(name: string): T[] {
  const text = readFileSync(new URL(`fixtures/corpus/${name}.jsonl`, import.meta.url), 'utf8');
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as T);
}
