import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { backupxml, folderWith, GOOD, ROOT } from './process.js';

const live = (name: string) =>
  readFileSync(join(ROOT, 'test/fixtures/live', name), 'utf8').replaceAll('%D', '/var/lib/libvirt/images');
const DOMAIN = live('domain.xml');
const CHECKPOINT = live('checkpoint.xml');
const INCREMENTAL = GOOD.replace('  <disks>', '  <incremental>cp1</incremental>\n  <disks>');

const files = {
  'b.xml': GOOD,
  'inc.xml': INCREMENTAL,
  'all.xml': '<domainbackup/>\n',
  'd.xml': DOMAIN,
  'cp1.xml': CHECKPOINT,
};
const plan = (args: readonly string[], more: Record<string, string> = {}, input = '') =>
  backupxml(['plan', ...args], { cwd: folderWith({ ...files, ...more }), input });

describe('plan', () => {
  it('prints a table', () => {
    const { status, stdout, stderr } = plan(['inc.xml', '--domain', 'd.xml', '--checkpoint', 'cp1.xml']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatchInlineSnapshot(`
      "Push backup of domain t1: 1 of 5 disks (libvirt 12.8.0)

      Disk  Backup                     Format  Target
      vda   incremental since cp1      qcow2   /backup/vda.qcow2
      vdb   no: not listed in <disks>
      vdc   no: not listed in <disks>
      sda   no: not listed in <disks>
      sdb   no: not listed in <disks>

      The backup is written to
        /backup/vda.qcow2
      "
    `);
  });

  it('reads the domain, or the document, from standard input', () => {
    expect(plan(['b.xml', '--domain', '-'], {}, DOMAIN)).toMatchObject({ status: 0, stderr: '' });
    expect(plan(['-', '--domain', 'd.xml'], {}, GOOD)).toMatchObject({ status: 0, stderr: '' });
    expect(plan(['-', '--domain', '-'], {}, GOOD)).toMatchObject({
      status: 2,
      stderr:
        'error: standard input (-) is named twice, and can only be read once: give one of the documents as a file\n',
    });
  });

  it.each([
    ['1795575600', 'vda.qcow2.1795575600'],
    ['2026-11-25T03:00Z', 'vda.qcow2.1795575600'],
  ])('invents names for --at %s', (at, name) => {
    const { status, stdout } = plan(['all.xml', '--domain', 'd.xml', '--format', 'xml', '--at', at]);
    expect(status).toBe(0);
    expect(stdout).toContain(`<target file='/var/lib/libvirt/images/${name}'/>`);
  });

  it('invents names for now where nothing is said', () => {
    const before = Math.floor(Date.now() / 1000);
    const { stdout } = plan(['all.xml', '--domain', 'd.xml', '--format', 'xml']);
    const time = Number(/vda\.qcow2\.(\d+)'/.exec(stdout)?.[1]);
    expect(time).toBeGreaterThanOrEqual(before);
    expect(time).toBeLessThanOrEqual(Math.ceil(Date.now() / 1000));
  });

  it('takes the new checkpoint by name or as a document', () => {
    const document = "<domaincheckpoint><name>cp2</name><disks><disk name='vda'/></disks></domaincheckpoint>";
    const byName = plan(['all.xml', '--domain', 'd.xml', '--format', 'json', '--new-checkpoint', 'cp2']);
    const byFile = plan(['all.xml', '--domain', 'd.xml', '--format', 'json', '--new-checkpoint', 'cp2.xml'], {
      'cp2.xml': document,
    });
    expect(JSON.parse(byName.stdout)).toMatchObject({
      newCheckpoint: 'cp2',
      disks: [{ path: '/var/lib/libvirt/images/vda.qcow2.cp2' }, {}, {}, {}, {}],
    });
    expect(JSON.parse(byFile.stdout)).toMatchObject({
      newCheckpoint: 'cp2',
      disks: [{ tracked: true }, { tracked: false }, {}, {}, {}],
    });
  });

  it('gives the diagnostics of a document that would be refused', () => {
    const { status, stdout } = plan(['b.xml', '--domain', 'd.xml'], { 'b.xml': GOOD.replace("'vda'", "'vdz'") });
    expect(status).toBe(1);
    expect(stdout).toContain("b.xml:3:17: error[disk-unknown]: the domain has no disk 'vdz'");
    const refused = plan(['b.xml', '--domain', 'd.xml', '--format', 'json'], { 'b.xml': '<domainbackup mode="x"/>' });
    expect(refused.status).toBe(1);
    expect(JSON.parse(refused.stdout).files[0].schemaValid).toBe(false);
  });

  it('gives the diagnostics of a new checkpoint that would be refused', () => {
    const { status, stdout } = plan(['b.xml', '--domain', 'd.xml', '--new-checkpoint', './cp2.xml'], {
      'cp2.xml': '<domaincheckpoint/>\n',
    });
    expect(status).toBe(1);
    expect(stdout).toContain('cp2.xml:1:2: error[checkpoint-disk-not-qcow2]');
  });

  it.each([
    [['b.xml'], 'plan needs the domain: --domain FILE, as virsh dumpxml prints it'],
    [['b.xml', '--domain', 'cp1.xml'], 'cp1.xml is a <domaincheckpoint>, --domain wants a <domain>'],
    [
      ['b.xml', '--domain', 'd.xml', '--checkpoint', 'd.xml'],
      'd.xml is a <domain>, --checkpoint wants a <domaincheckpoint>',
    ],
    [
      ['b.xml', '--domain', 'd.xml', '--new-checkpoint', './d.xml'],
      './d.xml is a <domain>, --new-checkpoint wants a <domaincheckpoint>',
    ],
    [['b.xml', '--domain', 'gone.xml'], 'gone.xml: there is no such file: check the name'],
    [['gone.xml', '--domain', 'd.xml'], 'gone.xml: there is no such file: check the name'],
    [
      ['b.xml', '--domain', 'd.xml', '--at', 'soon'],
      '--at "soon" is no time: write a date such as 2026-11-25T03:00Z, or seconds since 1970',
    ],
    [
      ['b.xml', '--domain', 'd.xml', '--new-checkpoint', '.x'],
      '--new-checkpoint ".x" is no name for a checkpoint: use letters, digits, _, - and ., not beginning with a dot',
    ],
    [
      ['b.xml', '--domain', 'd.xml', '--checkpoint', 'cp1.xml', '--new-checkpoint', 'cp1'],
      "--new-checkpoint: checkpoint 'cp1' exists already; choose a new name",
    ],
  ])('%j is wrong usage', (args, message) => {
    expect(plan(args)).toEqual({ status: 2, stdout: '', stderr: `error: ${message}\n` });
  });

  it('names where a domain is broken', () => {
    const { status, stderr } = plan(['b.xml', '--domain', 'd.xml'], { 'd.xml': '<domain>\n  <devices>\n</domain>' });
    expect(status).toBe(2);
    expect(stderr).toMatch(/^error: --domain d\.xml cannot be read: .* \(line \d+, column \d+\)\n$/);
  });
});

describe('validate in context', () => {
  it('judges by the domain, the checkpoints and the pair', () => {
    const folder = folderWith({ ...files, 'new.xml': '<domaincheckpoint><name>cp2</name></domaincheckpoint>' });
    const run = (...args: string[]) => backupxml(['validate', 'inc.xml', ...args], { cwd: folder });
    expect(run('--domain', 'd.xml', '--checkpoint', 'cp1.xml').status).toBe(0);
    expect(run('--domain', 'd.xml', '--checkpoint', 'cp1.xml', '--new-checkpoint', 'new.xml')).toMatchObject({
      status: 1,
    });
    expect(run('--domain', 'cp1.xml')).toMatchObject({
      status: 2,
      stderr: 'error: cp1.xml is a <domaincheckpoint>, --domain wants a <domain>\n',
    });
  });

  it('looks at the host only when asked', () => {
    const folder = folderWith(files);
    const document = GOOD.replace('/backup/vda.qcow2', `${folder}/d.xml`);
    const run = (...args: string[]) => backupxml(['validate', '-', ...args], { cwd: folder, input: document });
    expect(run().status).toBe(0);
    expect(run('--host')).toMatchObject({ status: 1, stdout: expect.stringContaining('error[store-exists]') });
    expect(run('--host', '--reuse-external').status).toBe(0);
  });
});
