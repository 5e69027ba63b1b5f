/** The plan for programs. */
import type { Server } from '../model/backup.js';
import type { Reason } from '../model/effective.js';
import { escapeJson } from '../report/escape.js';
import type { Plan, PlanDisk } from './plan.js';

/** What is not known or does not apply is left out. */
export interface PlanReport {
  readonly domain?: string;
  readonly libvirt: string;
  readonly mode: 'push' | 'pull';
  /** The document's own `<incremental>`, whether a disk uses it or not. */
  readonly incremental?: string;
  readonly server?: PlanServerReport;
  readonly newCheckpoint?: string;
  readonly disks: readonly PlanDiskReport[];
}

export interface PlanServerReport {
  readonly transport?: 'tcp' | 'unix' | 'fd';
  readonly tls?: boolean;
  readonly name?: string;
  readonly port?: number;
  readonly socket?: string;
  readonly fdgroup?: string;
}

export interface PlanDiskReport {
  readonly name: string;
  /** Whether the disk takes part; if not, `reason` tells why, and most else is left out. */
  readonly backup: boolean;
  readonly reason: Reason;
  readonly backupmode?: 'full' | 'incremental';
  /** The checkpoint that an incremental backup starts from. */
  readonly since?: string;
  readonly type?: 'file' | 'block';
  readonly format?: string;
  /** Target or scratch. */
  readonly path?: string;
  readonly invented?: boolean;
  readonly exportname?: string;
  /** Where an NBD client finds which blocks changed. */
  readonly metaContext?: string;
  /** Where an NBD client reads the disk. */
  readonly uri?: string;
  /** The virtual size in bytes. */
  readonly size?: number;
  /** Whether the new checkpoint tracks the disk. */
  readonly tracked: boolean;
}

export function planReport(plan: Plan): PlanReport {
  const { domain, release, mode, incremental, server, newCheckpoint, disks } = plan;
  const report = {
    domain,
    libvirt: release,
    mode,
    incremental,
    server: server && serverReport(server),
    newCheckpoint,
    disks: disks.map(diskReport),
  };
  return withoutGaps(report);
}

export function planJson(plan: Plan): string {
  return `${escapeJson(JSON.stringify(planReport(plan), null, 2))}\n`;
}

function serverReport({ transport, tls, name, port, socket, fdgroup }: Server): PlanServerReport {
  return withoutGaps({
    transport,
    tls: tls && tls.token === 'yes',
    name: name?.raw,
    port: port && Number(port.raw),
    socket: socket?.raw,
    fdgroup: fdgroup?.raw,
  });
}

function diskReport(disk: PlanDisk): PlanDiskReport {
  const { name, takesPart, reason, size, tracked } = disk;
  if (!takesPart) return withoutGaps({ name, backup: false, reason, size, tracked });
  const { type, backupmode, since, format, path, invented, exportname, metaContext, uri } = disk;
  const how = { backupmode, since, type, format, path, invented, exportname, metaContext, uri };
  return withoutGaps({ name, backup: true, reason, ...how, size, tracked });
}

/** The same object without the keys that have no value. */
function withoutGaps<T extends object>(object: T): WithoutGaps<T> {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as WithoutGaps<T>;
}

type WithoutGaps<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};
