import { attributePlace, namePlace } from '../model/values.js';
import { addAttribute, replaceValue } from './edit.js';
import type { Rule } from './rule.js';

/** The port that IANA assigned to NBD. */
const NBD_PORT = '10809';

export const serverPortMissing: Rule = {
  code: 'server-port-missing',
  severity: 'error',
  what: 'A TCP server has no port, or port 0.',
  why: 'The schema takes a `<server>` without `port`, but libvirt does not choose one: it refuses to start the backup with "must specify TCP port". NBD\'s own port is 10809; two backups at the same time on one host need two ports.',
  wrong: `<domainbackup mode='pull'>
  <server transport='tcp' name='localhost'/>
  <disks>
    <disk name='vda' type='file'>
      <scratch file='/backup/vda.scratch'/>
    </disk>
  </disks>
</domainbackup>
`,
  right: `<domainbackup mode='pull'>
  <server transport='tcp' name='localhost' port='10809'/>
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
    if (server?.transport !== 'tcp') return;
    const help = `name a port, such as port='${NBD_PORT}'`;
    const { port } = server;
    if (!port) {
      const message = '<server> names no TCP port; libvirt does not choose one';
      yield { ...namePlace(server.element), message, help, fix: addAttribute(server.element, 'port', NBD_PORT, false) };
    } else if (/^0+$/.test(port.raw)) {
      const message = `port='${port.raw}' is no TCP port; libvirt does not choose one`;
      const fix = replaceValue(port, NBD_PORT, false);
      yield { ...attributePlace(port), message, actual: port.raw, expected: '1 to 65535', help, fix };
    }
  },
};
