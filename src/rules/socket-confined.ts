import { placeOf } from '../model/values.js';
import { isAtLeast } from '../release.js';
import { folderHolding } from './paths.js';
import type { Rule } from './rule.js';
import { quoted } from './say.js';

/** Folders that the policies of SELinux and AppArmor for QEMU leave out, or that services see privately. */
const UNFIT_FOLDERS = ['/tmp', '/var/tmp', '/home', '/root'];
/** Where `transport="fd"` came (format.md section 2). */
const FD_SINCE = '11.3.0';

export const socketConfined: Rule = {
  code: 'socket-confined',
  severity: 'info',
  what: 'The UNIX socket lies in a folder where a confined QEMU may not create it.',
  why: 'QEMU itself makes the socket, not libvirt. Where AppArmor or SELinux confines QEMU, it may bind only in folders that the policy covers, and fails with "Permission denied" in `/tmp`, `/var/tmp` or a home folder. `/tmp` can also be private to the service, so that a client does not see the socket. A folder such as `/var/lib/libvirt/qemu` or `/run/libvirt` is covered; from 11.3.0 on, `transport="fd"` takes a socket that the caller opened.',
  wrong: `<domainbackup mode='pull'>
  <server transport='unix' socket='/var/tmp/nbd.sock'/>
  <disks>
    <disk name='vda' type='file'>
      <scratch file='/backup/vda.scratch'/>
    </disk>
  </disks>
</domainbackup>
`,
  right: `<domainbackup mode='pull'>
  <server transport='unix' socket='/var/lib/libvirt/qemu/nbd.sock'/>
  <disks>
    <disk name='vda' type='file'>
      <scratch file='/backup/vda.scratch'/>
    </disk>
  </disks>
</domainbackup>
`,
  onRefused: false,
  mentions: ['socket'],
  *check({ backup, release }) {
    const socket = backup.server?.socket;
    const folder = socket && folderHolding(socket.raw, UNFIT_FOLDERS);
    if (!folder) return;
    const other = isAtLeast(release, FD_SINCE) ? ", or hand over an open socket with transport='fd'" : '';
    yield {
      ...placeOf(socket),
      message: `QEMU itself creates the socket ${quoted(socket.raw)}; under AppArmor or SELinux it may not do so below ${folder}`,
      help: `choose a folder that the policy covers, such as /var/lib/libvirt/qemu${other}`,
    };
  },
};
