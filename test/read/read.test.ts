import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, describe, expect, test } from 'vitest';
import { ReadError, readSource } from '../../src/read/read.js';

const folder = mkdtempSync(join(tmpdir(), 'backupxml-read-'));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string): string => join(folder, name);

describe('readSource', () => {
  test('reads a file', async () => {
    writeFileSync(at('a.xml'), '\uFEFF<a>\u00E9</a>\r\n');
    expect(await readSource(at('a.xml'))).toEqual({
      kind: 'source',
      source: {
        path: at('a.xml'),
        bytes: Buffer.from('\uFEFF<a>\u00E9</a>\r\n'),
        text: '<a>\u00E9</a>\r\n',
        encoding: 'utf-8',
        byteOrderMark: true,
      },
    });
  });

  test('reads standard input', async () => {
    const stdin = Readable.from([Buffer.from('<a>\xC3', 'latin1'), Buffer.from('\xA9</a>', 'latin1')]);
    expect(await readSource('-', { stdin })).toMatchObject({
      kind: 'source',
      source: { path: '-', text: '<a>\u00E9</a>' },
    });
  });

  test('a document whose bytes are wrong is a result, not an error', async () => {
    writeFileSync(at('latin.xml'), Buffer.from('<a>\xE9</a>', 'latin1'));
    expect(await readSource(at('latin.xml'))).toMatchObject({
      kind: 'undecodable',
      path: at('latin.xml'),
      text: '<a>\uFFFD</a>',
      diagnostic: { code: 'encoding-bytes-invalid', span: { start: 3, end: 4 } },
    });
  });

  test('takes exactly the limit and no byte more', async () => {
    writeFileSync(at('ten.xml'), '<a>345</a>');
    expect(await readSource(at('ten.xml'), { maxSize: 10 })).toMatchObject({ kind: 'source' });
    await expect(readSource(at('ten.xml'), { maxSize: 9 })).rejects.toThrow(
      /has 10 bytes, larger than the limit of 9 bytes/,
    );
    const stdin = () => Readable.from([Buffer.from('<a>34'), Buffer.from('5</a>')]);
    expect(await readSource('-', { maxSize: 10, stdin: stdin() })).toMatchObject({ kind: 'source' });
    await expect(readSource('-', { maxSize: 9, stdin: stdin() })).rejects.toThrow(
      'standard input: is larger than the limit of 9 bytes (--max-size raises it)',
    );
  });

  test('tells two sizes apart that are the same when rounded', async () => {
    writeFileSync(at('large.xml'), ' '.repeat(2050));
    await expect(readSource(at('large.xml'), { maxSize: 2048 })).rejects.toThrow(
      /has 2050 bytes, larger than the limit of 2048 bytes/,
    );
    await expect(readSource(at('large.xml'), { maxSize: 1024 })).rejects.toThrow(/has 2 KiB, .* limit of 1 KiB/);
  });

  test('does not read a device for ever', async () => {
    await expect(readSource('/dev/zero', { maxSize: 100000 })).rejects.toThrow(/larger than the limit of 97.7 KiB/);
  });

  test.each([
    ['missing.xml', /missing\.xml: there is no such file/],
    ['folder', /folder: is a folder, not a file/],
    ['a.xml/b.xml', /b\.xml: there is no such file/],
    ['nul\0.xml', /nul\\x00\.xml: the name holds a NUL character/],
    [`${'n'.repeat(300)}.xml`, /the name is too long/],
    ['esc\x1b[31m.xml', /esc\\x1b\[31m\.xml: there is no such file/],
  ])('%j gives one line', async (name, message) => {
    mkdirSync(at('folder'), { recursive: true });
    const error = await readSource(at(name)).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(ReadError);
    if (error instanceof Error) expect(error.message).toMatch(message);
    if (error instanceof Error) expect(error.message).not.toMatch(/\p{Cc}/u);
  });
});
