import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CHECKPOINT, call, DOMAIN } from './call.js';

const ALL_NOTE =
  'note: all disks that have media and are not read-only take part; libvirt names their files (--disk, or --domain FILE, would list them)\n';

/** Names of files hold the time of the run. */
const timeless = (text: string): string => text.replaceAll(/\d{4}-\d\d-\d\d-\d{6}/g, 'NOW');

const text = (...lines: string[]): string => lines.map((line) => `${line}\n`).join('');

describe('new, from flags', () => {
  it('makes a document that can be started of --pull --incremental alone', async () => {
    expect(await call(['new', '--pull', '--incremental', 'cp1'])).toEqual({
      code: 0,
      stdout: text(
        "<domainbackup mode='pull'>",
        '  <incremental>cp1</incremental>',
        "  <server transport='tcp' name='localhost' port='10809'/>",
        '</domainbackup>',
      ),
      stderr: `note: the server listens on localhost, port 10809 (--host and --port would say otherwise)\n${ALL_NOTE}`,
    });
  });

  it('says everything that the format knows', async () => {
    const vda =
      'vda,file=/b/a,,b.qcow2,format=qcow2,backupmode=incremental,incremental=cp0,exportname=x <&>,exportbitmap=b,encryption.secret=f3d2606c-46cd-46c1-8973-0f9dcf537d7a,' +
      "encryption.engine=qemu,cipher=aes-256-cbc-sha256,ivgen=plain64,seclabel.model=dac,seclabel.label=it's,seclabel2.model=selinux,seclabel2.relabel=no";
    const argv = [
      'new',
      '--pull',
      '--host',
      '::1',
      '--port',
      '10810',
      '--tls',
      '--disk',
      vda,
      '--disk',
      'vdb,dev=/dev/vg0/scratch',
      '--exclude',
      'vdc',
    ];
    expect((await call(argv)).stdout).toBe(
      text(
        "<domainbackup mode='pull'>",
        "  <server transport='tcp' tls='yes' name='::1' port='10810'/>",
        '  <disks>',
        "    <disk name='vda' backup='yes' type='file' backupmode='incremental' incremental='cp0' exportname='x &lt;&amp;&gt;' exportbitmap='b'>",
        "      <driver type='qcow2'/>",
        "      <scratch file='/b/a,b.qcow2'>",
        "        <seclabel model='dac' relabel='yes'>",
        '          <label>it&apos;s</label>',
        '        </seclabel>',
        "        <seclabel model='selinux' relabel='no'/>",
        "        <encryption format='luks' engine='qemu'>",
        "          <secret type='passphrase' uuid='f3d2606c-46cd-46c1-8973-0f9dcf537d7a'/>",
        "          <cipher name='aes' size='256' mode='cbc' hash='sha256'/>",
        "          <ivgen name='plain64'/>",
        '        </encryption>',
        '      </scratch>',
        '    </disk>',
        "    <disk name='vdb' backup='yes' type='block'>",
        "      <scratch dev='/dev/vg0/scratch'/>",
        '    </disk>',
        "    <disk name='vdc' backup='no'/>",
        '  </disks>',
        '</domainbackup>',
      ),
    );
  });

  it.each([
    [['--socket', '/run/a b'], "<server transport='unix' socket='/run/a b'/>"],
    [['--fdgroup', 'nbd'], "<server transport='fd' fdgroup='nbd'/>"],
    [['--no-tls', '--port', '1'], "<server transport='tcp' tls='no' name='localhost' port='1'/>"],
    [
      ['--dir', '/b/', '--name-template', '{disk}-{mode}', '--disk', 'vda', '--libvirt', '6.0'],
      "<scratch file='/b/vda-full'/>",
    ],
    [
      ['--dir', '/b', '--name-template', '{checkpoint}/{disk}', '--disk', 'vda', '--incremental', 'a/b'],
      "<scratch file='/b/a_b/vda'/>",
    ],
    [['--disk', 'vda', '--dir', '/b'], "<scratch file='/b/vda-scratch-NOW.qcow2'/>"],
  ])('%j', async (flags, expected) => {
    const { code, stdout } = await call(['new', '--pull', ...flags]);
    expect(code).toBe(0);
    expect(timeless(stdout)).toContain(expected);
  });

  it.each([
    [
      [],
      'new needs to know who moves the data: --push (QEMU writes the backup) or --pull (a client fetches it over NBD)',
    ],
    [['--push', '--pull'], '--push and --pull contradict: leave one of them out'],
    [
      ['--push', '--port', '1'],
      '--push and --port contradict: only a pull backup has a server; leave --port out, or write --pull',
    ],
    [
      ['--push', '--no-tls'],
      '--push and --no-tls contradict: only a pull backup has a server; leave --no-tls out, or write --pull',
    ],
    [['--pull', '--tls', '--no-tls'], '--tls and --no-tls contradict: leave one of them out'],
    [
      ['--pull', '--socket', '/s', '--port', '1'],
      '--port and --socket contradict: the server listens in one place; leave one of them out',
    ],
    [
      ['--push', '--disk', 'vda,backupmode=full,incremental=cp1'],
      '--disk vda: backupmode=full and incremental=cp1 contradict: leave one of them out',
    ],
    [
      ['--push', '--disk', 'vda,file=/a,dev=/b'],
      '--disk vda: file=/a and dev=/b contradict: a disk goes to one of them',
    ],
    [
      ['--push', '--disk', 'vda,exportname=x'],
      '--disk vda: exportname=x and --push contradict: only a pull backup has exports; leave exportname= out, or write --pull',
    ],
    [['--push', '--disk', 'vda', '--exclude', 'vda'], '--disk vda and --exclude vda contradict: leave one of them out'],
    [['--push', '--disk', 'vda', '--disk', 'vda'], '--disk vda is said twice: write one --disk for each disk'],
    [
      ['--push', '--exclude', 'vda'],
      '--exclude vda alone leaves no disk to back up: name the others with --disk, or give the domain with --domain FILE',
    ],
    [
      ['--push', '--all-disks', '--dir', '/b'],
      '--all-disks and --dir contradict: with --all-disks no disk is listed; leave one of them out',
    ],
    [
      ['--push', '--dir', '/b'],
      '--dir needs to know the disks: name them with --disk, or give the domain with --domain FILE',
    ],
    [
      ['--push', '--incremental', ''],
      '--incremental is empty, as from a variable that is not set: name a checkpoint, or leave it out for a full backup',
    ],
    [['--push', '--disk', 'vda,file=b.qcow2'], /^--disk vda,file=b\.qcow2: .*absolute path/],
    [['--push', '--disk', 'vda', '--dir', 'b'], /^--dir b for vda: .*absolute path/],
    [
      ['--push', '--disk', 'vda,file=/b,format=qcow3'],
      /^--disk vda,format=qcow3: .*a format that libvirt knows by name.*"qcow2"/,
    ],
    [
      ['--push', '--libvirt', '9.0', '--disk', 'vda'],
      /^--disk vda has no file, and libvirt 9\.0\.0 does not make one up \(10\.0\.0 and newer do\): give it one with --disk vda,file=PATH/,
    ],
    [['--pull', '--libvirt', '9.0', '--fdgroup', 'x'], /^--fdgroup: .*11\.3\.0/],
    [['--pull', '--libvirt', '6.0', '--tls'], /^--tls: .*6\.6\.0/],
    [['--pull', '--port', '70000'], /^--port 70000: .*out of range/],
    [['--push', '--disk', 'vda,file=/b/x', '--disk', 'vdb,file=/b/./x'], /^--disk vdb,file=\/b\/\.\/x: .*same target/],
    [
      ['--push', '--dir', '/b', '--name-template', 'x', '--disk', 'vda', '--disk', 'vdb'],
      '--name-template x gives vda and vdb one and the same file: put {disk} in it',
    ],
    [
      ['--push', '--dir', '/b', '--name-template', '{disk}'.repeat(200), '--disk', 'vda'],
      /^--name-template .* is longer than the name of a file can be$/,
    ],
    [
      ['--push', '--dir', '/b', '--name-template', '{dsk}', '--disk', 'vda'],
      '--name-template "{dsk}": there is no {dsk}; did you mean {disk}?',
    ],
    [
      ['--push', '--checkpoint-name', 'c'],
      "--checkpoint-name needs --checkpoint-output FILE, for the checkpoint's document",
    ],
    [['--push', '-o', ''], '--output is empty: name a file'],
    [['--push', '-o', `/tmp/${'x'.repeat(300)}`], /its name is too long/],
    [['--push', '--force'], '--force overwrites a file and needs one: --output FILE'],
    [
      ['--push', '--disk', 'vda,exportname=\u0001,file=/b', '--pull'],
      '--push and --pull contradict: leave one of them out',
    ],
    [['--pull', '--disk', 'vda,exportname=\u0001,file=/b'], '--disk vda: the character U+0001 is not allowed in XML'],
    [['--push', '--incremental', 'x'.repeat(70000)], /^--incremental x{80}\.\.\./],
  ])('%j is wrong usage', async (flags, message) => {
    const { code, stdout, stderr } = await call(['new', ...flags]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr.endsWith('\n')).toBe(true);
    const [, said] = /^error: ([^\n]*)\n$/.exec(stderr) ?? [];
    if (typeof message === 'string') expect(said).toBe(message);
    else expect(said).toMatch(message);
  });
});

describe('new, from the domain', () => {
  it('takes every disk that can be taken, and says why it leaves out others', async () => {
    const { code, stdout, stderr } = await call(
      ['new', '--push', '--domain', '-', '--dir', '/backup'],
      readFileSync(DOMAIN, 'utf8'),
    );
    expect(code).toBe(0);
    expect(timeless(stdout)).toBe(
      text(
        "<domainbackup mode='push'>",
        '  <disks>',
        ...['vda', 'vdb', 'vdc'].flatMap((name) => [
          `    <disk name='${name}' backup='yes' type='file' backupmode='full'>`,
          "      <driver type='qcow2'/>",
          `      <target file='/backup/t1-${name}-full-NOW.qcow2'/>`,
          '    </disk>',
        ]),
        "    <disk name='sda' backup='no'/> <!-- an empty CD-ROM drive -->",
        "    <disk name='sdb' backup='no'/> <!-- read-only, a CD-ROM -->",
        '  </disks>',
        '</domainbackup>',
      ),
    );
    expect(stderr).toContain('note: sda is left out: an empty CD-ROM drive\n');
  });

  it('is incremental where the checkpoint has a bitmap, and full elsewhere', async () => {
    const { stdout, stderr } = await call(['new', '--push', '--domain', DOMAIN, '--checkpoint', CHECKPOINT]);
    expect(stdout).toContain('<incremental>cp1</incremental>');
    expect(stdout.match(/name='(\w+)' backup='yes' type='file' backupmode='\w+'/g)).toEqual([
      "name='vda' backup='yes' type='file' backupmode='incremental'",
      "name='vdb' backup='yes' type='file' backupmode='incremental'",
      "name='vdc' backup='yes' type='file' backupmode='full'",
    ]);
    expect(timeless(stdout)).toContain("<target file='/var/lib/libvirt/images/t1-vda-incremental-NOW.qcow2'/>");
    expect(stderr).toContain('note: in full, as without a bitmap of checkpoint cp1: vdc\n');
  });

  it('leaves out what cannot be incremental, where nothing but the name of the checkpoint is known', async () => {
    const { stdout } = await call(['new', '--push', '--domain', DOMAIN, '--incremental', 'cp1', '--libvirt', '6.0']);
    expect(stdout).toContain(
      "<disk name='vdc' backup='no'/> <!-- no bitmap possible in a raw image, so it cannot be incremental -->",
    );
    // 6.0.0 does not know backupmode
    expect(stdout).not.toContain('backupmode');
  });

  it('lists only the disks that were asked for', async () => {
    const { stdout } = await call([
      'new',
      '--push',
      '--domain',
      DOMAIN,
      '--disk',
      'vdb,file=/b/b,format=raw',
      '--exclude',
      'vda',
    ]);
    expect(stdout.match(/<disk name='\w+' backup='\w+'/g)).toEqual([
      "<disk name='vdb' backup='yes'",
      "<disk name='vda' backup='no'",
    ]);
    expect(stdout).toContain("<driver type='raw'/>");
  });

  it.each([
    [['--domain', DOMAIN, '--disk', 'vdaa'], '--disk vdaa: the domain has no such disk; did you mean vda?'],
    [
      ['--domain', DOMAIN, '--exclude', 'hdz'],
      '--exclude hdz: the domain has no such disk; it has vda, vdb, vdc, sda, sdb',
    ],
    [['--domain', DOMAIN, '--disk', 'sda'], '--disk sda: an empty CD-ROM drive has nothing to back up'],
    [
      ['--domain', DOMAIN, '--exclude', 'vda', '--exclude', 'vdb', '--exclude', 'vdc'],
      '--domain: no disk of the domain is left to back up (vda: --exclude; vdb: --exclude; vdc: --exclude; sda: an empty CD-ROM drive; sdb: read-only, a CD-ROM)',
    ],
    [
      ['--domain', DOMAIN, '--name-template', '{disk}.qcow2'],
      '--name-template "{disk}.qcow2" for vda: the target of disk \'vda\' is the source',
    ],
    [
      ['--domain', DOMAIN, '--checkpoint', CHECKPOINT, '--libvirt', '6.0'],
      'vdc has no bitmap of checkpoint cp1, and libvirt 6.0.0 cannot save it in full beside incremental ones',
    ],
    [
      ['--checkpoint', CHECKPOINT, '--incremental', 'cp2'],
      '--incremental cp2 is none of the checkpoints given with --checkpoint, cp1',
    ],
    [['--domain', CHECKPOINT], 'is a <domaincheckpoint>, --domain wants a <domain>'],
  ])('%j is wrong usage', async (flags, message) => {
    const { code, stderr } = await call(['new', '--push', ...flags]);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });
});

describe('new, to files', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'backupxml-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('writes the pair and says what comes next', async () => {
    const [backup, checkpoint] = [join(folder, 'a.xml'), join(folder, "it's.xml")];
    const argv = ['new', '--pull', '--domain', DOMAIN, '--checkpoint', CHECKPOINT, '--checkpoint-name', 'cp2'];
    const { code, stdout, stderr } = await call([
      ...argv,
      '--host',
      'fe80::1',
      '--port',
      '1',
      '-o',
      backup,
      '--checkpoint-output',
      checkpoint,
    ]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(readFileSync(checkpoint, 'utf8')).toBe(
      text(
        '<domaincheckpoint>',
        '  <name>cp2</name>',
        '  <disks>',
        "    <disk name='vda' checkpoint='bitmap'/>",
        "    <disk name='vdb' checkpoint='bitmap'/>",
        '  </disks>',
        '</domaincheckpoint>',
      ),
    );
    expect(stderr).toContain(
      text(
        `start the backup:  virsh backup-begin t1 ${backup} '${folder}/it'\\''s.xml'`,
        "read it over NBD:  'nbd://[fe80::1]:1/vda'  (changed blocks: qemu:dirty-bitmap:backup-vda)",
        "read it over NBD:  'nbd://[fe80::1]:1/vdb'  (changed blocks: qemu:dirty-bitmap:backup-vdb)",
        "read it over NBD:  'nbd://[fe80::1]:1/vdc'",
        'end it when done:  virsh domjobabort t1',
      ),
    );
    expect(readdirSync(folder).sort()).toEqual(['a.xml', "it's.xml"]);
  });

  it('quotes hostile names for the shell, and percent-encodes them in addresses', async () => {
    const domain = join(folder, 'domain.xml');
    writeFileSync(domain, readFileSync(DOMAIN, 'utf8').replace('<name>t1</name>', "<name>-it's\u{202E}</name>"));
    const argv = [
      'new',
      '--pull',
      '--domain',
      domain,
      '--socket',
      "/run/it's $HOME",
      '--disk',
      'vda,exportname=a?b#c/é',
      '-o',
      join(folder, '$(id).xml'),
    ];
    const { stderr } = await call(argv);
    expect(stderr).toContain(
      text(
        `start the backup:  virsh backup-begin --domain $'-it\\'s\\342\\200\\256' '${folder}/$(id).xml'`,
        "read it over NBD:  'nbd+unix:///a%3Fb%23c/%C3%A9?socket=/run/it'\\''s%20%24HOME'",
        "end it when done:  virsh domjobabort --domain $'-it\\'s\\342\\200\\256'",
      ),
    );
  });

  it('overwrites with --force alone, and keeps the mode', async () => {
    const file = join(folder, 'a.xml');
    writeFileSync(file, 'old');
    chmodSync(file, 0o640);
    const refused = await call(['new', '--push', '-o', file]);
    expect(refused).toMatchObject({
      code: 2,
      stderr: `error: ${file} exists already: overwrite it with --force, or name another file\n`,
    });
    expect(readFileSync(file, 'utf8')).toBe('old');
    expect(await call(['new', '--push', '-fo', file])).toMatchObject({ code: 0 });
    expect(readFileSync(file, 'utf8')).toBe("<domainbackup mode='push'/>\n");
    expect(statSync(file).mode & 0o777).toBe(0o640);
    expect(readdirSync(folder)).toEqual(['a.xml']);
  });

  it('has no way for a disk without an image file but a folder', async () => {
    const domain = join(folder, 'domain.xml');
    const network = `<disk type='network'><driver type='raw'/><source protocol='nbd' name='x'/><target dev='vde'/></disk>`;
    writeFileSync(domain, readFileSync(DOMAIN, 'utf8').replace('<controller', `${network}<controller`));
    expect(await call(['new', '--push', '--domain', domain])).toMatchObject({
      code: 2,
      stderr:
        'error: vde has no image file, beside which its backup could lie: choose a folder for all with --dir DIR, or leave it out with --exclude vde\n',
    });
    expect((await call(['new', '--push', '--domain', domain, '--dir', '/b'])).stdout).toContain(
      "<target file='/b/t1-vde-full-",
    );
  });

  it('writes both documents or none', async () => {
    const file = join(folder, 'a.xml');
    const argv = ['new', '--push', '--disk', 'vda', '-o', file, '--checkpoint-name', 'c', '--checkpoint-output'];
    const missing = await call([...argv, join(folder, 'none', 'c.xml')]);
    expect(missing).toMatchObject({
      code: 2,
      stderr: `error: ${folder}/none/c.xml cannot be written: its folder does not exist: ${folder}/none\n`,
    });
    expect(await call([...argv, folder])).toMatchObject({
      code: 2,
      stderr: `error: ${folder} cannot be written: is a folder: name a file in it\n`,
    });
    expect(await call([...argv, file])).toMatchObject({ code: 2 });
    expect(existsSync(file)).toBe(false);
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each([
    [
      ['--checkpoint-name', 'cp1', '--checkpoint', CHECKPOINT],
      '--checkpoint-name cp1 exists already, as --checkpoint says: give the new one another name',
    ],
    [['--checkpoint-name', 'cp1', '--incremental', 'cp1'], '--checkpoint-name cp1 and --incremental cp1 contradict:'],
    [['--checkpoint-name', 'a/b'], '--checkpoint-name a/b: '],
    [['--checkpoint-name', '.a'], '--checkpoint-name .a: '],
    [
      ['--checkpoint-name', 'c', '--domain', DOMAIN, '--disk', 'vdc'],
      '--checkpoint-name c: no disk of the backup can carry a bitmap',
    ],
  ])('%j is wrong usage', async (flags, message) => {
    const { code, stderr } = await call(['new', '--push', '--checkpoint-output', join(folder, 'c.xml'), ...flags]);
    expect(code).toBe(2);
    expect(stderr).toContain(`error: ${message}`);
    expect(readdirSync(folder)).toEqual([]);
  });
});
