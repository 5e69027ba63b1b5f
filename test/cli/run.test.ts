import { describe, expect, it } from 'vitest';
import { run } from '../../src/cli.js';
import type { Io } from '../../src/commands/io.js';
import { GOOD } from './process.js';

interface World {
  readonly io: Io;
  readonly stdout: () => string;
  readonly stderr: () => string;
}

/** A world that gives `input` and collects what is written; `broken` fails at the first write to stdout. */
function world({ input = '', broken = false, terminal = false }): World {
  const written = { stdout: '', stderr: '' };
  const io: Io = {
    stdin: (async function* () {
      yield Buffer.from(input);
    })(),
    stdout: {
      write(text) {
        if (broken) throw new TypeError('cannot read\u001b[31m properties');
        written.stdout += text;
      },
    },
    stderr: {
      write(text) {
        written.stderr += text;
      },
    },
    env: {},
    stdoutTerminal: terminal,
    stderrTerminal: terminal,
    columns: terminal ? 50 : undefined,
    colourLevel: 0,
  };
  return { io, stdout: () => written.stdout, stderr: () => written.stderr };
}

describe('run', () => {
  it('gives the exit code and writes to the streams that it is handed', async () => {
    const { io, stdout, stderr } = world({ input: GOOD });
    expect(await run(['validate', '-'], io)).toBe(0);
    expect(stdout()).toBe('1 file: 1 valid\n');
    expect(stderr()).toBe('');
  });

  it('asks for a report of its own bugs in one line, and gives 3', async () => {
    const { io, stderr } = world({ input: GOOD, broken: true });
    expect(await run(['validate', '-'], io)).toBe(3);
    expect(stderr()).toMatch(
      /^error: this is a bug in backupxml: cannot read\\x1b\[31m properties; .*report.*--debug.*\n$/,
    );
  });

  it('shows the stack with --debug, wherever that stands', async () => {
    for (const argv of [
      ['--debug', 'validate', '-'],
      ['validate', '--debug', '-'],
    ]) {
      const { io, stderr } = world({ input: GOOD, broken: true });
      expect(await run(argv, io)).toBe(3);
      expect(stderr()).toMatch(/^TypeError: cannot read\\x1b.*\n +at /);
    }
  });

  it('wraps words at the width of a terminal', async () => {
    const { io, stdout } = world({ input: '<domain/>', terminal: true });
    expect(await run(['validate', '-'], io)).toBe(1);
    const wrapped = stdout()
      .split('\n')
      .filter((line) => /^ {2}(help|note|\s{4}) /.test(line));
    expect(wrapped.length).toBeGreaterThan(0);
    for (const line of wrapped) expect(line.length).toBeLessThanOrEqual(50);
  });
});
