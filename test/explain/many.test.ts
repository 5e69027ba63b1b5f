import { describe, expect, it } from 'vitest';
import { explainers } from './explain.js';

const unknown = Array.from({ length: 100 }, (_, i) => `a${i}=''`).join(' ');
const disks = (count: number): string =>
  `<domainbackup><disks>${`<disk name='vda' ${unknown}/>`.repeat(count)}</disks></domainbackup>`;

describe('a document of thousands of faults', () => {
  const explain = explainers();

  it('has each of them told, up to a thousand', () => {
    const found = explain(disks(10));
    expect(found).toHaveLength(1000);
    expect(new Set(found.map(({ code }) => code))).toEqual(new Set(['attribute-unknown']));
  });

  it('says how many are not told', () => {
    const xml = disks(12);
    const found = explain(xml);
    expect(found).toHaveLength(1001);
    expect(found.at(-1)).toMatchObject({
      code: 'faults-unlisted',
      message: '200 more faults are not listed: the first 1000 are',
      path: '/domainbackup/disks/disk[11]',
      span: { start: xml.lastIndexOf('disk', xml.lastIndexOf('<disk ') - 1) },
    });
  });

  it('has what is misspelt in each of many elements told, and what can be done with texts between them', () => {
    const misspelt = explain(`<domainbackup><disks>${"<disk nmae='vda'/>".repeat(900)}</disks></domainbackup>`);
    expect(misspelt).toHaveLength(900);
    expect(new Set(misspelt.map(({ message }) => message))).toEqual(
      new Set(['unknown attribute nmae on <disk>; did you mean name?']),
    );
    const texts = explain(`<domainbackup>${'text<disks/>'.repeat(300)}</domainbackup>`);
    expect(new Set(texts.map(({ code }) => code))).toEqual(
      new Set(['text-unexpected', 'element-missing', 'element-twice']),
    );
  });
});
