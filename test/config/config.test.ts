import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ConfigProblem, readConfig } from '../../src/config/config.js';
import { configSchema } from '../../src/config/schema.js';
import { SETTABLE } from '../../src/config/settable.js';

const FILE = join(import.meta.dirname, '../../schemas/backupxml.config.schema.json');
const fits = new Ajv({ strict: false }).compile(JSON.parse(readFileSync(FILE, 'utf8')));

/** The message, or undefined where the value is a configuration. */
function problemOf(value: unknown): { path: readonly (string | number)[]; message: string } | undefined {
  try {
    readConfig(value);
    return undefined;
  } catch (error) {
    if (error instanceof ConfigProblem) return { path: error.path, message: error.message };
    throw error;
  }
}

/** As YAML can have it. */
const ENDLESS: unknown[] = [];
ENDLESS.push(ENDLESS);

describe('a configuration', () => {
  it('is read as it is meant', () => {
    const config = readConfig({
      $schema: './x.json',
      libvirt: ['11.3.0', 'v8.0', '8.0.0'],
      rules: { 'disk-listed-twice': 'off', 'suppression-unused': 'error' },
      ignore: ['old/**'],
      overrides: [{ files: 'lab', rules: { 'server-exposed': 'info' }, libvirt: '9.0.0' }, { files: ['a', 'b/*'] }],
      strict: true,
      maxWarnings: 3,
      requireReason: false,
      noInline: true,
    });
    expect(config).toEqual({
      libvirt: [
        { name: '8.0.0', generation: '8.0.0' },
        { name: '11.3.0', generation: '11.3.0' },
      ],
      rules: new Map([
        ['disk-listed-twice', 'off'],
        ['suppression-unused', 'error'],
      ]),
      ignore: ['old/**'],
      overrides: [
        {
          files: ['lab'],
          rules: new Map([['server-exposed', 'info']]),
          libvirt: [{ name: '9.0.0', generation: '8.0.0' }],
        },
        { files: ['a', 'b/*'] },
      ],
      strict: true,
      maxWarnings: 3,
      requireReason: false,
      noInline: true,
    });
  });

  it.each<[unknown, (string | number)[], RegExp]>([
    [[], [], /the configuration is a list; it must be an object/],
    [{ strict: ENDLESS }, ['strict'], /strict is a list; it must be true or false/],
    [{ ignore: [ENDLESS] }, ['ignore', 0], /ignore is a list; it must be a text/],
    [{ rulez: {} }, ['rulez'], /no key "rulez"; did you mean rules\?/],
    [{ extends: 'x' }, ['extends'], /no key "extends"; known are .*overrides/],
    [{ constructor: 1 }, ['constructor'], /no key/],
    [{ libvirt: '5.0.0' }, ['libvirt'], /"5\.0\.0".*6\.0\.0/],
    [{ libvirt: [] }, ['libvirt'], /release of libvirt/],
    [{ libvirt: 9 }, ['libvirt'], /libvirt is 9/],
    [{ rules: { 'disk-listed-twise': 'off' } }, ['rules', 'disk-listed-twise'], /did you mean disk-listed-twice\?/],
    [{ rules: { 'element-misspelt': 'off' } }, ['rules', 'element-misspelt'], /cannot be set: libvirt refuses/],
    [{ rules: { 'xml-tag-unclosed': 'warning' } }, ['rules', 'xml-tag-unclosed'], /cannot be set/],
    [
      { rules: { 'disk-listed-twice': 'of' } },
      ['rules', 'disk-listed-twice'],
      /"of"; it must be off, info, warning, error/,
    ],
    [{ ignore: 'x' }, ['ignore'], /a list/],
    [{ ignore: ['a', 7] }, ['ignore', 1], /ignore is 7; it must be a text/],
    [{ ignore: ['*a*b*c*d'] }, ['ignore', 0], /matched quickly/],
    [{ ignore: Array.from({ length: 30 }, (_, i) => `*a*b*${i}`) }, [], /matched quickly/],
    [
      { overrides: [{ files: Array.from({ length: 3000 }, (_, i) => `*a*${i}`) }] },
      [],
      /the globs cannot be matched quickly/,
    ],
    [{ overrides: [{ rules: {} }] }, ['overrides', 0], /files is missing/],
    [{ overrides: [{ files: 'a', strict: true }] }, ['overrides', 0, 'strict'], /no key "strict"/],
    [{ strict: 'yes' }, ['strict'], /true or false/],
    [{ maxWarnings: -1 }, ['maxWarnings'], /whole number/],
    [{ maxWarnings: 1.5 }, ['maxWarnings'], /whole number/],
    [{ $schema: 1 }, ['$schema'], /a text/],
  ])('%j is none', (value, path, message) => {
    expect(problemOf(value)).toEqual({ path, message: expect.stringMatching(message) });
  });
});

describe('the JSON schema', () => {
  it('is made from the code (npx vitest run -u test/config makes it anew)', async () => {
    await expect(configSchema()).toMatchFileSnapshot(FILE);
  });

  /** Globs are left out: how many wildcards they may have no schema says. */
  const release = fc.constantFrom<unknown>(
    '6.0.0',
    'v8.0',
    '5.10.0',
    '006.1',
    ' 9.0.0 ',
    '12',
    '12345.0.0',
    9,
    '06.0.0',
    '00010.1.2',
  );
  const level = fc.constantFrom<unknown>('off', 'info', 'warning', 'error', 'warn', 2);
  const codes = fc.constantFrom(...SETTABLE.map(({ code }) => code), 'element-misspelt', 'nothing');
  const rules = fc.oneof(fc.dictionary(codes, level, { maxKeys: 2 }), fc.constant([]));
  const libvirt = fc.oneof(release, fc.array(release, { maxLength: 2 }));
  const globs = fc.oneof(
    fc.constantFrom<unknown>('a/**', '', 5),
    fc.array(fc.constantFrom<unknown>('x', 'y/*', '', 1), { maxLength: 2 }),
  );
  const override = fc.record({ files: globs, rules, libvirt, extra: fc.constant(1) }, { requiredKeys: [] });
  const config = fc.record(
    {
      $schema: fc.constantFrom<unknown>('x', 1),
      libvirt,
      rules,
      ignore: globs,
      overrides: fc.oneof(fc.array(override, { maxLength: 2 }), fc.constant({})),
      strict: fc.constantFrom<unknown>(true, 'true'),
      maxWarnings: fc.constantFrom<unknown>(0, 7, -1, 0.5, '1', 1e300),
      requireReason: fc.boolean(),
      noInline: fc.constantFrom<unknown>(false, null),
      other: fc.constant(true),
    },
    { requiredKeys: [] },
  );

  it('agrees with what is read, value by value', () => {
    const keys = [
      '$schema',
      'libvirt',
      'rules',
      'ignore',
      'overrides',
      'strict',
      'maxWarnings',
      'noInline',
      'other',
    ] as const;
    let taken = 0;
    fc.assert(
      fc.property(config, (whole) => {
        for (const value of [whole, ...keys.map((key) => (key in whole ? { [key]: whole[key] } : {}))]) {
          const isTaken = problemOf(value) === undefined;
          expect({ value, isTaken }).toEqual({ value, isTaken: fits(value) });
          if (isTaken) taken += 1;
        }
      }),
      { numRuns: 500, seed: 6 },
    );
    expect(taken).toBeGreaterThan(500);
  });
});
