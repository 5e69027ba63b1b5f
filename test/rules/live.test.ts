/** What a real libvirt 9.0.0 accepted or refused, held against grammar and rules together. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { judge } from '../../src/judge/judge.js';
import { modelCheckpoint } from '../../src/model/checkpoint.js';
import { modelDomain } from '../../src/model/domain.js';
import { checkRules } from '../../src/rules/index.js';
import { scan } from '../../src/scan/scan.js';
import { release, tree } from './scene.js';

interface LiveCase {
  readonly name: string;
  readonly xml: string;
  readonly accepted: boolean;
  readonly error: string;
  readonly flags?: string;
  readonly checkpoint?: string;
}

const FOLDER = new URL('../fixtures/live/', import.meta.url);
const IMAGES = '/var/lib/libvirt/images';
/** Refusals that no document shows: they depend on the host's files, names and keys. */
const HOST =
  /resolution failed|Cannot assign|Failed to bind|No such file|unable to stat|access credentials|Secret not found|store '\/var\/lib\/libvirt\/images' /;

function read(name: string): string {
  return readFileSync(new URL(name, FOLDER), 'utf8').replaceAll('%D', IMAGES);
}

const LIVE = release('9.0.0');
const cases: LiveCase[] = JSON.parse(read('cases.json'));
const domain = modelDomain(tree(read('domain.xml')));
const checkpoints = [modelCheckpoint(tree(read('checkpoint.xml')))];

describe('what libvirt 9.0.0 says to', () => {
  const decidable = cases.filter((live) => !live.flags && !HOST.test(live.error));

  it.each(decidable.map((live) => [live.name, live] as const))('%s', (_, live) => {
    expect(refusals(live).length === 0, live.error || refusals(live).join('\n')).toBe(live.accepted);
  });
});

/** The errors that validate would report, the grammar's as one. */
function refusals({ xml, checkpoint }: LiveCase): string[] {
  const scanned = scan(xml);
  if (!scanned.ok) return [scanned.diagnostics[0].message];
  const [schemaValid] = judge([Buffer.from(xml)], 'domainbackup', LIVE);
  if (!schemaValid) return ['refused by the grammar'];
  const newCheckpoint = checkpoint === undefined ? undefined : modelCheckpoint(tree(checkpoint));
  return checkRules(scanned.document, { release: LIVE, domain, checkpoints, newCheckpoint, schemaValid })
    .filter(({ severity }) => severity === 'error')
    .map(({ message }) => message);
}
