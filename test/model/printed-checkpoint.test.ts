import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { modelCheckpoint } from '../../src/model/checkpoint.js';
import { readPrintedCheckpoint } from '../../src/model/printed-checkpoint.js';
import { tree } from '../rules/scene.js';

const PRINTED = readFileSync(new URL('../fixtures/live/checkpoint.xml', import.meta.url), 'utf8');
const FULL = `<domaincheckpoint>
  <name>cp2</name>
  <description>after the update</description>
  <parent>
    <name>cp1</name>
  </parent>
  <creationTime>1795573672</creationTime>
  <disks>
    <disk name='vda' checkpoint='bitmap' bitmap='cp2' size='65536'/>
    <disk name='vdb' checkpoint='no'/>
    <disk name='vda' checkpoint='no'/>
  </disks>
</domaincheckpoint>
`;

describe('readPrintedCheckpoint', () => {
  it.each([
    ['a real one', PRINTED],
    ['one with all that can be', FULL],
  ])('sees in %s what the tree shows', (_, text) => {
    const model = modelCheckpoint(tree(text));
    const printed = readPrintedCheckpoint(text);
    expect(printed).toMatchObject({
      name: { raw: model.name?.raw },
      parent: model.parent,
      creationTime: model.creationTime,
    });
    const bitmaps = (names: ReadonlyMap<string, { hasBitmap: boolean }> | undefined) =>
      [...(names ?? [])].map(([name, { hasBitmap }]) => [name, hasBitmap]).toSorted();
    expect(bitmaps(printed?.disks?.byName)).toEqual(bitmaps(model.disks?.byName));
  });

  it.each([
    ['double quotes', FULL.replaceAll("'", '"')],
    ['a comment', FULL.replace('  <disks>', '  <!-- x -->\n  <disks>')],
    ['a reference', FULL.replace('cp2</name>', '&#99;p2</name>')],
    ['an element more', FULL.replace('  </disks>\n', '  </disks>\n  <x/>\n')],
    ['no end', FULL.replace('</domaincheckpoint>\n', '')],
    ['a second root', `${FULL}<x/>`],
    ['another root', '<domain/>'],
  ])('leaves %s to the long way', (_, text) => {
    expect(readPrintedCheckpoint(text)).toBeUndefined();
  });
});
