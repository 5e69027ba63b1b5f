import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDocument } from '../../src/author/format.js';
import { type Backup, type BackupDisk, modelBackup } from '../../src/model/backup.js';
import { modelCheckpoint } from '../../src/model/checkpoint.js';
import { modelDomain } from '../../src/model/domain.js';
import { GENERATIONS, parseRelease } from '../../src/release.js';
import { validateDocuments } from '../../src/validate.js';
import { CHECKPOINT, call, DOMAIN, tree } from './call.js';

const domain = modelDomain(tree(readFileSync(DOMAIN, 'utf8')));
const checkpoint = modelCheckpoint(tree(readFileSync(CHECKPOINT, 'utf8')));

interface DiskAsk {
  readonly name: string;
  readonly keys: Readonly<Record<string, string>>;
}

interface Ask {
  readonly mode: string[];
  readonly release: string;
  readonly flags: Readonly<Record<string, string>>;
  readonly switches: string[];
  readonly disks: DiskAsk[];
  readonly exclude: string[];
  readonly domain: boolean;
  readonly checkpoint: boolean;
}

/** Mostly what people write, at times what they should not. */
function mostly<T>(good: readonly T[], bad: readonly T[]): fc.Arbitrary<T> {
  return fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom(...good) },
    { weight: 1, arbitrary: fc.constantFrom(...bad) },
  );
}

const HOSTILE = [
  "it's",
  'a"b',
  '<&>;',
  'a,b,,c',
  'grüße 💾',
  ' padded ',
  'tab\tline\nbreak',
  '-',
  '$(id)',
  '\\',
  ']]>',
  '--',
  '&amp;',
  'é',
];
const names = mostly(['vda', 'vdb', 'vdc', 'sdb', 'sdx9'], ['', 'nvme0n1', 'ioemu:vda', "v'd", 'sda', 'vda=1']);
const paths = mostly(
  ['/b/one', '/b/two.qcow2', "/b/it's", '/b/a,b', '/b/<&>"', '/b/ü 💾', '/b/x=y', ' /b'.trim(), '/b/tab\there'],
  ['', 'relative', '/', '/b/line\nbreak', '/b/\u0001', '/var/lib/libvirt/images/vda.qcow2', 'C:\\x'],
);
const texts = mostly(['cp1', 'one', ...HOSTILE], ['', '\u0007', '\uFFFF', 'x'.repeat(5000)]);
const numbers = mostly(['1', '256', '10809', '010809'], ['0', '70000', '-1', '1e3', '', '4294967296']);

const KEYS: Readonly<Record<string, fc.Arbitrary<string>>> = {
  file: paths,
  dev: mostly(['/dev/vg0/one', '/dev/vg0/two'], ['vg0']),
  format: mostly(['qcow2', 'raw'], ['luks', 'qcow3', '', 'vmdk']),
  backup: mostly(['yes', 'no'], ['maybe']),
  backupmode: mostly(['full', 'incremental'], ['FULL', '']),
  incremental: texts,
  exportname: texts,
  exportbitmap: texts,
  'encryption.secret': mostly(['f3d2606c-46cd-46c1-8973-0f9dcf537d7a', 'f3d2606c46cd46c189730f9dcf537d7a'], ['12', '']),
  'encryption.usage': texts,
  'encryption.engine': mostly(['qemu'], ['kvm']),
  cipher: mostly(['aes-256', 'aes-256-cbc-sha256'], ['aes', '']),
  'cipher.name': texts,
  'cipher.size': numbers,
  'cipher.mode': texts,
  'cipher.hash': texts,
  ivgen: mostly(['plain64', 'essiv-sha256'], ['']),
  'ivgen.name': texts,
  'ivgen.hash': texts,
  'seclabel.model': texts,
  'seclabel.relabel': mostly(['no', 'yes'], ['maybe']),
  'seclabel.label': texts,
  'seclabel.labelskip': mostly(['yes'], ['no']),
  'seclabel2.model': texts,
  'seclabel2.label': texts,
  fiel: fc.constant('/b/x'),
};

const FLAGS: Readonly<Record<string, fc.Arbitrary<string>>> = {
  incremental: texts,
  host: mostly(['localhost', '::1', '192.0.2.1', 'a-b.example'], ['a b', '', '[::1]']),
  port: numbers,
  socket: mostly(["/run/it's.sock", '/run/a b', '/run/x'], ['relative', `/${'x'.repeat(200)}`]),
  fdgroup: texts,
  dir: mostly(['/backup', '/backup/', '/', "/it's"], ['relative', '']),
  'name-template': mostly(
    ['{disk}.{format}', '{domain}-{disk}-{mode}', '{date}/{time} {disk} {checkpoint}'],
    ['', '{dsk}', 'same', '{disk}/'],
  ),
  'checkpoint-name': mostly(['cp2', 'cp-3.x'], ['cp1', '.hidden', 'a/b', '', 'ü']),
};

/** Some of the keys, few at a time, so that many combinations make sense. */
function some(
  arbitraries: Readonly<Record<string, fc.Arbitrary<string>>>,
  max: number,
): fc.Arbitrary<Record<string, string>> {
  return fc
    .uniqueArray(fc.constantFrom(...Object.keys(arbitraries)), { maxLength: max })
    .chain((keys) =>
      fc
        .tuple(...keys.map((key) => arbitraries[key] ?? texts))
        .map((values) => Object.fromEntries(keys.map((key, i) => [key, values[i] ?? '']))),
    );
}

const diskKeys = fc.oneof(
  some(KEYS, 4),
  some(KEYS, 2).map((keys) => ({ file: '/b/own', ...keys }) as Record<string, string>),
  some(KEYS, 2).map((keys) => ({
    file: '/b/own',
    'encryption.usage': 'u',
    cipher: 'aes-256',
    ivgen: 'plain64',
    ...keys,
  })),
  fc.constant<Record<string, string>>({}),
);

const asks: fc.Arbitrary<Ask> = fc.record({
  mode: mostly([['--push'], ['--pull'], ['--pull']], [[], ['--push', '--pull']]),
  release: fc.constantFrom(...GENERATIONS, '7.2.0', '9.0.0', '12.8.0', '99.0'),
  flags: some(FLAGS, 3),
  switches: fc.subarray(['--tls', '--no-tls', '--all-disks'], { maxLength: 1 }),
  disks: fc.oneof(
    fc.constant<DiskAsk[]>([]),
    fc.uniqueArray(fc.record({ name: names, keys: diskKeys }), { maxLength: 3, selector: (disk) => disk.name }),
    fc.array(fc.record({ name: names, keys: diskKeys }), { maxLength: 2 }),
  ),
  exclude: fc.oneof(
    { weight: 3, arbitrary: fc.constant<string[]>([]) },
    { weight: 1, arbitrary: fc.array(names, { maxLength: 2 }) },
  ),
  domain: fc.boolean(),
  checkpoint: fc.boolean(),
});

/** Clears up, in most cases, what would only be refused for the most frequent reasons again and again. */
const tidied = fc.tuple(asks, fc.integer({ max: 5, min: 0 })).map(([ask, chance]): Ask => {
  if (chance === 0) return ask;
  const push = ask.mode.length === 1 && ask.mode[0] === '--push';
  const without = (keys: Readonly<Record<string, string>>, pattern: RegExp): Record<string, string> =>
    Object.fromEntries(Object.entries(keys).filter(([key]) => !pattern.test(key)));
  const clash = push ? /^(host|port|socket|fdgroup)$/ : chance > 2 ? /^(socket|fdgroup)$/ : /^(host|port)$/;
  const disks = ask.disks.map(({ name, keys }) => {
    const own = keys.file === '/b/own' ? { ...keys, file: `/b/${name}.own` } : keys;
    return { name, keys: without(own, push ? /^(export|fiel)|^dev$/ : /^(fiel|dev)$/) };
  });
  return {
    ...ask,
    flags: without(ask.flags, clash),
    switches: push ? [] : ask.switches,
    disks: disks.filter(({ name }) => !ask.domain || !name.startsWith('sd')),
    exclude: [],
  };
});

const doubled = (value: string): string => value.replaceAll(',', ',,');

function argvOf(ask: Ask): string[] {
  const disks = ask.disks.flatMap(({ name, keys }) => [
    '--disk',
    [name, ...Object.entries(keys).map(([key, value]) => `${key}=${value}`)].map(doubled).join(','),
  ]);
  return [
    'new',
    ...ask.mode,
    `--libvirt=${ask.release}`,
    ...Object.entries(ask.flags).map(([flag, value]) => `--${flag}=${value}`),
    ...ask.switches,
    ...disks,
    ...ask.exclude.map((name) => `--exclude=${name}`),
    ...(ask.domain ? ['--domain', DOMAIN] : []),
    ...(ask.checkpoint ? ['--checkpoint', CHECKPOINT] : []),
  ];
}

function expectClean(
  text: string,
  { release, domain: withDomain, checkpoint: withCheckpoint }: Ask,
  pair?: string,
): void {
  const parsed = parseRelease(release);
  if (!parsed) throw new Error(release);
  const source = { path: '-', bytes: Buffer.from(text), text, encoding: 'utf-8' as const, byteOrderMark: false };
  const context = {
    release: parsed,
    ...(withDomain && { domain }),
    ...(withCheckpoint && { checkpoints: [checkpoint] }),
    ...(pair !== undefined && { newCheckpoint: modelCheckpoint(tree(pair)) }),
  };
  const [verdict] = validateDocuments([{ kind: 'source', source }], { context, schemaOnly: false, maxSize: 1e6 });
  const found = [...(verdict?.result.diagnostics ?? []), ...(verdict?.onNewCheckpoint ?? [])];
  expect(found.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(verdict?.result.valid).toBe(true);
}

/** What the keys of a disk ask for, as it reads in the document. */
function readKeys(disk: BackupDisk): Record<string, string | undefined> {
  const { store } = disk;
  const { cipher, ivgen, secret, engine } = store?.encryption ?? {};
  const [first, second] = store?.seclabels ?? [];
  return {
    file: store?.file?.raw,
    dev: store?.dev?.raw,
    format: disk.driver?.type?.raw,
    backup: disk.backup?.raw,
    backupmode: disk.backupmode?.raw,
    incremental: disk.incremental?.raw,
    exportname: disk.exportname?.raw,
    exportbitmap: disk.exportbitmap?.raw,
    'encryption.secret': secret?.uuid?.raw,
    'encryption.usage': secret?.usage?.raw,
    'encryption.engine': engine?.raw,
    cipher: [cipher?.name, cipher?.size, cipher?.mode, cipher?.hash].flatMap((value) => value?.raw ?? []).join('-'),
    'cipher.name': cipher?.name?.raw,
    'cipher.size': cipher?.size?.raw,
    'cipher.mode': cipher?.mode?.raw,
    'cipher.hash': cipher?.hash?.raw,
    ivgen: [ivgen?.name, ivgen?.hash].flatMap((value) => value?.raw ?? []).join('-'),
    'ivgen.name': ivgen?.name?.raw,
    'ivgen.hash': ivgen?.hash?.raw,
    'seclabel.model': first?.model?.raw,
    'seclabel.relabel': first?.relabel?.raw,
    'seclabel.label': first?.labels[0]?.raw,
    'seclabel.labelskip': first?.labelskip?.raw,
    'seclabel2.model': (second ?? first)?.model?.raw,
    'seclabel2.label': (second ?? first)?.labels[0]?.raw,
  };
}

function expectAsked(backup: Backup, ask: Ask): void {
  expect(`--${backup.modeValue?.raw}`).toBe(ask.mode[0]);
  const { flags } = ask;
  if (flags.incremental !== undefined) expect(backup.incremental?.raw).toBe(flags.incremental);
  if (flags.host !== undefined) expect(backup.server?.name?.raw).toBe(flags.host);
  if (flags.port !== undefined) expect(backup.server?.port?.raw).toBe(flags.port);
  if (flags.socket !== undefined) expect(backup.server?.socket?.raw).toBe(flags.socket);
  if (flags.fdgroup !== undefined) expect(backup.server?.fdgroup?.raw).toBe(flags.fdgroup);
  const tls = ask.switches.find((flag) => flag.includes('tls'));
  if (tls) expect(backup.server?.tls?.raw).toBe(tls === '--tls' ? 'yes' : 'no');
  if (ask.switches.includes('--all-disks')) expect(backup.disks).toBeUndefined();
  for (const { name, keys } of ask.disks) {
    const disk = backup.disks?.list.find((candidate) => candidate.name?.raw === name);
    expect(disk, name).toBeDefined();
    if (disk) expect(readKeys(disk)).toMatchObject(keys);
    if (keys.file === undefined && keys.dev === undefined && keys.backup !== 'no' && flags.dir !== undefined) {
      expect(disk?.store?.file?.raw.startsWith(flags.dir)).toBe(true);
    }
  }
  for (const name of ask.exclude) {
    expect(backup.disks?.list.find((candidate) => candidate.name?.raw === name)?.takesPart).toBe(false);
  }
}

describe('new', () => {
  it('writes a valid document that reads back to what was asked, or says what is wrong with the flags', async () => {
    let written = 0;
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(tidied, async (asked) => {
        // The document of the checkpoint is a file: names are tried on their own.
        const { 'checkpoint-name': _, ...flags } = asked.flags;
        const ask = { ...asked, flags };
        const { code, stdout, stderr } = await call(argvOf(ask));
        if (code === 2) {
          refused += 1;
          expect(stdout).toBe('');
          expect(stderr).toMatch(/^error: [^\n]+\n$/);
          return;
        }
        written += 1;
        expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
        expectClean(stdout, ask);
        expectAsked(modelBackup(tree(stdout)), ask);
        expect(formatDocument(stdout)).toEqual({ ok: true, text: stdout });
      }),
      { numRuns: 3000 },
    );
    // Either side must have been tried often, or the property says little.
    expect(written).toBeGreaterThan(500);
    expect(refused).toBeGreaterThan(500);
  }, 120_000);

  it('writes pairs that libvirt takes together, each disk with a bitmap also in the backup', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'backupxml-'));
    const [backupFile, checkpointFile] = [join(folder, 'a b.xml'), join(folder, 'c.xml')];
    let written = 0;
    try {
      await fc.assert(
        fc.asyncProperty(tidied, FLAGS['checkpoint-name'] ?? texts, async (asked, name) => {
          const ask = { ...asked, flags: { ...asked.flags, 'checkpoint-name': name } };
          const outputs = [`--output=${backupFile}`, `--checkpoint-output=${checkpointFile}`, '--force'];
          const { code, stdout, stderr } = await call([...argvOf(ask), ...outputs]);
          expect(stdout).toBe('');
          if (code === 2) {
            expect(stderr).toMatch(/^error: [^\n]+\n$/);
            return;
          }
          expect(code).toBe(0);
          written += 1;
          const backup = readFileSync(backupFile, 'utf8');
          const pair = readFileSync(checkpointFile, 'utf8');
          expect(stderr).toContain(`'${backupFile}' ${checkpointFile}\n`);
          expectClean(backup, ask, pair);
          expectClean(pair, ask);
          expect(formatDocument(pair)).toEqual({ ok: true, text: pair });
          const made = modelCheckpoint(tree(pair));
          expect(made.name?.raw).toBe(name);
          const listed = modelBackup(tree(backup)).disks?.list.filter(({ takesPart }) => takesPart);
          const names = listed?.map((disk) => disk.name?.raw ?? '');
          const able = (target: string): boolean => !ask.domain || domain.byTarget.get(target)?.format === 'qcow2';
          if (names) expect(made.disks?.list.map((disk) => disk.name?.raw)).toEqual(names.filter(able));
          rmSync(backupFile);
          rmSync(checkpointFile);
        }),
        { numRuns: 600 },
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
    expect(written).toBeGreaterThan(30);
  }, 120_000);
});
