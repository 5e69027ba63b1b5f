// The documents that are measured: from the test fixtures, or made here with a fixed seed.
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** A generator of numbers from 0 up to 1 that gives the same ones for the same seed (mulberry32). */
function random(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const DISKS = ['vda', 'vdb', 'vdc', 'sda', 'sdb', 'hda', 'xvda', 'vdaa'];

/** Valid documents as people write them: push and pull, one to six disks, full and incremental. Nothing to warn of either. */
export function validDocument(number, next) {
  const below = (limit) => Math.floor(next() * limit);
  const pull = below(2) === 0;
  const incremental = below(3) === 0;
  const disks = DISKS.slice(0, 1 + below(6)).map((name) => {
    if (below(8) === 0) return `    <disk name='${name}' backup='no'/>`;
    const file = `/var/lib/libvirt/backup/guest${number}-${name}.qcow2`;
    const store = pull ? 'scratch' : 'target';
    const exported = pull && below(2) === 0 ? ` exportname='guest${number}-${name}'` : '';
    return [
      `    <disk name='${name}' backup='yes' type='file'${exported}>`,
      `      <${store} file='${file}'/>`,
      ...(below(2) === 0 ? ["      <driver type='qcow2'/>"] : []),
      '    </disk>',
    ].join('\n');
  });
  // One at least is backed up.
  if (!disks.some((disk) => disk.includes('file='))) return validDocument(number, next);
  return [
    ...(below(2) === 0 ? ["<?xml version='1.0' encoding='UTF-8'?>"] : []),
    `<domainbackup mode='${pull ? 'pull' : 'push'}'>`,
    ...(incremental && pull ? [`  <incremental>nightly-${1 + below(28)}</incremental>`] : []),
    ...(pull ? [`  <server transport='unix' socket='/run/backup/guest${number}.sock'/>`] : []),
    '  <disks>',
    ...disks,
    '  </disks>',
    '</domainbackup>',
    '',
  ].join('\n');
}

/** One document with 4,000 disks, a little below 1 MiB. */
export function largeDocument() {
  const disk = (_, i) => {
    const file = `/var/lib/libvirt/backup/a-folder-with-a-long-name/another-one-that-is-no-shorter-than-that/guest-vd${i}.qcow2`;
    return `    <disk name='vd${i}' backup='yes' type='file' backupmode='full'>\n      <target file='${file}'/>\n      <driver type='qcow2'/>\n    </disk>\n`;
  };
  return `<domainbackup mode='push'>\n  <disks>\n${Array.from({ length: 4000 }, disk).join('')}  </disks>\n</domainbackup>\n`;
}

/** Texts of a corpus: the lines of a JSONL file with `xml` in each, or the .xml files of a folder. */
export function corpusTexts(path = join(root, 'test/fixtures/corpus/documents.jsonl')) {
  if (statSync(path).isDirectory())
    return readdirSync(path)
      .filter((name) => name.endsWith('.xml'))
      .map((name) => readFileSync(join(path, name)));
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line).xml);
}

/** Writes texts as files into a folder, and gives their paths. */
export function writeSet(folder, texts) {
  mkdirSync(folder, { recursive: true });
  return texts.map((text, i) => {
    const path = join(folder, `${String(i).padStart(5, '0')}.xml`);
    writeFileSync(path, text);
    return path;
  });
}

export function validTexts(count) {
  const next = random(20261125);
  return Array.from({ length: count }, (_, i) => validDocument(i, next));
}
