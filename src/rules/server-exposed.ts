import { placeOf } from '../model/values.js';
import { reachOf } from './address.js';
import type { Rule } from './rule.js';
import { quoted } from './say.js';

export const serverExposed: Rule = {
  code: 'server-exposed',
  severity: 'warning',
  what: 'A TCP server listens on a public or wildcard address without TLS.',
  why: 'NBD has no login: whoever reaches the port reads every disk of the backup. `0.0.0.0` and `::` listen on all interfaces of the host. With `tls="yes"` clients need a certificate (libvirt must be set up for it in `qemu.conf`); without, keep the server on `localhost` or a UNIX socket, and tunnel.',
  wrong: `<domainbackup mode='pull'>
  <server transport='tcp' name='0.0.0.0' port='10809'/>
  <disks>
    <disk name='vda' type='file'>
      <scratch file='/backup/vda.scratch'/>
    </disk>
  </disks>
</domainbackup>
`,
  right: `<domainbackup mode='pull'>
  <server transport='tcp' tls='yes' name='0.0.0.0' port='10809'/>
  <disks>
    <disk name='vda' type='file'>
      <scratch file='/backup/vda.scratch'/>
    </disk>
  </disks>
</domainbackup>
`,
  onRefused: false,
  mentions: ['server'],
  *check({ backup }) {
    const { server } = backup;
    if (server?.transport !== 'tcp' || !server.name || server.tls?.token === 'yes') return;
    const reach = reachOf(server.name.raw);
    if (reach !== 'public' && reach !== 'wildcard') return;
    const where = reach === 'wildcard' ? 'on every interface' : 'on a public address';
    yield {
      ...placeOf(server.name),
      message: `the server listens ${where} (${quoted(server.name.raw)}) without TLS: whoever reaches the port can read the disks`,
      help: "write tls='yes', or listen on name='localhost' or a UNIX socket",
      notes: ['NBD has no login of its own.'],
    };
  },
};
