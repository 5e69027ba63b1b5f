import { placeOf } from '../model/values.js';
import type { Rule } from './rule.js';

const HIGHEST_PORT = 65535;
/** What lies above is no unsignedInt, which the schema says already (format.md section 1). */
const HIGHEST_UNSIGNED = 4294967295;

export const serverPortRange: Rule = {
  code: 'server-port-range',
  severity: 'error',
  what: 'A TCP port is above 65535.',
  why: 'The schema takes any 32-bit number as a port, but TCP has none above 65535: libvirt refuses it as out of range.',
  wrong: `<domainbackup mode='pull'>
  <server transport='tcp' name='localhost' port='108090'/>
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
  onRefused: true,
  mentions: ['port'],
  *check({ backup }) {
    const port = backup.server?.port;
    if (!port || !/^\d+$/.test(port.raw)) return;
    const number = Number(port.raw);
    if (number <= HIGHEST_PORT || number > HIGHEST_UNSIGNED) return;
    yield {
      ...placeOf(port),
      message: `port ${port.raw} is out of range; TCP ports end at ${HIGHEST_PORT}`,
      actual: port.raw,
      expected: `1 to ${HIGHEST_PORT}`,
      help: `choose a port from 1 to ${HIGHEST_PORT}`,
    };
  },
};
