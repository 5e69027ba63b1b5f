/** The rules never throw, on whatever tree, and stay fast on large documents. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exampleHost } from '../../src/rules/examples.js';
import { checkRules, createChecker, RULES } from '../../src/rules/index.js';
import { scan } from '../../src/scan/scan.js';
import { check, contextOf, tree } from './scene.js';
import { CHECKPOINT_1, DOMAIN } from './tables/table.js';

const NAMES = [
  ...['domainbackup', 'incremental', 'server', 'disks', 'disk', 'driver', 'target', 'scratch', 'seclabel', 'label'],
  ...['encryption', 'secret', 'cipher', 'ivgen', 'domaincheckpoint', 'name', 'domain', 'devices', 'source', 'x'],
];
const ATTRIBUTES = [
  ...[
    'mode',
    'name',
    'port',
    'transport',
    'socket',
    'tls',
    'backup',
    'type',
    'backupmode',
    'incremental',
    'exportname',
  ],
  ...['exportbitmap', 'file', 'dev', 'model', 'relabel', 'format', 'checkpoint', 'bitmap', 'device'],
];
const VALUES = [
  ...[
    '',
    ' ',
    'pull',
    'push',
    ' pull ',
    'vda',
    'vdb',
    'sda',
    'no',
    'yes',
    'file',
    'block',
    'full',
    'incremental',
    'cp1',
    ' cp1 ',
  ],
  ...[
    '/b/x',
    '/',
    'x',
    '/backup/x',
    '0',
    '65536',
    '99999999999999999999',
    'tcp',
    'unix',
    'fd',
    '::',
    '0.0.0.0',
    'raw',
    'vmdk',
    'ioemu:vda',
  ],
  ...['constructor', '__proto__'],
];

const attributes = fc
  .uniqueArray(fc.tuple(fc.constantFrom(...ATTRIBUTES), fc.constantFrom(...VALUES)), {
    selector: ([name]) => name,
    maxLength: 8,
  })
  .map((pairs) => pairs.map(([name, value]) => ` ${name}='${value}'`).join(''));

const { element } = fc.letrec<{ element: string }>((tie) => ({
  element: fc
    .tuple(
      fc.constantFrom(...NAMES),
      attributes,
      fc.array(fc.oneof({ depthSize: 'small' }, fc.constantFrom(...VALUES), tie('element')), { maxLength: 5 }),
    )
    .map(([name, inside, children]) => `<${name}${inside}>${children.join('')}</${name}>`),
}));

/** Any root of any shape, and real documents with one stretch cut, doubled or replaced. */
const documents = fc.oneof(
  fc
    .tuple(attributes, fc.array(element, { maxLength: 6 }))
    .map(([inside, children]) => `<domainbackup${inside}>${children.join('')}</domainbackup>`),
  fc
    .tuple(
      fc.constantFrom(...RULES.flatMap((rule) => [rule.wrong, rule.right])),
      fc.nat(),
      fc.nat({ max: 40 }),
      fc.constantFrom('', ...VALUES),
    )
    .map(([text, at, length, by]) => text.slice(0, at % text.length) + by + text.slice((at % text.length) + length)),
);

describe('the rules', () => {
  it('never throw, point into the document, and are left out only where they have nothing to say', () => {
    fc.assert(
      fc.property(
        documents,
        fc.boolean(),
        fc.boolean(),
        fc.option(element),
        (text, schemaValid, reuseExternal, other) => {
          const scanned = scan(text);
          const newCheckpoint = other ?? undefined;
          if (!scanned.ok) return;
          const context = contextOf({
            schemaValid,
            reuseExternal,
            domain: DOMAIN,
            checkpoints: [CHECKPOINT_1],
            host: exampleHost({ '/backup/x': 'file' }),
            ...(newCheckpoint === undefined ? {} : { newCheckpoint }),
          });
          const found = checkRules(scanned.document, context);
          // Which asks only those rules of which the document mentions something.
          expect(createChecker(context)(scanned.document, schemaValid)).toEqual(found);
          for (const { document, span, message } of found) {
            const length = document === 'backup' ? text.length : (newCheckpoint ?? '').length;
            expect(span.start).toBeGreaterThanOrEqual(0);
            expect(span.end).toBeGreaterThan(span.start);
            expect(span.end).toBeLessThanOrEqual(length);
            expect(message).not.toBe('');
          }
        },
      ),
      { numRuns: 3000, seed: 20261125 },
    );
  });

  it('say nothing of a document of another kind', () => {
    expect(check("<domain><disks><disk name='vda'/><disk name='vda'/></disks></domain>")).toEqual([]);
  });
});

describe('large contexts', () => {
  const count = 500;
  const names = Array.from({ length: count }, (_, i) => `vd${i}`);
  const domain = tree(
    `<domain><devices>${names.map((name) => `<disk type='file'><driver type='qcow2'/><source file='/i/${name}'/><target dev='${name}'/></disk>`).join('')}</devices></domain>`,
  );
  const checkpoints = Array.from(
    { length: 1000 },
    (_, i) =>
      `<domaincheckpoint><name>cp${i}</name><disks>${names
        .slice(0, 20)
        .map((name) => `<disk name='${name}'/>`)
        .join('')}</disks></domaincheckpoint>`,
  );
  const text = `<domainbackup><incremental>cp999</incremental><disks>${names.map((name) => `<disk name='${name}' type='file'><target file='/b/x'/></disk>`).join('')}</disks></domainbackup>`;

  it('500 disks and 1,000 checkpoints take less than a second', () => {
    const context = { ...contextOf({ checkpoints }), domain: contextOf({ domain: domain.text }).domain };
    const document = tree(text);
    const start = performance.now();
    const diagnostics = checkRules(document, context);
    expect(performance.now() - start).toBeLessThan(1000);
    expect(diagnostics.filter(({ code }) => code === 'store-file-shared')).toHaveLength(count - 1);
    expect(diagnostics.filter(({ code }) => code === 'checkpoint-without-bitmap')).toHaveLength(count - 20);
  });
});

describe('on a document that the grammar refused', () => {
  it.each([
    ["<domainbackup mode='pull'><server name='h' prot='1'/></domainbackup>"],
    ["<domainbackup><disks><disk name='sda' bakup='no'/></disks></domainbackup>"],
    ["<domainbackup><disks><disk name='VDA'/></disks></domainbackup>"],
    ['<domainbackup><incremental><name>cp1</name></incremental></domainbackup>'],
    ['<domainbackup><incremental>\n <name>cp1</name>\n</incremental></domainbackup>'],
    ["<domainbackup><disks><disk name='vda' type='file'><taget file='/b'/></disk></disks></domainbackup>"],
    [
      "<domainbackup><incrmental>cp1</incrmental><disks><disk name='vda' backupmode='incremental'/></disks></domainbackup>",
    ],
    ["<domainbackup><disks><disk name='vda'/></disks><disks><disk name='vda'/></disks></domainbackup>"],
    ["<domainbackup><dsiks><disk name='vda'/></dsiks></domainbackup>"],
  ])('no rule adds to the fault of %s', (xml) => {
    expect(check(xml, { schemaValid: false, domain: DOMAIN, release: '9.0.0' })).toEqual([]);
  });

  it('rules still say what is surely there', () => {
    const xml = "<domainbackup><disks><disk name='vda' x=''/><disk name='vda'/></disks></domainbackup>";
    expect(check(xml, { schemaValid: false }).map(({ code }) => code)).toEqual(['disk-listed-twice']);
  });
});
