/** The inputs of the fuzzer: the same ones for the same seed. */
import { checkpoints, corpus } from '../corpus.js';
import { random } from '../random.js';
import { TOKENS, tokenMutator } from './tokens.js';
import { treeMutator } from './trees.js';

export const LEVELS = ['tree', 'token', 'byte', 'raw'] as const;
export type Level = (typeof LEVELS)[number];

/** Gives inputs of one level without end. */
export function inputs(level: Level, seed: number): () => Buffer {
  const next = random(seed);
  const documents = [...corpus(), ...checkpoints()].map(({ xml }) => xml);
  const below = (limit: number): number => Math.floor(next() * limit);
  if (level === 'tree') {
    const mutated = treeMutator(documents, next);
    return () => Buffer.from(mutated());
  }
  if (level === 'token') return tokenMutator(documents, next);
  if (level === 'byte') return () => withBadBytes(Buffer.from(documents[below(documents.length)] ?? ''), below);
  return () => rawInput(next, below);
}

function withBadBytes(bytes: Buffer, below: (limit: number) => number): Buffer {
  for (let times = 1 + below(4); times > 0 && bytes.length > 0; times -= 1) bytes[below(bytes.length)] = below(256);
  const cut = below(8) === 0 ? below(bytes.length) : bytes.length;
  return bytes.subarray(0, cut);
}

function rawInput(next: () => number, below: (limit: number) => number): Buffer {
  const length = below(below(20) === 0 ? 4000 : 60);
  if (below(3) === 0) return Buffer.from(Array.from({ length }, () => below(256)));
  const alphabet =
    below(2) === 0 ? TOKENS : ['<', '>', '/', 'a', ' ', '=', '"', '&', ';', '!', '-', '[', ']', '?', '\n'];
  return Buffer.from(Array.from({ length }, () => alphabet[Math.floor(next() * alphabet.length)] ?? '').join(''));
}
