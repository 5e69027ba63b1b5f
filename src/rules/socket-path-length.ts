import { placeOf } from '../model/values.js';
import type { Rule } from './rule.js';
import { byteLength } from './say.js';

/** Of `sockaddr_un` on Linux; a path of just this length still starts (format.md section 3). */
const LONGEST_SOCKET_PATH = 108;

export const socketPathLength: Rule = {
  code: 'socket-path-length',
  severity: 'error',
  what: 'The path of the UNIX socket is longer than 108 bytes.',
  why: 'The kernel keeps the path of a UNIX socket in 108 bytes. QEMU refuses a longer one when the backup starts, with "UNIX socket path is too long". Bytes count, not characters: a letter outside ASCII takes two or more.',
  wrong: `<domainbackup mode='pull'>
  <server transport='unix' socket='/backup/customers/example-corporation/production/database-server-in-the-first-rack/2026-11-25/full-backup.sock'/>
  <disks>
    <disk name='vda' type='file'>
      <scratch file='/backup/vda.scratch'/>
    </disk>
  </disks>
</domainbackup>
`,
  right: `<domainbackup mode='pull'>
  <server transport='unix' socket='/run/backup/db1.sock'/>
  <disks>
    <disk name='vda' type='file'>
      <scratch file='/backup/vda.scratch'/>
    </disk>
  </disks>
</domainbackup>
`,
  onRefused: true,
  mentions: ['socket'],
  *check({ backup }) {
    const socket = backup.server?.socket;
    if (!socket) return;
    const length = byteLength(socket.raw);
    if (length <= LONGEST_SOCKET_PATH) return;
    yield {
      ...placeOf(socket),
      message: `the socket path is ${length} bytes long; the kernel takes ${LONGEST_SOCKET_PATH} at most`,
      actual: `${length} bytes`,
      expected: `at most ${LONGEST_SOCKET_PATH} bytes`,
      help: 'put the socket into a folder with a shorter path, such as /run/backup',
    };
  },
};
