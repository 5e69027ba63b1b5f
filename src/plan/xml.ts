/**
 * The effective document, as `virsh backup-dumpxml` prints it, without `index`, which cannot be known.
 * Source: format.md section 4.
 */
import { type Attribute, type ElementBlock, element, print, textElement } from '../author/print.js';
import type { Encryption, Seclabel, Server, Store } from '../model/backup.js';
import type { Value } from '../model/values.js';
import { escapeCommandsInXml } from '../report/escape.js';
import type { Plan, PlanDisk } from './plan.js';

export function planXml(plan: Plan): string {
  const { mode, incremental, server, disks } = plan;
  const blocks = [
    ...(incremental === undefined ? [] : [textElement('incremental', incremental)]),
    ...(server ? [serverElement(server)] : []),
    element(
      'disks',
      [],
      disks.map((disk) => diskElement(disk, mode === 'pull' ? 'scratch' : 'target')),
    ),
  ];
  return escapeCommandsInXml(print([element('domainbackup', [['mode', mode]], blocks)]));
}

function serverElement({ transport, tls, name, port, socket, fdgroup }: Server): ElementBlock {
  return element('server', [
    ['transport', transport ?? 'tcp'],
    ...written('tls', tls?.token),
    ...written('name', name?.raw),
    ...written('port', port && String(Number(port.raw))),
    ...written('socket', socket?.raw),
    ...written('fdgroup', fdgroup?.raw),
  ]);
}

function diskElement(disk: PlanDisk, storeName: 'scratch' | 'target'): ElementBlock {
  const { name, takesPart, type, backupmode, since, exportname, exportbitmap, format, path, store } = disk;
  if (!takesPart)
    return element('disk', [
      ['name', name],
      ['backup', 'no'],
    ]);
  const attributes: Attribute[] = [
    ['name', name],
    ['backup', 'yes'],
    ['type', type],
    ['backupmode', backupmode],
    ...written('incremental', since),
    ...written('exportname', exportname),
    ...written('exportbitmap', exportbitmap),
  ];
  const place = written(type === 'block' ? 'dev' : 'file', path);
  return element('disk', attributes, [
    element('driver', [['type', format]]),
    element(storeName, place, store && inside(store)),
  ]);
}

function inside({ seclabels, encryption }: Store): ElementBlock[] {
  return [...seclabels.map(seclabelElement), ...(encryption ? [encryptionElement(encryption)] : [])];
}

/** libvirt prints `relabel` even where it was left out. */
function seclabelElement({ model, relabel, labelskip, labels }: Seclabel): ElementBlock {
  const how: Attribute =
    labelskip?.token === 'yes' ? ['labelskip', 'yes'] : ['relabel', relabel?.token === 'no' ? 'no' : 'yes'];
  const [label] = labels;
  return element('seclabel', [...written('model', model?.raw), how], label ? [textElement('label', label.raw)] : []);
}

function encryptionElement({ format, engine, secret, cipher, ivgen }: Encryption): ElementBlock {
  return element(
    'encryption',
    [...written('format', format?.token), ...written('engine', engine?.token)],
    [
      ...(secret
        ? [element('secret', [...written('type', secret.type?.token), ...secretKey(secret.uuid, secret.usage)])]
        : []),
      ...(cipher
        ? [
            element('cipher', [
              ...written('name', cipher.name?.raw),
              ...written('size', cipher.size?.raw),
              ...written('mode', cipher.mode?.raw),
              ...written('hash', cipher.hash?.raw),
            ]),
          ]
        : []),
      ...(ivgen ? [element('ivgen', [...written('name', ivgen.name?.raw), ...written('hash', ivgen.hash?.raw)])] : []),
    ],
  );
}

/** libvirt reads a UUID with or without dashes and prints it with them, in lower case. */
function secretKey(uuid: Value | undefined, usage: Value | undefined): Attribute[] {
  if (!uuid) return written('usage', usage?.raw);
  const digits = uuid.raw.replaceAll('-', '').toLowerCase();
  return [['uuid', digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')]];
}

function written(name: string, value: string | undefined): Attribute[] {
  return value === undefined ? [] : [[name, value]];
}
