import { placeOf } from '../model/values.js';
import { reachOf } from './address.js';
import type { Rule } from './rule.js';
import { quoted } from './say.js';

export const serverUnencrypted: Rule = {
  code: 'server-unencrypted',
  severity: 'info',
  what: 'A TCP server listens on a private address or a host name without TLS.',
  why: 'NBD has no login and, without TLS, no encryption. On a private network that may be what you want: check who reaches the port. A host name can lead to any address.',
  wrong: `<domainbackup mode='pull'>
  <server transport='tcp' name='192.168.1.10' port='10809'/>
  <disks>
    <disk name='vda' type='file'>
      <scratch file='/backup/vda.scratch'/>
    </disk>
  </disks>
</domainbackup>
`,
  right: `<domainbackup mode='pull'>
  <server transport='tcp' tls='yes' name='192.168.1.10' port='10809'/>
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
    if (reach !== 'private' && reach !== 'name') return;
    yield {
      ...placeOf(server.name),
      message: `the server on ${quoted(server.name.raw)} has no TLS: check who reaches its port`,
      help: "write tls='yes', or listen on name='localhost' or a UNIX socket",
    };
  },
};
