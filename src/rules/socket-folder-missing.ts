import { folderOf } from '../host/facts.js';
import { placeOf } from '../model/values.js';
import { exampleHost } from './examples.js';
import type { Rule } from './rule.js';
import { quoted } from './say.js';

export const socketFolderMissing: Rule = {
  code: 'socket-folder-missing',
  severity: 'error',
  what: 'The folder of the UNIX socket does not exist.',
  why: 'QEMU creates the socket, but no folders, and refuses with "Failed to bind socket: No such file or directory". Needs `--host`.',
  wrong: `<domainbackup mode='pull'>
  <server transport='unix' socket='/backup/nbd.sock'/>
  <disks>
    <disk name='vda' type='file'>
      <scratch file='/srv/vda.scratch'/>
    </disk>
  </disks>
</domainbackup>
`,
  right: `<domainbackup mode='pull'>
  <server transport='unix' socket='/run/nbd.sock'/>
  <disks>
    <disk name='vda' type='file'>
      <scratch file='/srv/vda.scratch'/>
    </disk>
  </disks>
</domainbackup>
`,
  setting: {
    host: exampleHost({ '/backup/nbd.sock': 'missing' }, { kind: 'missing', writable: false, free: undefined }),
  },
  onRefused: true,
  *check({ backup, host }) {
    const { server } = backup;
    const path = server?.transport === 'unix' ? server.socket : undefined;
    const folder = path && folderOf(path.raw);
    const kind = folder === undefined ? undefined : host?.folders.get(folder)?.kind;
    if (!path || !folder || !kind || kind === 'folder' || kind === 'unknown') return;
    yield {
      ...placeOf(path),
      message: `${quoted(folder)}, where the socket is to be created, ${kind === 'missing' ? 'does not exist' : 'is not a folder'}`,
      help: 'create the folder first, so that QEMU may write to it',
    };
  },
};
