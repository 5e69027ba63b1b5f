import { describe, expect, it } from 'vitest';
import { plan } from '../../src/plan/library.js';
import { CHECKPOINT_1, CP1, DOMAIN, pull, push, scratch, target, VDA_TARGET } from '../rules/tables/table.js';

const AT = new Date('2026-11-25T03:00:00Z');
const pair = (disks: string) => `<domaincheckpoint><name>cp2</name><disks>${disks}</disks></domaincheckpoint>`;

describe('plan', () => {
  it('gives data, the effective document and a table', () => {
    const made = plan(pull(scratch('vda'), CP1), {
      domain: DOMAIN,
      checkpoints: [CHECKPOINT_1],
      newCheckpoint: pair("<disk name='vda'/>"),
    });
    expect(made).toMatchObject({
      ok: true,
      plan: {
        mode: 'pull',
        newCheckpoint: 'cp2',
        disks: [{ name: 'vda', since: 'cp1', tracked: true }, ...Array(7).fill({ backup: false })],
      },
      xml: expect.stringContaining("<disk name='vda' backup='yes'"),
      text: expect.stringContaining('Pull backup of domain web'),
    });
  });

  it('invents names for the given time', () => {
    const made = plan(push("<disk name='vda'/>"), { domain: DOMAIN, at: AT });
    expect(made.ok && made.plan.disks[0]).toMatchObject({ path: '/img/vda.qcow2.1795575600', invented: true });
  });

  it('gives the diagnostics of what would be refused, in either document', () => {
    expect(plan(push(target('vdz')), { domain: DOMAIN })).toMatchObject({
      ok: false,
      diagnostics: expect.arrayContaining([expect.objectContaining({ code: 'disk-unknown' })]),
    });
    expect(plan(push(VDA_TARGET), { domain: DOMAIN, newCheckpoint: pair("<disk name='vdc'/>") })).toMatchObject({
      ok: false,
      newCheckpointDiagnostics: expect.arrayContaining([
        expect.objectContaining({ code: 'checkpoint-disk-not-qcow2' }),
      ]),
    });
    expect(plan(push(VDA_TARGET), { domain: DOMAIN, newCheckpoint: '<domaincheckpoint>' })).toMatchObject({
      ok: false,
      newCheckpointDiagnostics: [{}],
    });
  });

  it.each([
    ['a broken domain', { domain: '<domain>' }, /^the <domain> document cannot be read: /],
    ['a checkpoint for a domain', { domain: CHECKPOINT_1 }, /^the document is a <domaincheckpoint>, not a <domain>$/],
    [
      'a domain for a checkpoint',
      { domain: DOMAIN, checkpoints: [DOMAIN] },
      /^the document is a <domain>, not a <domaincheckpoint>$/,
    ],
    ['an unknown release', { domain: DOMAIN, libvirt: '5.0.0' }, /is not known$/],
  ])('throws a RangeError for %s', (_, options, message) => {
    expect(() => plan(push(VDA_TARGET), options)).toThrow(RangeError);
    expect(() => plan(push(VDA_TARGET), options)).toThrow(message);
  });
});
