import { describe, expect, it } from 'vitest';
import { createJudge } from '../../src/judge/judge.js';
import { checkpoints, corpus } from '../corpus.js';
import { releaseOf, treeOf } from '../explain/explain.js';

const candidate = (xml: string) => ({ bytes: Buffer.from(xml), document: treeOf(xml) });

describe('the verdict', () => {
  const documents = corpus();
  const releases = Object.keys(documents[0]?.valid ?? {});

  it('is held against seven releases', () => {
    expect(releases).toHaveLength(7);
  });

  it.each(releases)("is that of libvirt's own schema at %s", (release) => {
    const verdicts = createJudge('domainbackup', releaseOf(release))(documents.map(({ xml }) => candidate(xml)));
    expect(documents.filter(({ valid }, i) => valid[release] !== verdicts[i]).map(({ id }) => id)).toEqual([]);
  });

  it("is that of libvirt's own schema for checkpoints", () => {
    const verdicts = createJudge(
      'domaincheckpoint',
      releaseOf('12.8.0'),
    )(checkpoints().map(({ xml }) => candidate(xml)));
    expect(
      checkpoints()
        .filter(({ valid }, i) => valid['12.8.0'] !== verdicts[i])
        .map(({ id }) => id),
    ).toEqual([]);
  });

  it('is the same for documents alone and together', () => {
    const judge = createJudge('domainbackup', releaseOf('12.8.0'));
    const some = documents.slice(0, 150).map(({ xml }) => candidate(xml));
    expect(judge(some)).toEqual(some.flatMap((one) => judge([one])));
  });
});

describe('values', () => {
  const judge = createJudge('domainbackup', releaseOf('12.8.0'));
  const server = (attributes: string): string => `<domainbackup mode="pull"><server ${attributes}/></domainbackup>`;
  const disk = (name: string): string =>
    `<domainbackup><disks><disk name="${name}" backup="no"/></disks></domainbackup>`;
  const file = (path: string): string =>
    `<domainbackup><disks><disk name="vda" type="file"><target file="${path}"/></disk></disks></domainbackup>`;

  it.each([
    [server('name="::1"'), true],
    [server('name="::"'), true],
    [server('name="fe80::1:2"'), true],
    [server('name="1:2:3:4:5:6:7:8"'), true],
    [server('name="::ffff:192.0.2.1"'), true],
    [server('name="1:2:3:4:5:6:192.0.2.1"'), true],
    [server('name="1::"'), true],
    [server('name="[::1]"'), false],
    [server('name="fe80::1%eth0"'), false],
    [server('name="1:2:3:4:5:6:7:8:9"'), false],
    [server('name="::1::2"'), false],
    [server('name="::ffff:192.0.2.256"'), false],
    [server('name="a_b"'), false],
    [server('name=""'), false],
    [server('name="h" port="0"'), true],
    [server('name="h" port="00010809"'), true],
    [server('name="h" port="4294967295"'), true],
    [server('name="h" port="4294967296"'), false],
    [server('name="h" port="+1"'), false],
    [server('name="h" port=" 1 "'), false],
    [server('name="h" port=""'), false],
    [server('transport=" tcp " name="h"'), true],
    [server('transport="fd" fdgroup=""'), true],
    [server('transport="fd"'), false],
    [server('transport="unix" socket="/s"'), true],
    [server('transport="unix" socket="/"'), false],
    [disk('vda'), true],
    [disk('ioemu:hda'), true],
    [disk('ubd_0'), true],
    [disk('nvme0n1'), true],
    [disk('nvme0n1p2'), true],
    [disk('ioemu:nvme0n1'), false],
    [disk('vd'), false],
    [disk('VDA'), false],
    [disk('vd-a'), false],
    [file('/a b:c,d/ü/..'), true],
    [file('C:\\x'), true],
    [file('/a&#10;b'), false],
    [file('a'), false],
  ])('%s', (xml, valid) => {
    expect(judge([candidate(xml)])).toEqual([valid]);
  });
});
