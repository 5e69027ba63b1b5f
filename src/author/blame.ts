/** Which option a place in the written document comes from, so that a refusal speaks of what was asked for. */
import type { Draft, DraftDisk } from './draft.js';
import { shown } from './options.js';

/** The option behind an XPath in the backup document, as it was written; undefined where no single option is. */
export function blameBackup(draft: Draft, path: string): string | undefined {
  const [, , part = '', ...rest] = path.split('/');
  if (part === 'incremental') return said(draft.sinceFlag, draft.incremental);
  if (part === 'server') return serverFlag(draft, rest.join('/'));
  return part === 'disks' ? diskFlag(draft, rest) : undefined;
}

/** The same for the checkpoint document. */
export function blameCheckpoint(draft: Draft, path: string): string | undefined {
  const [, , part = '', disk = ''] = path.split('/');
  if (part === 'name') return said('--checkpoint-name', draft.checkpoint?.name);
  const name = disk === '' ? undefined : draft.checkpoint?.disks?.[indexOf(disk)];
  return name === undefined ? undefined : said('--disk', name);
}

function said(flag: string, value: string | number | undefined): string {
  return value === undefined ? flag : `${flag} ${shown(value)}`;
}

const SERVER_FLAGS: Readonly<Record<string, 'host' | 'port' | 'socket' | 'fdgroup'>> = {
  '@name': 'host',
  '@port': 'port',
  '@socket': 'socket',
  '@fdgroup': 'fdgroup',
};

function serverFlag({ server }: Draft, attribute: string): string | undefined {
  if (attribute === '@tls') return server?.tls ? '--tls' : '--no-tls';
  if (attribute === '@transport' || attribute === '') return server?.fdgroup === undefined ? undefined : '--fdgroup';
  const key = SERVER_FLAGS[attribute];
  return key && said(`--${key}`, server?.[key]);
}

function diskFlag({ disks }: Draft, [step = '', ...rest]: readonly string[]): string | undefined {
  const disk = step.startsWith('disk') ? disks?.[indexOf(step)] : undefined;
  if (!disk) return undefined;
  const name = `${disk.flag === '--domain' ? '--domain: disk' : disk.flag} ${shown(disk.name)}`;
  const place = rest.join('/');
  const from = /^(?:target|scratch)\/@file$/.test(place) ? disk.fileFrom : undefined;
  if (from !== undefined) return `${from} for ${shown(disk.name)}`;
  const key = keyFor(disk, place);
  return key === undefined ? name : `${name},${key}`;
}

/** `disk[2]` stands at 1, `disk` alone at 0. */
function indexOf(step: string): number {
  return Number(/\[(\d+)\]$/.exec(step)?.[1] ?? 1) - 1;
}

/** The key of `--disk` that a place below a disk comes from. */
function keyFor(disk: DraftDisk, place: string): string | undefined {
  const inStore = /^(?:target|scratch)\/(.*)$/.exec(place)?.[1];
  if (inStore === undefined) {
    if (place.startsWith('driver')) return keyed('format', disk.format);
    const name = /^@(backup|backupmode|incremental|exportname|exportbitmap)$/.exec(place)?.[1];
    return name && keyed(name, disk[name as 'backup']);
  }
  if (inStore === '@file') return keyed('file', disk.file);
  if (inStore === '@dev') return keyed('dev', disk.dev);
  const secret = { '@uuid': 'secret', '@usage': 'usage' } as const;
  const [, element = '', attribute = ''] = /(?:^|\/)([a-z]+)(?:\[\d+\])?(?:\/(@[a-z]+))?$/.exec(inStore) ?? [];
  if (element === 'secret' && (attribute === '@uuid' || attribute === '@usage')) {
    const key = secret[attribute];
    return keyed(`encryption.${key}`, disk.encryption?.[key]);
  }
  if (element === 'encryption')
    return attribute === '@engine' ? keyed('encryption.engine', disk.encryption?.engine) : 'encryption';
  return attribute === '' ? element : `${element}.${attribute.slice(1)}`;
}

function keyed(key: string, value: string | undefined): string {
  return value === undefined ? key : `${key}=${shown(value)}`;
}
