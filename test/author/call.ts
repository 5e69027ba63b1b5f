/** Runs the command within this process. */
import { fileURLToPath } from 'node:url';
import { run } from '../../src/cli.js';
import { scan } from '../../src/scan/scan.js';
import type { XmlDocument } from '../../src/scan/tree.js';

export const DOMAIN = fileURLToPath(new URL('../fixtures/author/domain.xml', import.meta.url));
export const CHECKPOINT = fileURLToPath(new URL('../fixtures/author/checkpoint.xml', import.meta.url));

export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** `stdoutTerminal`: whether what it prints goes to a terminal. */
export async function call(argv: readonly string[], stdin = '', stdoutTerminal = false): Promise<Outcome> {
  const stdout: string[] = [];
  const stderr: string[] = [];
  const code = await run(argv, {
    stdin: (async function* () {
      yield Buffer.from(stdin);
    })(),
    stdout: { write: (text: string) => stdout.push(text) },
    stderr: { write: (text: string) => stderr.push(text) },
    env: {},
    stdoutTerminal,
    stderrTerminal: false,
    columns: undefined,
    colourLevel: 0,
  });
  return { code, stdout: stdout.join(''), stderr: stderr.join('') };
}

export function tree(text: string): XmlDocument {
  const scanned = scan(text);
  if (!scanned.ok) throw new Error(`not well-formed: ${text}`);
  return scanned.document;
}
