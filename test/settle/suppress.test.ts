import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../src/fix/apply.js';
import { sourceOf } from '../../src/read/read.js';
import { parseRelease } from '../../src/release.js';
import { SETTLE_CODES } from '../../src/settle/codes.js';
import { DEFAULT_POLICY, type Policy } from '../../src/settle/policy.js';
import type { FileResult } from '../../src/settle/result.js';
import { validateDocuments } from '../../src/validate.js';

function judge(text: string, policy: Partial<Policy> = {}, schemaOnly = false): FileResult {
  const release = parseRelease('12.8.0');
  if (!release) throw new Error('the release is known');
  const profile = { releases: [release], policy: { ...DEFAULT_POLICY, ...policy } };
  const [verdict] = validateDocuments([sourceOf('a.xml', Buffer.from(text))], {
    context: { release },
    schemaOnly,
    maxSize: 1 << 20,
    profile,
  });
  if (!verdict) throw new Error('no verdict');
  return verdict.result;
}

/** `code@what it stands at`, for each diagnostic. */
function found(text: string, policy?: Partial<Policy>, schemaOnly?: boolean): string[] {
  return judge(text, policy, schemaOnly).diagnostics.map(
    ({ code, span }) => `${code}@${text.slice(span.start, span.end)}`,
  );
}

/** Line by line; the server and each second vda get a finding. */
const DOCUMENT = (lines: Partial<Record<'top' | 'server' | 'behind' | 'disks' | 'a' | 'b' | 'end', string>>): string =>
  [
    lines.top ?? '',
    "<domainbackup mode='pull'>",
    lines.server ?? '',
    `<server name='192.168.1.10' port='10809'/>${lines.behind ?? ''}`,
    lines.disks ?? '',
    "<disks><disk name='vdb' type='file'><scratch file='/b'/></disk><disk name='vda' backup='no'/>",
    lines.a ?? '',
    "<disk name='vda' backup='no'/>",
    lines.b ?? '',
    "<disk name='vda' backup='no'/></disks>",
    lines.end ?? '',
    '</domainbackup>',
  ].join('\n');

const SERVER = 'server-unencrypted@192.168.1.10';
const TWICE = 'disk-listed-twice@vda';
const ALL = [SERVER, TWICE, TWICE];

const next = (codes: string): string => `<!-- backupxml-disable-next-line ${codes}: reason -->`;

describe('what is suppressed', () => {
  it.each<[string, Parameters<typeof DOCUMENT>[0], string[]]>([
    ['nothing without a comment', {}, ALL],
    ['the next line', { server: next('server-unencrypted') }, [TWICE, TWICE]],
    [
      'the next line, of several codes',
      { a: next('server-unencrypted, disk-listed-twice') },
      [SERVER, 'suppression-unused@server-unencrypted', TWICE],
    ],
    [
      'the line behind a comment of several lines',
      { server: next('server-unencrypted').replace(': ', ':\n\n') },
      [TWICE, TWICE],
    ],
    ['the same line', { behind: '<!-- backupxml-disable-line server-unencrypted -->' }, [TWICE, TWICE]],
    [
      'up to enable',
      { a: '<!-- backupxml-disable disk-listed-twice: known -->', b: '<!-- backupxml-enable disk-listed-twice -->' },
      [SERVER, TWICE],
    ],
    [
      'up to an enable of all',
      { server: '<!-- backupxml-disable server-unencrypted -->', b: '<!-- backupxml-enable -->' },
      [TWICE, TWICE],
    ],
    ['up to the end', { a: '<!--backupxml-disable disk-listed-twice-->' }, [SERVER]],
    [
      'the whole file, from anywhere',
      { end: '<!-- backupxml-disable-file disk-listed-twice server-unencrypted -->' },
      [],
    ],
    ['the whole file, from before the root', { top: '<!-- backupxml-disable-file disk-listed-twice: x -->' }, [SERVER]],
    [
      'only what is named',
      { server: next('disk-listed-twice') },
      [`suppression-unused@${next('disk-listed-twice')}`, ...ALL],
    ],
    ['nothing by a comment on suppression', { top: '<!-- see backupxml-disable-file disk-listed-twice -->' }, ALL],
  ])('%s', (_name, lines, expected) => {
    expect(found(DOCUMENT(lines))).toEqual(expected);
  });

  it('is gone for the verdict', () => {
    const text = DOCUMENT({ top: '<!-- backupxml-disable-file disk-listed-twice -->' });
    expect(judge(text).valid).toBe(true);
    expect(judge(text, { inline: 'unseen' }).valid).toBe(false);
  });

  it('is the same with line ends of Windows and of old', () => {
    for (const end of ['\r\n', '\r']) {
      expect(found(DOCUMENT({ server: next('server-unencrypted') }).replaceAll('\n', end))).toEqual([TWICE, TWICE]);
    }
  });
});

describe('what there is to say about the comments', () => {
  it.each<[string, string, string[]]>([
    [
      'a word that is none',
      '<!-- backupxml-disabel-next-line server-unencrypted -->',
      ['suppression-malformed@disabel-next-line', SERVER],
    ],
    ['no word', '<!-- backupxml- server-unencrypted -->', ['suppression-malformed@', SERVER]],
    [
      'no code',
      '<!-- backupxml-disable-next-line: all of it -->',
      ['suppression-malformed@<!-- backupxml-disable-next-line: all of it -->', SERVER],
    ],
    ['a code that is none', next('server-unencripted'), ['suppression-unknown@server-unencripted', SERVER]],
    ['a fault of the grammar', next('element-misspelt, server-unencrypted'), ['suppression-refused@element-misspelt']],
    ['a fault of XML', next('xml-tag-unclosed'), ['suppression-refused@xml-tag-unclosed', SERVER]],
    ['itself', next('suppression-unused'), ['suppression-refused@suppression-unused', SERVER]],
    [
      'an end of nothing',
      '<!-- backupxml-enable server-unencrypted -->',
      ['suppression-unused@<!-- backupxml-enable server-unencrypted -->', SERVER],
    ],
  ])('%s', (_name, server, expected) => {
    expect(found(DOCUMENT({ server }))).toEqual([...expected, TWICE, TWICE]);
  });

  it('names near misses', () => {
    const [malformed] = judge(DOCUMENT({ server: '<!-- backupxml-disable-nextline x -->' })).diagnostics;
    expect(malformed?.message).toContain('did you mean backupxml-disable-next-line?');
    const [unknown] = judge(DOCUMENT({ server: next('server-unencripted') })).diagnostics;
    expect(unknown?.message).toContain('did you mean server-unencrypted?');
    expect(unknown?.fix).toMatchObject({ safe: false, edits: [{ text: 'server-unencrypted' }] });
  });

  it.each<[string, string, string]>([
    [
      'a comment with its line',
      '  <!-- backupxml-disable-file disk-listed-twice: x -->\n<domainbackup/>',
      '<domainbackup/>',
    ],
    [
      'a comment beside something',
      '<domainbackup><!-- backupxml-disable-line disk-listed-twice --></domainbackup>',
      '<domainbackup></domainbackup>',
    ],
    [
      'the first of several codes',
      "<!-- backupxml-disable-file disk-listed-twice, server-unencrypted -->\n<domainbackup mode='pull'><server name='192.168.1.10' port='1'/></domainbackup>",
      "<!-- backupxml-disable-file server-unencrypted -->\n<domainbackup mode='pull'><server name='192.168.1.10' port='1'/></domainbackup>",
    ],
    [
      'the last of several codes',
      "<!-- backupxml-disable-file server-unencrypted, disk-listed-twice: why -->\n<domainbackup mode='pull'><server name='192.168.1.10' port='1'/></domainbackup>",
      "<!-- backupxml-disable-file server-unencrypted: why -->\n<domainbackup mode='pull'><server name='192.168.1.10' port='1'/></domainbackup>",
    ],
  ])('what is unused has a safe fix: %s', (_name, before, after) => {
    const [diagnostic, ...others] = judge(before).diagnostics.filter(({ code }) => code.startsWith('suppression'));
    expect(others).toEqual([]);
    expect(diagnostic).toMatchObject({ code: 'suppression-unused', severity: 'warning', fix: { safe: true } });
    expect(applyEdits(before, diagnostic?.fix?.edits ?? [])).toBe(after);
  });

  it.each<[string, string, boolean]>([
    ['a rule that needs the domain', next('disk-unknown'), false],
    ['a rule that needs the host', next('store-exists'), false],
    ['a rule that has judged', next('socket-path-length'), false],
    ['a rule, by the grammar alone', next('disk-listed-twice'), true],
  ])('nothing is unused that could not have been found: %s', (name, server, schemaOnly) => {
    const codes = found(DOCUMENT({ server }), {}, schemaOnly).filter((code) => code.startsWith('suppression'));
    expect(codes.length).toBe(name === 'a rule that has judged' ? 1 : 0);
  });

  it('grammar errors stay, whatever is suppressed', () => {
    const text = DOCUMENT({ server: next('attribute-misspelt') }).replace('port=', 'prot=');
    expect(found(text).map((code) => code.replace(/@.*/, ''))).toEqual(
      expect.arrayContaining(['suppression-refused', 'attribute-misspelt']),
    );
  });

  it('reasons can be demanded', () => {
    const text = DOCUMENT({ server: '<!-- backupxml-disable-next-line server-unencrypted -->' });
    expect(found(text, { requireReason: true })).toEqual([
      'suppression-without-reason@disable-next-line',
      TWICE,
      TWICE,
    ]);
    expect(found(text.replace('unencrypted -->', 'unencrypted:  -->'), { requireReason: true })).toHaveLength(3);
    expect(found(text.replace('unencrypted -->', 'unencrypted: lab -->'), { requireReason: true })).toEqual([
      TWICE,
      TWICE,
    ]);
  });

  it('the comments can be forbidden', () => {
    const comment = next('server-unencrypted');
    expect(found(DOCUMENT({ server: comment }), { inline: 'forbidden' })).toEqual([
      `suppression-forbidden@${comment}`,
      ...ALL,
    ]);
  });
});

describe('more comments than anybody writes', () => {
  const many = (count: number, codes = 1): string =>
    `<domainbackup>${`<!-- backupxml-disable-file ${'disks-left-out,'.repeat(codes)} -->`.repeat(count)}</domainbackup>`;

  it.each([
    [1000, 1],
    [1, 1000],
  ])('all count: %i of %i codes', (count, codes) => {
    expect(found(many(count, codes))).toEqual([]);
  });

  it.each([
    [1001, 1],
    [11, 100],
    [1, 1001],
  ])('one too many, and none counts: %i of %i codes', (count, codes) => {
    const text = many(count, codes);
    const comments = text.match(/<!--.*?-->/g) ?? [];
    expect(found(text).map((one) => one.split('@')[0])).toEqual(['disks-left-out', 'suppression-refused']);
    expect(found(text)[1]).toBe(`suppression-refused@${comments.at(-1)}`);
    const forbidden = found(text, { inline: 'forbidden' }).filter((one) => one.startsWith('suppression-forbidden'));
    expect(forbidden).toHaveLength(count);
  });

  it('nothing is hidden whose end is not read', () => {
    const fill = '<!-- backupxml-disable-line disk-listed-twice -->\n'.repeat(999);
    const disk = "<disk name='vda' type='file'><target file='/b'/></disk>";
    const text = `<domainbackup><disks>${fill}<!-- backupxml-disable disk-listed-twice -->${disk}<!-- backupxml-enable -->${disk}</disks></domainbackup>`;
    expect(found(text).map((one) => one.split('@')[0])).toContain('disk-listed-twice');
  });

  it('words that go on for ever are cut', () => {
    const [fault] = judge(`<domainbackup><disks/><!--backupxml-${'a'.repeat(100_000)}--></domainbackup>`).diagnostics;
    expect(fault?.message.length).toBeLessThan(5000);
  });
});

describe('the codes of comments', () => {
  const policies: Record<string, Partial<Policy>> = {
    'suppression-without-reason': { requireReason: true },
    'suppression-forbidden': { inline: 'forbidden' },
  };

  it.each(SETTLE_CODES.map((doc) => [doc.code, doc] as const))(
    '%s: the examples show it',
    (code, { wrong, right, severity }) => {
      const given = judge(wrong, policies[code]).diagnostics.filter((one) => one.code.startsWith('suppression'));
      expect(given).toMatchObject([{ code, severity }]);
      expect(found(right, policies[code]).filter((one) => one.startsWith('suppression'))).toEqual([]);
    },
  );
});

describe('severities', () => {
  it('are those of the policy, and off is gone', () => {
    const levels = new Map([
      ['server-unencrypted', 'error'],
      ['disk-listed-twice', 'off'],
    ] as const);
    const { valid, diagnostics } = judge(DOCUMENT({}), { levels });
    expect(diagnostics).toMatchObject([{ code: 'server-unencrypted', severity: 'error' }]);
    expect(valid).toBe(false);
  });

  it('a suppression of what is off is used', () => {
    const text = DOCUMENT({ end: '<!-- backupxml-disable-file disk-listed-twice -->' });
    expect(found(text, { levels: new Map([['disk-listed-twice', 'off']] as const) })).toEqual([SERVER]);
  });
});
