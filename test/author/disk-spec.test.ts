import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDiskSpec } from '../../src/author/disk-spec.js';
import { OptionError } from '../../src/author/options.js';

describe('parseDiskSpec', () => {
  it.each([
    ['vda', { name: 'vda' }],
    ['vda,file=/b/vda.qcow2,format=raw', { name: 'vda', file: '/b/vda.qcow2', format: 'raw' }],
    ['vdb,dev=/dev/vg0/scratch', { name: 'vdb', dev: '/dev/vg0/scratch' }],
    ['vda,file=/b/a,,b,,', { name: 'vda', file: '/b/a,b,' }],
    ['vda,file=/b/a,,,format=raw', { name: 'vda', file: '/b/a,', format: 'raw' }],
    ['vda,exportname=a=b', { name: 'vda', exportname: 'a=b' }],
    ['vda,exportname=', { name: 'vda', exportname: '' }],
    ['vda,backup=no', { name: 'vda', backup: 'no' }],
    [
      'vda,encryption.usage=u,cipher=aes-256,ivgen=plain64',
      { name: 'vda', encryption: { usage: 'u', cipher: { name: 'aes', size: '256' }, ivgen: { name: 'plain64' } } },
    ],
    [
      'vda,cipher=a-b-128-cbc-sha-256,ivgen.name=x-y,ivgen.hash=h',
      {
        name: 'vda',
        encryption: {
          cipher: { name: 'a-b', size: '128', mode: 'cbc', hash: 'sha-256' },
          ivgen: { name: 'x-y', hash: 'h' },
        },
      },
    ],
    [
      'vda,seclabel.model=dac,seclabel.label=+0:+0,seclabel.label=b,seclabel2.model=selinux,seclabel2.relabel=no',
      {
        name: 'vda',
        seclabels: [
          { model: 'dac', labels: ['+0:+0', 'b'] },
          { model: 'selinux', relabel: 'no' },
        ],
      },
    ],
  ])('%s', (spec, expected) => {
    expect(parseDiskSpec(spec)).toEqual(expected);
  });

  it.each([
    ['', '--disk "" names no disk: write its target name first, as in --disk vda'],
    ['file=/b', "--disk file=/b starts with file=/b: write the disk's target name first, as in --disk vda,file=/b"],
    ['vda,fiel=/b', '--disk vda: there is no key fiel; did you mean file=?'],
    ['vda,encryption.sercet=1', '--disk vda: there is no key encryption.sercet; did you mean encryption.secret=?'],
    ['vda,file', '--disk vda: file needs a value: write file=...'],
    ['vda,file=/a,file=/b', '--disk vda says file twice: file=/a and file=/b'],
    ['vda,', '--disk vda has an empty part: write one comma between two parts, and a comma in a value twice'],
    ['vda,cipher=aes-256,cipher.mode=x', '--disk vda: cipher= and cipher.mode= say the same: write one of the two'],
    ['vda,seclabel0.model=x', /^--disk vda: there is no key seclabel0\.model; did you mean seclabel\.model=\?$/],
    ['vda,file=/b/a,b', /^--disk vda: there is no key b; known are file, .*; a comma in a value is written twice$/],
    ['vda,cipher=aes', /^--disk vda: cipher=aes is not NAME-SIZE or NAME-SIZE-MODE-HASH/],
  ])('%s is refused', (spec, message) => {
    expect(() => parseDiskSpec(spec)).toThrow(OptionError);
    expect(() => parseDiskSpec(spec)).toThrow(message);
  });

  it('reads back any value with its commas doubled', () => {
    const values = fc.dictionary(
      fc.constantFrom('file', 'dev', 'exportname', 'incremental'),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(values, (given) => {
        const fields = Object.entries(given).map(([key, value]) => `,${key}=${value.replaceAll(',', ',,')}`);
        expect(parseDiskSpec(`vda${fields.join('')}`)).toEqual({ name: 'vda', ...given });
      }),
    );
  });
});
