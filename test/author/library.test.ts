import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createBackup, formatDocument, OptionError, validate } from '../../src/index.js';
import { CHECKPOINT, DOMAIN } from './call.js';

const domain = readFileSync(DOMAIN, 'utf8');
const checkpoint = readFileSync(CHECKPOINT, 'utf8');
const now = new Date('2026-11-25T03:27:00Z');

describe('createBackup', () => {
  it('writes a pair from the domain', () => {
    const made = createBackup({
      mode: 'pull',
      domain,
      checkpoints: [checkpoint],
      checkpointName: 'cp2',
      server: { port: 10810 },
      disks: [{ name: 'vda' }],
      libvirt: '9.0.0',
      now,
    });
    expect(made.backup).toBe(`<domainbackup mode='pull'>
  <incremental>cp1</incremental>
  <server transport='tcp' name='localhost' port='10810'/>
  <disks>
    <disk name='vda' backup='yes' type='file' backupmode='incremental'>
      <driver type='qcow2'/>
      <scratch file='/var/lib/libvirt/images/t1-vda-scratch-2026-11-25-032700.qcow2'/>
    </disk>
  </disks>
</domainbackup>
`);
    expect(made.checkpoint).toContain('<name>cp2</name>');
    expect(made.notes).toEqual(['the server listens on localhost, port 10810 (--host would say otherwise)']);
    expect(made.nextSteps('a b.xml', 'c.xml')[0]).toBe("start the backup:  virsh backup-begin t1 'a b.xml' c.xml");
    expect(validate(made.backup, { libvirt: '9.0.0' }).valid).toBe(true);
  });

  it('gives warnings with their place', () => {
    const { warnings } = createBackup({ mode: 'push', incremental: ' cp1' });
    expect(warnings).toContainEqual(
      expect.objectContaining({ code: 'incremental-padded', severity: 'warning', line: 2 }),
    );
  });

  it.each([
    [{ mode: 'push', server: { port: 1 } }, OptionError, '--push and --port contradict'],
    [{ mode: 'push', domain: '<domain>' }, OptionError, '--domain cannot be read: '],
    [{ mode: 'push', domain: '<x/>' }, OptionError, '--domain is a <x>, not a <domain>'],
    [{ mode: 'push', libvirt: '5.0.0' }, RangeError, 'libvirt release "5.0.0" is not known'],
  ] as const)('%j is refused', (options, kind, message) => {
    expect(() => createBackup(options)).toThrow(kind);
    expect(() => createBackup(options)).toThrow(message);
  });
});

describe('formatDocument', () => {
  it('gives the text, or diagnostics with their place', () => {
    expect(formatDocument('<domainbackup></domainbackup>')).toEqual({ ok: true, text: '<domainbackup/>\n' });
    expect(formatDocument('<domainbackup>\n<a></domainbackup>')).toMatchObject({
      ok: false,
      diagnostics: [{ severity: 'error', line: 2 }],
    });
  });
});
