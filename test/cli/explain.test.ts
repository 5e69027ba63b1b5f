import { expect, it } from 'vitest';
import { allCodes } from '../../src/codes.js';
import { backupxml } from './process.js';

it('tells about an attribute', () => {
  expect(backupxml(['explain', 'server/@socket'])).toEqual({
    status: 0,
    stderr: '',
    stdout: `server/@socket
==============

The path of the socket that QEMU makes, such as /run/backup/nbd.sock.

  On      <server>
  Mode    pull
  With    <server> transport="unix"
  Needed  yes
  Value   an absolute path, such as /var/backup/vda.qcow2
  Since   6.0.0, the first release with backups

Example:

  <domainbackup mode='pull'>
    <server transport='unix' socket='/run/backup/nbd.sock'/>
  </domainbackup>

What goes wrong:

  socket-confined
      The UNIX socket lies in a folder where a confined QEMU may not create it.
  socket-folder-missing
      The folder of the UNIX socket does not exist.
  socket-path-length
      The path of the UNIX socket is longer than 108 bytes.
`,
  });
});

it('tells about a code as markdown', () => {
  const { status, stdout } = backupxml(['explain', 'incremental-vmdk', '--format', 'markdown']);
  expect(status).toBe(0);
  expect(stdout).toMatch(/^# incremental-vmdk\n\nAn incremental push goes to a vmdk file\.\n\n- Severity: error\n/);
  expect(stdout).toContain("```\n5:21: disk 'vda' cannot be backed up incrementally to format 'vmdk'\n");
});

it('tells about a release as JSON', () => {
  const { status, stdout } = backupxml(['explain', '11.4', '--format', 'json']);
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject([
    { kind: 'release', release: '11.4.0', generation: '11.3.0', until: '11.5.0', lacks: [{ name: 'disk/@name' }] },
  ]);
});

it('lists all that it can explain, in 80 columns', () => {
  const { status, stdout } = backupxml(['explain']);
  expect(status).toBe(0);
  const lines = stdout.split('\n');
  for (const name of [...allCodes().map(({ code }) => code), 'server/@port', 'domaincheckpoint']) {
    expect(lines).toContain(`  ${name}`);
  }
  expect(lines.filter((line) => line.length > 80)).toEqual([]);
});

it('lists all as JSON', () => {
  const { stdout } = backupxml(['explain', '--format', 'json']);
  expect(JSON.parse(stdout)).toContainEqual({
    kind: 'attribute',
    name: 'server/@port',
    summary: expect.stringContaining('TCP port'),
  });
});

it.each([
  ['servr', 'error: "servr" is no code, element, attribute or release that is known; did you mean server?\n'],
  ['%%', 'error: "%%" is no code, element, attribute or release that is known; `backupxml explain` lists all\n'],
])('does not know %s', (thing, stderr) => {
  expect(backupxml(['explain', thing])).toEqual({ status: 2, stdout: '', stderr });
});

it('shows what is unknown without sending it to the terminal', () => {
  expect(backupxml(['explain', '\u001b[31m']).stderr).not.toContain('\u001b');
});
