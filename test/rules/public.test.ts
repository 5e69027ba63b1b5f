/** Cases from practice: what libvirt says after the schema must be met in substance. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { check, type Setting } from './scene.js';
import { DOMAIN, TWO_DISKS } from './tables/table.js';

interface PublicCase {
  readonly id: string;
  readonly xml: string;
}

const cases: PublicCase[] = JSON.parse(readFileSync(new URL('../fixtures/public/cases.json', import.meta.url), 'utf8'));

const ANSWERS: readonly (readonly [id: string, code: string, setting: Setting])[] = [
  [
    'checkpoint-covers-raw',
    'checkpoint-disk-not-qcow2',
    { domain: DOMAIN, newCheckpoint: '<domaincheckpoint><name>nightly-1</name></domaincheckpoint>' },
  ],
  [
    'checkpoint-covers-raw',
    'checkpoint-disks-left-out',
    { newCheckpoint: '<domaincheckpoint><name>nightly-1</name></domaincheckpoint>' },
  ],
  [
    'checkpoint-name-reused',
    'checkpoint-since-itself',
    { newCheckpoint: '<domaincheckpoint><name>cp1</name></domaincheckpoint>' },
  ],
  ['socket-apparmor', 'socket-confined', {}],
  ['target-nfs-squash', 'store-private-tmp', {}],
  ['space-incremental', 'incremental-padded', {}],
  ['inc-to-raw', 'incremental-raw', {}],
  ['dup-exportname', 'export-name-twice', {}],
  ['disk-twice', 'disk-listed-twice', {}],
  ['mode-inc-no-name', 'incremental-name-missing', {}],
  ['long-socket', 'socket-path-length', {}],
];

describe('cases from practice', () => {
  it.each(ANSWERS)('%s: %s', (id, code, setting) => {
    const xml = cases.find((candidate) => candidate.id === id)?.xml ?? '';
    expect(check(xml, setting).map((diagnostic) => diagnostic.code)).toContain(code);
  });

  it('says no error of what started', () => {
    const started = cases.filter(({ id }) => ['lowercased-paths', 'inc-to-raw', 'flag-unsupported'].includes(id));
    const errors = started.flatMap(({ xml }) =>
      check(xml, { domain: TWO_DISKS }).filter(({ severity }) => severity === 'error'),
    );
    expect(started).toHaveLength(3);
    expect(errors).toEqual([]);
  });
});
