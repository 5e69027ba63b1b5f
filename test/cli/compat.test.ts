import { describe, expect, it } from 'vitest';
import { backupxml, folderWith, GOOD, shell, UNFIXABLE } from './process.js';

const FD = GOOD.replace("mode='push'>", "mode='pull'>\n  <server transport='fd' fdgroup='nbd'/>").replace(
  'target',
  'scratch',
);

describe('compat', () => {
  it('says the oldest release that accepts, and what stands in the way', () => {
    const cwd = folderWith({ 'a.xml': FD, 'b.xml': GOOD });
    const { status, stdout, stderr } = backupxml(['compat', 'a.xml', 'b.xml'], { cwd });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(
      /^a\.xml: libvirt 11\.3\.0 and newer; older ones refuse it for this\n\na\.xml:2:11: error\[release-too-old\]/,
    );
    expect(stdout).toMatch(/\nb\.xml: libvirt 6\.0\.0 and newer; older ones have no backups\n$/);
  });

  it('says so where no release accepts', () => {
    const { status, stdout } = backupxml(['compat', '-'], { input: UNFIXABLE });
    expect(status).toBe(1);
    expect(stdout).toMatch(/^-: no release of libvirt accepts it\n\n-:3:\d+: error/);
    expect(backupxml(['compat', '-'], { input: '<domainbackup>' })).toMatchObject({ status: 1 });
  });

  it('goes by the rules, too, unless by the grammar alone', () => {
    const input = "<domainbackup mode='pull'><server name='localhost'/></domainbackup>";
    expect(backupxml(['compat', '-'], { input })).toMatchObject({ status: 1 });
    expect(backupxml(['compat', '--schema-only', '-'], { input })).toMatchObject({ status: 0 });
  });

  it('takes no comment for an excuse', () => {
    const input =
      "<domainbackup mode='pull'>\n<!-- backupxml-disable-file server-port-missing -->\n<server name='localhost'/></domainbackup>";
    expect(backupxml(['validate', '-'], { input })).toMatchObject({ status: 0 });
    expect(backupxml(['compat', '-'], { input })).toMatchObject({ status: 1 });
  });

  it('prints one JSON object', () => {
    const cwd = folderWith({ 'a.xml': FD, 'b.xml': GOOD, 'c.xml': UNFIXABLE, 'd.xml': '<domain/>' });
    const { status, stdout } = backupxml(['compat', '--format', 'json', '.'], { cwd });
    expect(status).toBe(1);
    const report = JSON.parse(stdout);
    expect(report).toMatchObject({
      tool: { name: 'backupxml' },
      files: [
        { path: 'a.xml', oldest: '11.3.0', accepted: [{ since: '11.3.0' }] },
        { path: 'b.xml', oldest: '6.0.0', accepted: [{ since: '6.0.0' }], blockers: [] },
        { path: 'c.xml', oldest: null, accepted: [] },
      ],
      summary: { files: 3, accepted: 2, refused: 1, skipped: 1 },
    });
    expect(report.files[0].blockers).toMatchObject([
      { code: 'release-too-old', line: 2, releases: ['6.0.0', '6.6.0', '8.0.0', '10.0.0'] },
    ]);
  });

  it('agrees with validate, release by release', () => {
    const cwd = folderWith({ 'a.xml': FD });
    for (const [release, status] of [
      ['10.10.0', 1],
      ['11.2.0', 1],
      ['11.3.0', 0],
      ['12.8.0', 0],
    ] as const) {
      expect(backupxml(['validate', '--libvirt', release, 'a.xml'], { cwd })).toMatchObject({ status });
    }
  });

  it('says what cannot be read, ends quietly, and knows its usage', () => {
    const cwd = folderWith({ 'a.xml': GOOD, 'b.xml': GOOD });
    const { status, stdout, stderr } = backupxml(['compat', 'missing.xml', 'a.xml'], { cwd });
    expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringMatching(/^error: missing\.xml: .*\n$/) });
    expect(stdout).toContain('a.xml: libvirt 6.0.0');
    expect(backupxml(['compat'])).toMatchObject({ status: 2, stdout: '' });
    expect(backupxml(['compat', '--format', 'xml', 'a.xml'], { cwd })).toMatchObject({ status: 2, stdout: '' });
    const head = shell('node "$0" compat . | head -n 1; echo $PIPESTATUS', [], cwd);
    expect(head).toMatchObject({ stderr: '', stdout: expect.stringMatching(/^a\.xml: .*\n0\n$/) });
  });
});
