import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../src/diagnostic.js';
import { sourceOf } from '../../src/read/read.js';
import { parseRelease, type Release } from '../../src/release.js';
import { DEFAULT_POLICY } from '../../src/settle/policy.js';
import { acrossReleases } from '../../src/settle/releases.js';
import { validateDocuments } from '../../src/validate.js';

const keyOf = ({ code, span }: Diagnostic): string => `${code} ${span.start}`;

function found(code: string, start: number, message = code): Diagnostic {
  return { code, severity: 'error', message, span: { start, end: start + 1 }, path: '/' };
}

describe('acrossReleases', () => {
  it('makes one of the same fault, in the words of the newest', () => {
    const merged = acrossReleases(
      [
        { release: '8.0.0', judged: () => true, diagnostics: [found('a', 0, 'old'), found('b', 3)] },
        { release: '9.0.0', judged: () => true, diagnostics: [found('a', 0, 'new')] },
        { release: '11.0.0', judged: () => true, diagnostics: [found('b', 3)] },
      ],
      keyOf,
    );
    expect(merged).toEqual([
      {
        ...found('a', 0, 'new'),
        releases: ['8.0.0', '9.0.0'],
        notes: ['refused by libvirt 8.0.0 and 9.0.0, not by 11.0.0'],
      },
      { ...found('b', 3), releases: ['8.0.0', '11.0.0'], notes: ['refused by libvirt 8.0.0 and 11.0.0, not by 9.0.0'] },
    ]);
  });

  it('says nothing of a release that did not look', () => {
    const merged = acrossReleases(
      [
        { release: '8.0.0', judged: (code) => code !== 'a', diagnostics: [] },
        { release: '9.0.0', judged: () => true, diagnostics: [found('a', 0), { ...found('b', 1), severity: 'info' }] },
      ],
      keyOf,
    );
    expect(merged.map(({ notes }) => notes)).toEqual([undefined, ['so with libvirt 9.0.0, not with 8.0.0']]);
  });

  it('keeps two of one release apart, and says nothing more where all agree', () => {
    const both = [found('a', 0, 'first'), found('a', 0, 'second')];
    const merged = acrossReleases(
      [
        { release: '8.0.0', judged: () => true, diagnostics: both },
        { release: '9.0.0', judged: () => true, diagnostics: both },
      ],
      keyOf,
    );
    expect(merged).toEqual(both.map((one) => ({ ...one, releases: ['8.0.0', '9.0.0'] })));
  });

  it('leaves what one release says as it is', () => {
    const diagnostics = [found('a', 0)];
    expect(acrossReleases([{ release: '8.0.0', judged: () => true, diagnostics }], keyOf)).toEqual(diagnostics);
    expect(acrossReleases([], keyOf)).toEqual([]);
  });
});

const FD =
  "<domainbackup mode='pull'><server transport='fd' fdgroup='g'/><disks><disk name='vda' backup='no'/><disk name='vdb' type='file'><scratch file='/b'/></disk></disks></domainbackup>";

const [OLD, NEW] = ['8.0.0', '11.3.0'].map((name): Release => {
  const release = parseRelease(name);
  if (!release) throw new Error(name);
  return release;
});

function judge(texts: Record<string, string>, more: object = {}) {
  if (!OLD || !NEW) throw new Error('both are known');
  const documents = Object.entries(texts).map(([path, text]) => sourceOf(path, Buffer.from(text)));
  return validateDocuments(documents, {
    context: { release: NEW },
    schemaOnly: false,
    maxSize: 1 << 20,
    profile: { releases: [OLD, NEW], policy: DEFAULT_POLICY },
    ...more,
  }).map(({ result }) => result);
}

describe('several releases', () => {
  it('say which of them refuse', () => {
    const [result] = judge({ 'a.xml': FD });
    expect(result).toMatchObject({ schemaValid: false, valid: false });
    expect(result?.releases).toEqual([
      { libvirt: '8.0.0', schemaValid: false, valid: false },
      { libvirt: '11.3.0', schemaValid: true, valid: true },
    ]);
    expect(result?.diagnostics).toMatchObject([{ code: 'release-too-old', releases: ['8.0.0'] }]);
    expect(result?.diagnostics[0]?.notes?.at(-1)).toBe('refused by libvirt 8.0.0, not by 11.3.0');
  });

  it('agree on a fault of all', () => {
    const [result] = judge({ 'a.xml': "<domainbackup><disks><disk nam='vda' backup='no'/></disks></domainbackup>" });
    expect(result?.diagnostics).toMatchObject([{ releases: ['8.0.0', '11.3.0'] }]);
    const [broken] = judge({ 'b.xml': '<domainbackup>' });
    expect(broken).toMatchObject({ wellFormed: false, diagnostics: [{ releases: ['8.0.0', '11.3.0'] }] });
  });

  it('can differ by document', () => {
    if (!OLD || !NEW) throw new Error('both are known');
    const results = judge(
      { 'a.xml': FD, 'b.xml': FD, 'c.xml': FD },
      {
        profiles: new Map([
          ['b.xml', { releases: [NEW] }],
          ['c.xml', { releases: [OLD] }],
        ]),
      },
    );
    expect(results.map(({ valid }) => valid)).toEqual([false, true, false]);
    expect(results.map(({ releases }) => releases?.length)).toEqual([2, undefined, undefined]);
  });

  it('a suppression that one of them uses is used', () => {
    const text =
      "<domainbackup mode='pull'>\n<!-- backupxml-disable-file file-name-invented: x -->\n<disks><disk name='vda' type='file'/></disks></domainbackup>";
    const codes = (result: ReturnType<typeof judge>[number] | undefined) => result?.diagnostics.map(({ code }) => code);
    expect(codes(judge({ 'a.xml': text })[0])).not.toContain('suppression-unused');
  });
});
