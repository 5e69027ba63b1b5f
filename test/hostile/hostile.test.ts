/**
 * No document makes us hang, take much memory, read another file or end without a message. Each runs as a process, as people run it, and is measured by the
 * operating system.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderWith, PROGRAM } from '../cli/process.js';

/** In seconds of the processor, as other tests run beside; and in KiB. The time is that of an ordinary machine: a slower one has as much more. */
const MOST_TIME = 2 * Math.max(1, yardstick() / 0.33);
const MOST_MEMORY = 512 * 1024;

interface Measured {
  readonly status: number | null;
  readonly output: string;
  readonly seconds: number;
  /** The peak of the process in KiB. */
  readonly memory: number;
}

/** How long work of the same kind takes here, that an ordinary machine does in 0.33 seconds of the processor. */
function yardstick(): number {
  const work = `
    const made = [];
    for (let i = 0; i < 400_000; i += 1) made.push({ i, text: String(i), span: { start: i, end: i + 1 } });
    made.sort((a, b) => (a.text < b.text ? -1 : 1));
    const { userCPUTime, systemCPUTime } = process.resourceUsage();
    console.log((userCPUTime + systemCPUTime) / 1e6);`;
  const times = Array.from({ length: 3 }, () => spawnSync(process.execPath, ['-e', work], { encoding: 'utf8' }).stdout);
  return Math.min(...times.map(Number));
}

/** Runs the command in a process that tells what it has used when it ends. */
function measured(args: readonly string[], cwd: string): Measured {
  const probe = join(cwd, 'probe.cjs');
  writeFileSync(
    probe,
    `process.on('exit', () => {
      const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
      require('node:fs').writeFileSync(${JSON.stringify(join(cwd, 'usage.json'))}, JSON.stringify({ memory: maxRSS, seconds: (userCPUTime + systemCPUTime) / 1e6 }));
    });`,
  );
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--require', probe, PROGRAM, ...args], {
    cwd,
    encoding: 'utf8',
    timeout: 20_000,
    maxBuffer: 1 << 28,
  });
  const usage = readFileSync(join(cwd, 'usage.json'), 'utf8');
  return { status, output: stdout + stderr, ...JSON.parse(usage) };
}

function within({ status, output, seconds, memory }: Measured): void {
  expect([0, 1, 2]).toContain(status);
  expect(output.trim()).not.toBe('');
  expect(output).not.toMatch(/bug in backupxml|\n\s+at /);
  expect(seconds).toBeLessThan(MOST_TIME);
  expect(memory).toBeLessThan(MOST_MEMORY);
}

const MIB = 1 << 20;
const fill = (size: number, part: (i: number) => string): string => {
  const parts: string[] = [];
  for (let i = 0, length = 0; length < size; i += 1) {
    const next = part(i);
    parts.push(next);
    length += next.length;
  }
  return parts.join('');
};
const backup = (inside: string, attributes = ''): string => `<domainbackup${attributes}>${inside}</domainbackup>`;
const room = MIB - 200;
const deep = (depth: number, name = 'disks'): string => `${`<${name}>`.repeat(depth)}${`</${name}>`.repeat(depth)}`;

const DOCUMENTS: Record<string, () => string | Buffer> = {
  'comments without end': () => backup(fill(room, () => '<!---->')),
  'instructions without end': () => backup(fill(room, () => '<?a?>')),
  'CDATA sections without end': () => backup(fill(room, () => '<![CDATA[]]>')),
  'CDATA and comments in a text': () =>
    backup(`<incremental>${fill(room - 40, () => 'a<!----><![CDATA[b]]>')}</incremental>`),
  'character references without end': () => backup(`<incremental>${fill(60_000, () => '&#65;')}</incremental>`),
  'an attribute of references': () => backup('', ` mode="${fill(60_000, () => '&amp;')}"`),
  'namespace declarations on one element': () =>
    backup(
      '',
      fill(room, (i) => ` xmlns:a${i}="u"`),
    ),
  'namespace declarations on each of many elements': () =>
    backup(fill(room, (i) => `<disks ${fill(4000, (k) => `xmlns:a${k}="u${i}" `)}/>`)),
  'namespace declarations on nested elements': () =>
    `${fill(230_000, (i) => `<a xmlns:p${i}="u"`.padEnd(1000, ' ').concat('>'))}${'</a>'.repeat(230)}`,
  'names looked up among many namespace declarations': () => {
    const open = `<a${fill(2200, (k) => ` xmlns:b${k}="u"`)}>`.repeat(200);
    const inside = `<x${fill(2000, (k) => ` a:b${k}=""`)}/>`;
    return `<domainbackup xmlns:a="v">${open}${inside.repeat((room - open.length) / inside.length)}${'</a>'.repeat(200)}</domainbackup>`;
  },
  'comments that suppress without end': () => backup(fill(room, () => '<!--backupxml-disable x-->\n')),
  'comments that suppress and cease to': () =>
    backup(fill(room, () => '<!--backupxml-disable disk-unknown-->\n<!--backupxml-enable disk-unknown-->\n')),
  'one comment that suppresses without end': () => backup(`<!--backupxml-disable ${'a,'.repeat(room / 2 - 20)}-->`),
  'faulty disks, all suppressed': () =>
    backup(
      `<disks>${Array.from({ length: 9900 }, () => '<!--backupxml-disable-line disk-listed-twice,a,b: --><disk name="v"/>').join('\n')}</disks>`,
    ),
  'faulty values, seven of each disk': () =>
    backup(
      `<disks>${Array.from({ length: 5000 }, (_, i) => `<disk name="v${i}" backup="x" backupmode="y" type="z" incremental="" exportname="" exportbitmap="" index="q"/>`).join('')}</disks>`,
      ' mode="pull"',
    ),
  'disks that share a file and a name': () =>
    backup(
      `<disks>${Array.from({ length: 9900 }, (_, i) => `<disk name="v${i}" exportname="e" type="file"><scratch file="/a"/></disk>`).join('')}</disks>`,
      ' mode="pull"',
    ),
  'attributes on one element': () =>
    backup(
      '',
      fill(room, (i) => ` a${i}=""`),
    ),
  'as many attributes as may be, on many elements': () =>
    backup(fill(room, () => `<disk ${fill(1200, (k) => `a${k}="" `)}/>`)),
  'the same attribute again and again': () =>
    backup(
      '',
      fill(room, () => ' mode="push"'),
    ),
  'a long name': () => `<${'a'.repeat(room)}/>`,
  'a long value': () => backup('', ` mode="${'a'.repeat(room)}"`),
  'a long text': () => backup('a'.repeat(room)),
  'as deep as may be': () => deep(256),
  'deeper than may be': () => deep(10_000),
  'deep, of foreign names': () => deep(255, 'a'),
  'deep in checkpoints': () => `<domaincheckpoint><domain>${deep(254, 'a')}</domain></domaincheckpoint>`,
  'many deep trees': () => backup(fill(room, () => deep(250, 'a'))),
  'only the opening tags': () => fill(room, () => '<a>'),
  'more siblings than may be': () => backup(fill(room, () => '<disks/>')),
  'faulty disks': () => backup(`<disks>${fill(room - 60, () => '<disk/>').slice(0, 9900 * 7)}</disks>`),
  'faulty disks, each otherwise': () =>
    backup(
      `<disks>${Array.from({ length: 9000 }, (_, i) => `<disk nmae='vd${i}' type="fil"><taget fil="x"/></disk>`).join('')}</disks>`,
    ),
  'disks of unknown attributes': () =>
    backup(`<disks>${fill(room - 2000, (i) => `<disk name='v${i}' ${fill(1200, (k) => `a${k}='' `)}/>`)}</disks>`),
  'disks of wrong values': () =>
    backup(
      `<disks>${Array.from({ length: 9900 }, (_, i) => `<disk name='v${i}' type='x' backup='y' backupmode='z' index='1' state='r'/>`).join('')}</disks>`,
    ),
  'two names for each disk': () =>
    backup(
      `<disks>${Array.from({ length: 9000 }, () => `<disk name='vda' type='file'><target file='/a'/></disk>`).join('')}</disks>`,
    ),
  'unknown elements': () => backup(Array.from({ length: 9900 }, (_, i) => `<e${i} a${i}="${i}"/>`).join('')),
  'texts between elements': () => backup(Array.from({ length: 9900 }, (_, i) => `text${i}<disks/>`).join('')),
  'huge numbers': () => backup(`<server name='localhost' port='${'9'.repeat(60_000)}'/>`, ` mode='pull'`),
  'a huge address': () => backup(`<server name='${'1.'.repeat(30_000)}' port='1'/>`, ` mode='pull'`),
  'an address of colons': () => backup(`<server name='${':'.repeat(60_000)}x' port='1'/>`, ` mode='pull'`),
  'a huge path': () =>
    backup(`<disks><disk name='vda' type='file'><target file='${'/..'.repeat(20_000)}'/></disk></disks>`),
  'a line without end': () => backup(fill(room, () => ' ')),
  'nothing but line ends': () => '\n'.repeat(MIB),
  'line ends before a fault': () => `${'\r\n'.repeat(MIB / 2 - 50)}<a><b></a>`,
  'wide characters': () => backup(fill(250_000, () => '\u{1F600}')),
  'combining marks': () => backup(`a${'\u0300'.repeat(400_000)}`),
  'entities of a document type': () =>
    `<!DOCTYPE d [${fill(100_000, (i) => `<!ENTITY e${i} "${i ? `&e${i - 1};&e${i - 1};` : 'lol'}">`)}]>${backup('&e99;')}`,
  'references to entities in attributes': () =>
    `<!DOCTYPE d [<!ENTITY e "x">]>${backup(
      '',
      fill(130_000, (i) => ` a${i}="&e;"`),
    )}`,
  'an open document type': () => `<!DOCTYPE d [${'<!-- '.repeat(100_000)}`,
  'angle brackets': () => '<'.repeat(MIB),
  ampersands: () => backup('&'.repeat(room)),
  'NUL bytes': () => Buffer.alloc(MIB),
  'half pairs': () => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.alloc(MIB - 2, 0xd8)]),
  'random bytes': () => Buffer.from(Array.from({ length: MIB }, (_, i) => (i * 2654435761) >>> 24)),
};

/** Each of them has a message of its own, up to a thousand. */
const THOUSANDS_OF_FAULTS = /^(?:faulty|disks of|two names|unknown elements|texts between)/;

describe('validate', () => {
  test.each(Object.entries(DOCUMENTS))('is soon done with %s', (_name, make) => {
    const folder = folderWith({ 'a.xml': make() });
    within(measured(['validate', 'a.xml'], folder));
  });

  test.each(Object.entries(DOCUMENTS).filter(([name]) => THOUSANDS_OF_FAULTS.test(name)))(
    'is soon done with %s, in the format of programs and with fixes',
    (_name, make) => {
      const folder = folderWith({ 'a.xml': make() });
      within(measured(['validate', '--format', 'json', 'a.xml'], folder));
      // There may be nothing that can be fixed, and then nothing is said.
      const { output, ...dryRun } = measured(['validate', '--fix-dry-run', 'a.xml'], folder);
      within({ ...dryRun, output: output || 'nothing' });
    },
    60_000,
  );
});

describe('many large documents', () => {
  const large = backup(
    `<disks>${fill(room - 100, (i) => `<disk name='vd${i}' type='file'><target file='/backup/of/the/domain/web1/as/it/was/today/at/noon/${i}.qcow2'/></disk>`)}</disks>`,
  );
  test.each([
    ['validate', ['validate', '--max-size', '2M', '.'], 0],
    ['validate --fix-dry-run', ['validate', '--max-size', '2M', '--fix-dry-run', '.'], 0],
    ['format --check', ['format', '--max-size', '2M', '--check', '.'], 1],
  ])(
    'need no more memory than a few: %s',
    (_name, args, expected) => {
      const folder = folderWith({ 'a.xml': large });
      for (let i = 0; i < 30; i++) symlinkSync('a.xml', join(folder, `${i}.xml`));
      const { status, memory } = measured(args, folder);
      expect(status).toBe(expected);
      expect(memory).toBeLessThan(MOST_MEMORY);
    },
    60_000,
  );
});

describe('format', () => {
  test.each(Object.entries(DOCUMENTS))('is soon done with %s', (_name, make) => {
    const folder = folderWith({ 'a.xml': make() });
    const { output, ...check } = measured(['format', '--check', 'a.xml'], folder);
    // What is in style already is not talked about.
    within({ ...check, output: check.status === 0 ? 'in style' : output });
  });
});

const GOOD = backup(`<disks><disk name='vda' type='file'/></disks>`);
/** As much as is read of what is given beside a document. */
const BESIDE = 2 * MIB;
const MANY_DISKS = backup(
  `<disks>${Array.from({ length: 9000 }, (_, i) => `<disk name='vd${'abcdefghij'.repeat(2)}${i}' type='file'><target file='/b/${i}'/></disk>`).join('')}</disks>`,
);

const CONTEXTS: Record<string, (kind: string) => string> = {
  comments: (kind) => `<${kind}>${fill(BESIDE - 100, () => '<!-- x -->')}</${kind}>`,
  attributes: (kind) => `<${kind}>${fill(BESIDE - 20_000, () => `<a ${fill(1200, (k) => `a${k}="" `)}/>`)}</${kind}>`,
  disks: (kind) =>
    `<${kind}><name>a</name><devices>${Array.from({ length: 9000 }, (_, i) => `<disk type='file' device='disk'><source file='/i${i}'/><target dev='vd${i}'/></disk>`).join('')}</devices></${kind}>`,
  'backing chains': (kind) =>
    `<${kind}><name>a</name><devices><disk type='file'><source file='/i'/>${"<backingStore type='file'><source file='/i'/>".repeat(240)}${'</backingStore>'.repeat(240)}<target dev='vda'/></disk></devices></${kind}>`,
  'deep trees': (kind) => `<${kind}>${fill(BESIDE - 2000, () => deep(250, 'a'))}</${kind}>`,
  'one text': (kind) => `<${kind}><name>${'a'.repeat(60_000)}</name></${kind}>`,
  entities: (kind) => `<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/passwd">]><${kind}><name>&e;</name></${kind}>`,
};

/** Domains with as many disks as can be, of which the document and the plan speak one by one. */
const DOMAINS: Record<string, () => string> = {
  'names that are near': () =>
    fill(BESIDE - 200, (i) => `<disk><target dev='vd${'abcdefghij'.repeat(2)}x${i}'/></disk>`),
  'long names': () => fill(BESIDE - 70_000, (i) => `<disk><target dev='${'v'.repeat(60_000)}${i}'/></disk>`),
  'sources of all types': () =>
    fill(BESIDE - 200, (i) => `<disk type='t${i}'><source x=''/><target dev='a${i}'/></disk>`),
};

describe('what is said of each disk of a domain', () => {
  test.each(Object.entries(DOMAINS))('is soon said: %s', (_name, make) => {
    // Each list of a document may have ten thousand.
    const disks = make().split('</disk>');
    const lists = Array.from({ length: Math.ceil(disks.length / 3000) }, (_, i) =>
      disks.slice(i * 3000, (i + 1) * 3000).join('</disk>'),
    );
    const devices = lists.map((list) => `<devices>${list}${list.endsWith('/>') ? '</disk>' : ''}</devices>`).join('');
    const folder = folderWith({
      'many.xml': MANY_DISKS,
      'none.xml': '<domainbackup/>',
      'long.xml': backup(`<incremental>${'c'.repeat(60_000)}</incremental>`),
      'domain.xml': `<domain><name>a</name>${devices}</domain>`,
    });
    for (const document of ['many.xml', 'none.xml', 'long.xml']) {
      within(measured(['validate', '--domain', 'domain.xml', document], folder));
      within(measured(['plan', '--domain', 'domain.xml', document], folder));
    }
  });
});

describe('what is given beside a document', () => {
  test.each(Object.entries(CONTEXTS))('is soon done with: a domain of %s', (_name, make) => {
    const folder = folderWith({ 'a.xml': GOOD, 'domain.xml': make('domain') });
    within(measured(['validate', '--domain', 'domain.xml', 'a.xml'], folder));
  });
  test.each(Object.entries(CONTEXTS))('is soon done with: a checkpoint of %s', (_name, make) => {
    const folder = folderWith({ 'a.xml': GOOD, 'checkpoint.xml': make('domaincheckpoint') });
    within(measured(['validate', '--checkpoint', 'checkpoint.xml', 'a.xml'], folder));
    within(measured(['validate', '--new-checkpoint', 'checkpoint.xml', 'a.xml'], folder));
  });
});
