// Measures the command beside the other tools that are installed, in turn and as whole processes, and writes bench/RESULTS.md.
//
//   npm run bench -- [--rounds 7] [--corpus FILE.jsonl|FOLDER] [--out bench/RESULTS.md]
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, release, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { corpusTexts, largeDocument, validTexts, writeSet } from './sets.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '7' },
    corpus: { type: 'string' },
    out: { type: 'string', default: join(root, 'bench/RESULTS.md') },
  },
});
const rounds = Number(values.rounds);
if (!(rounds >= 1)) {
  console.error('usage: npm run bench -- [--rounds N] [--corpus FILE.jsonl|FOLDER] [--out FILE.md]');
  process.exit(2);
}

// Where Node has certificates to read, that takes it as long as all else that it does at its start, and flatters whoever is compared with that.
const { NODE_EXTRA_CA_CERTS: _, ...rest } = process.env;
const ENVIRONMENT = { ...rest, NO_COLOR: '1' };

const OWN_SCHEMA = join(root, 'schemas/domainbackup.rng');
const LIBVIRT_SCHEMA = '/usr/share/libvirt/schemas/domainbackup.rng';
const has = (program) => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;
const hasLibvirt = existsSync(LIBVIRT_SCHEMA);
const schema = hasLibvirt ? LIBVIRT_SCHEMA : OWN_SCHEMA;
const whose = hasLibvirt ? "libvirt's schema" : 'our schema';

const folder = mkdtempSync(join(tmpdir(), 'backupxml-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const corpus = writeSet(join(folder, 'corpus'), corpusTexts(values.corpus));
const valid = writeSet(join(folder, 'valid'), validTexts(10_000));
writeSet(join(folder, 'twice'), validTexts(20_000));
const large = join(folder, 'large.xml');
writeFileSync(large, largeDocument());
const small = join(root, 'examples/good/push-full.xml');

const ours = (...args) => [process.execPath, join(root, 'bin/backupxml.js'), 'validate', ...args];
const xmllint = (files) => ['xmllint', '--noout', '--relaxng', schema, ...files];
const jing = (files) => ['jing', schema, ...files];

/** What is measured: ours, beside each peer that is installed. `most` is the ratio that we want to keep. */
const WORKS = [
  {
    work: 'one small file',
    ours: ours(small),
    rounds: rounds * 5,
    peers: [
      { name: 'node -e 0', command: [process.execPath, '-e', '0'], most: 1.25 },
      { name: `xmllint, ${whose}`, program: 'xmllint', command: xmllint([small]) },
      {
        name: 'virt-xml-validate',
        program: 'virt-xml-validate',
        command: ['virt-xml-validate', small, 'domainbackup'],
      },
      { name: `jing, ${whose}`, program: 'jing', command: jing([small]) },
    ],
  },
  {
    work: `${corpus.length.toLocaleString('en-US')} documents, most faulty, fully explained`,
    ours: ours(join(folder, 'corpus')),
    peers: [
      { name: `jing, ${whose}`, program: 'jing', command: jing(corpus), most: 0.5 },
      { name: `xmllint, ${whose}`, program: 'xmllint', command: xmllint(corpus) },
    ],
  },
  {
    work: '10,000 valid documents',
    ours: ours(join(folder, 'valid')),
    peers: [
      { name: `xmllint, ${whose}`, program: 'xmllint', command: xmllint(valid), most: 1 },
      { name: `jing, ${whose}`, program: 'jing', command: jing(valid) },
    ],
  },
  {
    work: '20,000 valid documents',
    ours: ours(join(folder, 'twice')),
    peers: [{ name: 'ourselves, 10,000', command: ours(join(folder, 'valid')), most: 2.1 }],
  },
  {
    work: 'one document with 4,000 disks',
    ours: ours(large),
    peers: [
      { name: `jing, ${whose}`, program: 'jing', command: jing([large]), most: 1 },
      { name: `xmllint, ${whose}`, program: 'xmllint', command: xmllint([large]) },
    ],
  },
];

const rows = WORKS.flatMap(({ work, ours: own, peers, rounds: times = rounds }) =>
  peers
    .filter(({ program }) => program === undefined || has(program))
    .map(({ name, command, most }) => {
      console.error(`${work}: ${name}`);
      return { work, name, most, ...compare(own, command, times) };
    }),
);
const text = report(rows);
writeFileSync(values.out, text);
console.log(text);

/** Both in turn, so that a change of the machine's pace hits both. The first run of each does not count. */
function compare(a, b, times) {
  run(a);
  run(b);
  const pairs = Array.from({ length: times }, () => [run(a), run(b)]);
  return {
    own: median(pairs.map(([first]) => first)),
    peer: median(pairs.map(([, second]) => second)),
    ratio: median(pairs.map(([first, second]) => first / second)),
    ownMemory: memory(a),
    peerMemory: memory(b),
  };
}

/** Wall-clock milliseconds of a whole process. */
function run([program, ...args]) {
  const began = performance.now();
  const { error, signal } = spawnSync(program, args, { stdio: 'ignore', env: ENVIRONMENT });
  if (error ?? signal) throw error ?? new Error(`${program} was ended by ${signal}`);
  return performance.now() - began;
}

/** The peak of the largest process in MiB, as GNU time tells it; undefined without it. */
function memory([program, ...args]) {
  const log = join(folder, 'time');
  const { error } = spawnSync('/usr/bin/time', ['-f', '%M', '-o', log, program, ...args], {
    stdio: 'ignore',
    env: ENVIRONMENT,
  });
  if (error) return undefined;
  const { stdout } = spawnSync('tail', ['-n', '1', log], { encoding: 'utf8' });
  return Number(stdout) / 1024;
}

function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

function report(measured) {
  const seconds = (milliseconds) => `${(milliseconds / 1000).toFixed(milliseconds < 1000 ? 3 : 2)} s`;
  const mebibytes = (size) => (size === undefined ? '?' : `${Math.round(size)} MiB`);
  const wanted = ({ most, ratio }) => (most === undefined ? '' : `at most ${most}${ratio > most ? ' (missed)' : ''}`);
  const lines = table([
    ['work', 'backupxml', 'memory', 'peer', 'time', 'memory', 'ratio', 'wanted'],
    ...measured.map((row) => [
      row.work,
      seconds(row.own),
      mebibytes(row.ownMemory),
      row.name,
      seconds(row.peer),
      mebibytes(row.peerMemory),
      row.ratio.toFixed(2),
      wanted(row),
    ]),
  ]);
  const version = (program, ...args) =>
    has(program) ? spawnSync(program, args, { encoding: 'utf8' }) : { stdout: '', stderr: '' };
  const xmllintVersion = /\d{5,}/.exec(version('xmllint', '--version').stderr ?? '')?.[0];
  return `# How fast it is

Measured by \`npm run bench\` on ${new Date().toISOString().slice(0, 10)}: ${cpus()[0]?.model.trim()}, ${availableParallelism()} cores,
${Math.round(totalmem() / 1024 ** 3)} GiB, Linux ${release()}, Node ${process.versions.node}${xmllintVersion ? `, xmllint with libxml2 ${xmllintVersion}` : ''}; load ${loadavg()[0]?.toFixed(1)} at the end.

Whole processes, in turn with their peer; medians of ${rounds} pairs (${rounds * 5} for the small file), and the median of the ratios of the pairs. Memory is the
peak of the largest process.${hasLibvirt ? '' : " libvirt's schema is not installed here, so the peers use ours."}

${lines.join('\n')}

The peers say yes or no, and where a document is refused, in words of the grammar; \`backupxml\` also judges what libvirt does after the schema.
`;
}

/** Rows as a table of markdown; the first is its head. */
function table([head, ...body]) {
  const widths = head.map((_, column) => Math.max(...[head, ...body].map((row) => row[column].length)));
  const line = (cells) => `| ${cells.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)];
}
