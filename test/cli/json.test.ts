import { describe, expect, it } from 'vitest';
import { backupxml, folderWith, GOOD, MISSPELT, UNFIXABLE } from './process.js';

describe('the JSON report', () => {
  it('has the documented shape, keys in this order', () => {
    const cwd = folderWith({ 'a.xml': MISSPELT, 'b.xml': GOOD });
    const { status, stdout, stderr } = backupxml(
      ['validate', '--format', 'json', '--libvirt', '9.0', 'a.xml', 'b.xml'],
      { cwd },
    );
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    const report = JSON.parse(stdout);
    expect(Object.keys(report)).toEqual(['tool', 'libvirt', 'files', 'summary']);
    expect(report.tool).toEqual({ name: 'backupxml', version: expect.stringMatching(/^\d+\.\d+\.\d+$/) });
    expect(report.libvirt).toBe('9.0.0');
    expect(report.summary).toEqual({ files: 2, valid: 1, invalid: 1, skipped: 0, errors: 1, warnings: 0 });
    const [broken, good] = report.files;
    expect(good).toEqual({ path: 'b.xml', schemaValid: true, valid: true, diagnostics: [] });
    expect(broken).toMatchObject({ path: 'a.xml', schemaValid: false, valid: false });
    expect(broken.diagnostics).toHaveLength(1);
    const [diagnostic] = broken.diagnostics;
    const order = [
      'code',
      'severity',
      'message',
      'line',
      'column',
      'endLine',
      'endColumn',
      'path',
      'url',
      'help',
      'notes',
      'related',
      'fix',
    ];
    expect(Object.keys(diagnostic)).toEqual(order.filter((key) => key in diagnostic));
    expect(diagnostic).toMatchObject({
      code: expect.stringMatching(/^[a-z]+(-[a-z]+)+$/),
      severity: 'error',
      message: expect.stringContaining('taget'),
      line: 4,
      column: 8,
      endLine: 4,
      endColumn: 13,
      path: '/domainbackup/disks/disk/taget',
    });
    const start = MISSPELT.indexOf('taget');
    expect(diagnostic.fix).toEqual({ safe: true, edits: [{ start, end: start + 5, text: 'target' }] });
  });

  it('counts lines, columns and offsets in characters', () => {
    const input = `<!-- 💾 -->${MISSPELT.replace('<taget', '<!--💾💾--><taget')}`;
    const { stdout } = backupxml(['validate', '--format', 'json', '-'], { input });
    const [diagnostic] = JSON.parse(stdout).files[0].diagnostics;
    expect(diagnostic).toMatchObject({ line: 4, column: 17, endColumn: 22 });
    const [edit] = diagnostic.fix.edits;
    expect([...input].slice(edit.start, edit.end).join('')).toBe('taget');
  });

  it('says valid where there are only warnings, and counts them', () => {
    const input = GOOD.replace('<disks>', '<incremental/>\n<disks>');
    const { status, stdout } = backupxml(['validate', '--format', 'json', '-'], { input });
    const report = JSON.parse(stdout);
    expect(status).toBe(0);
    expect(report.files[0]).toMatchObject({ path: '-', schemaValid: true, valid: true });
    expect(report.summary).toMatchObject({ valid: 1, errors: 0, warnings: 1 });
  });

  it('says schemaValid and not valid where only a rule refuses', () => {
    const input = "<domainbackup mode='pull'><server name='localhost'/></domainbackup>";
    const report = JSON.parse(backupxml(['validate', '--format', 'json', '-'], { input }).stdout);
    expect(report.files[0]).toMatchObject({ schemaValid: true, valid: false });
  });

  it.each<[string, string | Buffer]>([
    ['not well-formed', '<domainbackup>'],
    ['empty', ''],
    ['not in its encoding', Buffer.from([0x3c, 0x61, 0xff, 0x3e])],
  ])('says neither for a document that is %s', (_name, input) => {
    const { status, stdout } = backupxml(['validate', '--format', 'json', '-'], { input });
    const [file] = JSON.parse(stdout).files;
    expect(status).toBe(1);
    expect(file).toMatchObject({ schemaValid: false, valid: false });
    expect(file.diagnostics).toHaveLength(1);
  });

  it('reports the document of a new checkpoint as a file of its own', () => {
    const cwd = folderWith({ 'a.xml': GOOD, 'c.xml': '<domaincheckpoint><name>a/b</name></domaincheckpoint>' });
    const { status, stdout } = backupxml(['validate', '--format', 'json', '--new-checkpoint', 'c.xml', 'a.xml'], {
      cwd,
    });
    expect(status).toBe(1);
    expect(JSON.parse(stdout).files).toMatchObject([
      { path: 'a.xml', valid: true },
      { path: 'c.xml', schemaValid: false },
    ]);
  });

  it('keeps to one report however the documents fare', () => {
    const files = Object.fromEntries(
      Array.from({ length: 520 }, (_, i) => [`${i}.xml`, [GOOD, MISSPELT, UNFIXABLE][i % 3] ?? '']),
    );
    const report = JSON.parse(backupxml(['validate', '--format', 'json', folderWith(files)]).stdout);
    expect(report.summary).toMatchObject({ files: 520, valid: 174, invalid: 346, errors: 346 });
  });
});
