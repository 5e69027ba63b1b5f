/** The plan for programs. */
import type { Server } from '../model/backup.js';
import type { Plan, PlanDisk } from './plan.js';

/** One object; what is not known or does not apply is left out. */
export function planJson(plan: Plan): string {
  const { domain, release, mode, incremental, server, newCheckpoint, disks } = plan;
  const report = {
    domain,
    libvirt: release,
    mode,
    incremental,
    server: server && serverJson(server),
    newCheckpoint,
    disks: disks.map(diskJson),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

function serverJson({ transport, tls, name, port, socket, fdgroup }: Server) {
  return {
    transport,
    tls: tls && tls.token === 'yes',
    name: name?.raw,
    port: port && Number(port.raw),
    socket: socket?.raw,
    fdgroup: fdgroup?.raw,
  };
}

function diskJson(disk: PlanDisk) {
  const { name, takesPart, reason, size, tracked } = disk;
  if (!takesPart) return { name, backup: false, reason, size, tracked };
  const { type, backupmode, since, format, path, invented, exportname, metaContext, uri } = disk;
  return {
    name,
    backup: true,
    reason,
    backupmode,
    since,
    type,
    format,
    path,
    invented,
    exportname,
    metaContext,
    uri,
    size,
    tracked,
  };
}
