/** The address of an export, as NBD clients take it. Source: format.md section 5 and the NBD URI specification. */
import { isIP } from 'node:net';
import type { Server } from '../model/backup.js';

const WILDCARDS: ReadonlySet<string> = new Set(['0.0.0.0', '::']);

/** Undefined for a socket that is handed over as a file descriptor, and where the server is not complete. */
export function exportUri(server: Server, exportname: string): string | undefined {
  const scheme = server.tls?.token === 'yes' ? 'nbds' : 'nbd';
  const path = encodePath(exportname);
  if (server.transport === 'unix' && server.socket) {
    return `${scheme}+unix:///${path}?socket=${encodePath(server.socket.raw)}`;
  }
  if (server.transport !== 'tcp' || !server.name || !server.port) return undefined;
  return `${scheme}://${hostOf(server.name.raw)}:${Number(server.port.raw)}/${path}`;
}

/** A server on all interfaces is reached under any name of the host: `HOST` stands for one. */
function hostOf(name: string): string {
  if (WILDCARDS.has(name)) return 'HOST';
  return isIP(name) === 6 ? `[${name}]` : name;
}

function encodePath(text: string): string {
  return text.split('/').map(encodeURIComponent).join('/');
}
