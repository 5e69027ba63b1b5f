import { describe, expect, it } from 'vitest';
import { asUtf8, formatSource } from '../../src/author/format-source.js';
import { sourceOf } from '../../src/read/read.js';
import type { Source } from '../../src/read/source.js';

function source(bytes: Buffer): Source {
  const read = sourceOf('a.xml', bytes);
  if (read.kind !== 'source') throw new Error('undecodable');
  return read.source;
}

describe('formatSource', () => {
  it('keeps the encoding, and writes as references what it lacks', () => {
    const text = `<?xml version="1.0" encoding="ISO-8859-1"?>\n<domainbackup><incremental>\xe9&#x1F4BE;</incremental></domainbackup>`;
    const result = formatSource(source(Buffer.from(text, 'latin1')));
    expect(result.ok && result.source.bytes.toString('latin1')).toBe(
      `<?xml version="1.0" encoding="ISO-8859-1"?>\n<domainbackup>\n  <incremental>\xe9&#128190;</incremental>\n</domainbackup>\n`,
    );
  });

  it('keeps UTF-16 with its mark', () => {
    const before = source(Buffer.from('\uFEFF<domainbackup></domainbackup>', 'utf16le'));
    const result = formatSource(before);
    expect(result.ok && result.source.bytes).toEqual(Buffer.from('\uFEFF<domainbackup/>\n', 'utf16le'));
  });

  it('gives the same object where nothing changes', () => {
    const before = source(Buffer.from('<domainbackup/>\n'));
    expect(formatSource(before)).toEqual({ ok: true, source: before });
    const result = formatSource(before);
    expect(result.ok && result.source).toBe(before);
  });
});

describe('asUtf8', () => {
  it.each([
    ["<?xml version='1.0' encoding='latin1'?><a/>", "<?xml version='1.0' encoding='UTF-8'?><a/>"],
    [
      '<?xml version="1.0" encoding = "UTF-16" standalone="yes"?><a/>',
      '<?xml version="1.0" encoding = "UTF-8" standalone="yes"?><a/>',
    ],
    ['<?xml version="1.0" encoding="utf-8"?><a/>', '<?xml version="1.0" encoding="utf-8"?><a/>'],
    ['<a encoding="latin1"/>', '<a encoding="latin1"/>'],
  ])('%s', (text, expected) => {
    expect(asUtf8(text)).toBe(expected);
  });
});
