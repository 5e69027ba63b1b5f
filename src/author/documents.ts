/** A draft as XML, in the style and order of libvirt's own output. Source: format.md sections 1, 4 and 6. */
import type { Draft, DraftCheckpoint, DraftDisk } from './draft.js';
import type { EncryptionOptions, SeclabelOptions, ServerOptions } from './options.js';
import { type Attribute, type Block, comment, type ElementBlock, element, print, textElement } from './print.js';

/** The text of the `<domainbackup>` document. */
export function backupText(draft: Draft): string {
  const { mode, incremental, server, disks } = draft;
  return print([
    element(
      'domainbackup',
      [['mode', mode]],
      [
        ...(incremental === undefined ? [] : [textElement('incremental', incremental)]),
        ...(server ? [serverElement(server)] : []),
        ...(disks
          ? [
              element(
                'disks',
                [],
                disks.map((disk) => diskElement(draft, disk)),
              ),
            ]
          : []),
      ],
    ),
  ]);
}

/** The text of the `<domaincheckpoint>` document. */
export function checkpointText({ name, disks }: DraftCheckpoint): string {
  const listed = disks?.map((disk) =>
    element('disk', [
      ['name', disk],
      ['checkpoint', 'bitmap'],
    ]),
  );
  return print([
    element('domaincheckpoint', [], [textElement('name', name), ...(listed ? [element('disks', [], listed)] : [])]),
  ]);
}

/** Those of the attributes that have a value. */
function attributes(pairs: readonly (readonly [string, string | number | undefined])[]): Attribute[] {
  return pairs.flatMap(([name, value]): Attribute[] => (value === undefined ? [] : [[name, String(value)]]));
}

function serverElement({ host, port, socket, fdgroup, tls }: ServerOptions): Block {
  const transport = socket !== undefined ? 'unix' : fdgroup !== undefined ? 'fd' : 'tcp';
  return element(
    'server',
    attributes([
      ['transport', transport],
      ['tls', tls === undefined ? undefined : tls ? 'yes' : 'no'],
      ['name', host],
      ['port', port],
      ['socket', socket],
      ['fdgroup', fdgroup],
    ]),
  );
}

function diskElement(draft: Draft, disk: DraftDisk): ElementBlock {
  const { name, why, dev, format } = disk;
  if (!disk.takesPart) {
    const block = element('disk', [
      ['name', name],
      ['backup', 'no'],
    ]);
    return why === undefined ? block : { ...block, trailing: [comment(why)] };
  }
  const store = storeElement(draft, disk);
  return element(
    'disk',
    attributes([
      ['name', name],
      ['backup', disk.backup ?? 'yes'],
      ['type', dev === undefined ? 'file' : 'block'],
      ['backupmode', disk.backupmode],
      ['incremental', disk.incremental],
      ['exportname', disk.exportname],
      ['exportbitmap', disk.exportbitmap],
    ]),
    [...(format === undefined ? [] : [element('driver', [['type', format]])]), ...(store ? [store] : [])],
  );
}

function storeElement({ mode }: Draft, { file, dev, seclabels = [], encryption }: DraftDisk): Block | undefined {
  if (file === undefined && dev === undefined) return undefined;
  return element(
    mode === 'push' ? 'target' : 'scratch',
    attributes([
      ['file', file],
      ['dev', dev],
    ]),
    [...seclabels.map(seclabelElement), ...(encryption ? [encryptionElement(encryption)] : [])],
  );
}

function seclabelElement({ model, relabel, labelskip, labels = [] }: SeclabelOptions): Block {
  return element(
    'seclabel',
    attributes([
      ['model', model],
      ['labelskip', labelskip],
      ['relabel', relabel ?? (labels.length > 0 ? 'yes' : undefined)],
    ]),
    labels.map((label) => textElement('label', label)),
  );
}

function encryptionElement({ secret, usage, engine, cipher, ivgen }: EncryptionOptions): Block {
  return element(
    'encryption',
    attributes([
      ['format', 'luks'],
      ['engine', engine],
    ]),
    [
      element(
        'secret',
        attributes([
          ['type', 'passphrase'],
          ['uuid', secret],
          ['usage', usage],
        ]),
      ),
      ...(cipher
        ? [
            element(
              'cipher',
              attributes([
                ['name', cipher.name],
                ['size', cipher.size],
                ['mode', cipher.mode],
                ['hash', cipher.hash],
              ]),
            ),
          ]
        : []),
      ...(ivgen
        ? [
            element(
              'ivgen',
              attributes([
                ['name', ivgen.name],
                ['hash', ivgen.hash],
              ]),
            ),
          ]
        : []),
    ],
  );
}
