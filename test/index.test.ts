import { describe, expect, it } from 'vitest';
import { NEWEST_RELEASE, validate } from '../src/index.js';

const GOOD =
  "<domainbackup><disks><disk name='vda' type='file'><target file='/b/ä.qcow2'/></disk></disks></domainbackup>";

describe('validate, the library', () => {
  it('accepts text', () => {
    expect(validate(GOOD)).toEqual({ path: '-', schemaValid: true, valid: true, diagnostics: [] });
  });

  it('reports what is wrong, with places and a fix', () => {
    const report = validate(GOOD.replace('target', 'taget'), { path: 'a.xml' });
    expect(report).toMatchObject({ path: 'a.xml', schemaValid: false, valid: false });
    expect(report.diagnostics).toMatchObject([{ line: 1, column: 52, endColumn: 57, fix: { safe: true } }]);
  });

  it.each<[string, Uint8Array]>([
    ['UTF-8', Buffer.from(GOOD)],
    ['UTF-16', Buffer.from(`\uFEFF${GOOD}`, 'utf16le')],
    ['ISO-8859-1', Buffer.from(`<?xml version='1.0' encoding='ISO-8859-1'?>${GOOD}`, 'latin1')],
  ])('accepts bytes in %s', (_name, bytes) => {
    expect(validate(bytes)).toMatchObject({ valid: true });
  });

  it.each(['ISO-8859-1', 'UTF-16', 'windows-1252'])('takes text as text, though it declares %s', (encoding) => {
    const report = validate(`<?xml version="1.0" encoding="${encoding}"?>\n${GOOD.replace('target', 'taget')}`);
    expect(report.diagnostics).toMatchObject([{ line: 2, column: 52 }]);
    expect(validate(`<?xml version="1.0" encoding="${encoding}"?>\n${GOOD}`)).toMatchObject({ valid: true });
  });

  it('judges for a release, and leaves out the rules where asked', () => {
    const fd = "<domainbackup mode='pull'><server transport='fd' fdgroup='g'/></domainbackup>";
    expect(validate(fd, { libvirt: NEWEST_RELEASE })).toMatchObject({ schemaValid: true });
    expect(validate(fd, { libvirt: '11.2.0' })).toMatchObject({ schemaValid: false });
    const portless = "<domainbackup mode='pull'><server name='localhost'/></domainbackup>";
    expect(validate(portless)).toMatchObject({ schemaValid: true, valid: false });
    expect(validate(portless, { schemaOnly: true })).toMatchObject({ valid: true });
  });

  it('throws for a release that is not known, and for what is too large', () => {
    expect(() => validate(GOOD, { libvirt: '5.0.0' })).toThrow(RangeError);
    expect(() => validate(GOOD, { maxSize: 20 })).toThrow(RangeError);
  });
});
