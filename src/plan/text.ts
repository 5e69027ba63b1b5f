/** The plan as a table for people. */
import type { Server } from '../model/backup.js';
import type { Reason } from '../model/effective.js';
import { textWidth } from '../report/cells.js';
import { escapeControls } from '../report/escape.js';
import { shownBytes } from '../rules/say.js';
import type { Plan, PlanDisk } from './plan.js';

/** Plain lines, ending with a line feed. What documents named is escaped. `notes` are sentences to think about before it starts. */
export function planText(plan: Plan, notes: readonly string[] = []): string {
  const part = plan.disks.filter((disk) => disk.takesPart);
  const paragraphs = [
    heading(plan),
    table(rowsOf(plan)),
    plan.mode === 'pull' ? clients(plan, part) : files(part),
    ending(plan),
    notes.length > 0 ? ['Before you start', ...notes.map((note) => `  - ${escapeControls(note)}`)] : [],
  ];
  return paragraphs
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map((line) => `${line}\n`).join(''))
    .join('\n');
}

function heading({ domain, mode, release, server, newCheckpoint, disks }: Plan): string[] {
  const count = disks.filter((disk) => disk.takesPart).length;
  const whose = domain === undefined ? '' : ` of domain ${escapeControls(domain)}`;
  return [
    `${mode === 'pull' ? 'Pull' : 'Push'} backup${whose}: ${count} of ${disks.length} disks (libvirt ${release})`,
    ...(server ? [`Server: ${escapeControls(serverWords(server))}`] : []),
    ...(newCheckpoint === undefined ? [] : [checkpointWords(newCheckpoint, disks)]),
  ];
}

function serverWords({ transport, name, port, socket, fdgroup, tls }: Server): string {
  const where = {
    tcp: `TCP, ${name?.raw ?? ''} port ${Number(port?.raw)}`,
    unix: `UNIX socket ${socket?.raw ?? ''}`,
    fd: `a socket handed over in the group ${fdgroup?.raw ?? ''}`,
  }[transport ?? 'tcp'];
  return tls?.token === 'yes' ? `${where}, with TLS` : where;
}

function checkpointWords(name: string, disks: readonly PlanDisk[]): string {
  const tracked = disks.filter((disk) => disk.tracked).map((disk) => disk.name);
  const what = tracked.length > 0 ? `, tracking ${tracked.join(', ')}` : '';
  return escapeControls(`New checkpoint: ${name}${what}`);
}

const REASONS: Readonly<Record<Reason, string>> = {
  listed: '',
  all: '',
  excluded: "no: excluded by backup='no'",
  'not-listed': 'no: not listed in <disks>',
  empty: 'no: the drive is empty',
  'read-only': 'no: read-only',
};

function rowsOf({ mode, disks }: Plan): string[][] {
  const pull = mode === 'pull';
  const head = ['Disk', 'Backup', 'Size', 'Format', pull ? 'Scratch' : 'Target', ...(pull ? ['Export', 'Bitmap'] : [])];
  const rows = disks.map((disk) => {
    const { name, takesPart, reason, backupmode, since, size, format, exportname, exportbitmap } = disk;
    const room = size === undefined ? '' : shownBytes(size);
    if (!takesPart) return [name, REASONS[reason], room];
    const how = backupmode === 'full' ? 'full' : `incremental since ${since ?? ''}`;
    const bitmap = disk.metaContext === undefined ? '' : (exportbitmap ?? '');
    return [name, how, room, format, placeWords(disk), ...(pull ? [exportname ?? '', bitmap] : [])];
  });
  return [head, ...rows];
}

function placeWords({ path, invented }: PlanDisk): string {
  if (path === undefined) return 'beside its source';
  return invented ? `${path} (invented)` : path;
}

/** Columns two blanks apart; those that are empty throughout are left out. */
function table(rows: readonly (readonly string[])[]): string[] {
  const shown = rows.map((row) => row.map(escapeControls));
  const columns = shown[0]?.map((_, at) => at).filter((at) => shown.slice(1).some((row) => row[at])) ?? [];
  const widths = new Map(columns.map((at) => [at, widest(shown, at)]));
  return shown.map((row) =>
    columns
      .map((at) => padded(row[at] ?? '', widths.get(at) ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

/** In columns: a cell that is wider stands out, and pads no others. */
const WIDEST = 200;

function widest(rows: readonly (readonly string[])[], at: number): number {
  return rows.reduce((width, row) => Math.max(width, Math.min(textWidth(row[at] ?? ''), WIDEST)), 0);
}

function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - textWidth(text)));
}

function clients({ server }: Plan, part: readonly PlanDisk[]): string[] {
  if (server?.transport === 'fd') return ['NBD clients connect to the socket that is handed over.'];
  const rows = part.map(({ name, uri, metaContext }) => [
    `  ${name}`,
    uri ?? '',
    metaContext ? `changed blocks: ${metaContext}` : '',
  ]);
  return ['NBD clients read', ...table([[], ...rows].map((row) => (row.length > 0 ? row : ['', '', '']))).slice(1)];
}

function files(part: readonly PlanDisk[]): string[] {
  const paths = part.flatMap(({ path }) => (path === undefined ? [] : [`  ${escapeControls(path)}`]));
  return paths.length > 0 ? ['The backup is written to', ...paths] : [];
}

function ending({ mode, domain }: Plan): string[] {
  if (mode !== 'pull') return [];
  return [`It ends with: virsh domjobabort ${escapeControls(domain ?? 'DOMAIN')}`];
}
