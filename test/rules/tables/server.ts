import { pull, type Table, VDA_SCRATCH } from './table.js';

const server = (attributes: string) => pull(VDA_SCRATCH, '', `<server ${attributes}/>`);
const bare = (attributes: string) => pull(VDA_SCRATCH, '', `<[[server]] ${attributes}/>`);
const S108 = `/${'s'.repeat(107)}`;

export const SERVER: readonly Table[] = [
  {
    code: 'server-port-missing',
    reject: [
      {
        xml: bare("transport='tcp' name='localhost'"),
        message: '<server> names no TCP port; libvirt does not choose one',
        fixed: server("transport='tcp' name='localhost' port='10809'"),
      },
      { xml: bare("name='localhost'"), message: '<server> names no TCP port; libvirt does not choose one' },
      {
        xml: server("name='localhost' [[port='0']]"),
        message: "port='0' is no TCP port; libvirt does not choose one",
        fixed: server("name='localhost' port='10809'"),
      },
      { xml: server("name='h' [[port='000']]"), message: "port='000' is no TCP port; libvirt does not choose one" },
    ],
    accept: [
      { xml: server("name='localhost' port='1'") },
      { xml: server("name='localhost' port='010809'") },
      { xml: server("transport='unix' socket='/run/s'") },
      { xml: server("transport='fd' fdgroup='g'") },
      { xml: server("name='localhost' prot='1'"), setting: { schemaValid: false } },
      { xml: '<domainbackup/>' },
    ],
  },
  {
    code: 'server-port-range',
    reject: [
      {
        xml: server("name='localhost' port='[[65536]]'"),
        message: 'port 65536 is out of range; TCP ports end at 65535',
      },
      {
        xml: server("name='localhost' port='[[4294967295]]'"),
        message: 'port 4294967295 is out of range; TCP ports end at 65535',
      },
    ],
    accept: [
      { xml: server("name='localhost' port='65535'") },
      { xml: server("name='localhost' port='00000065535'") },
      { xml: server("name='localhost' port='4294967296'"), setting: { schemaValid: false } },
      { xml: server("name='localhost' port='-1'"), setting: { schemaValid: false } },
    ],
  },
  {
    code: 'socket-path-length',
    reject: [
      {
        xml: server(`transport='unix' socket='[[${S108}s]]'`),
        message: 'the socket path is 109 bytes long; the kernel takes 108 at most',
      },
      {
        xml: server(`transport='unix' socket='[[/${'ü'.repeat(54)}]]'`),
        message: 'the socket path is 109 bytes long; the kernel takes 108 at most',
      },
    ],
    accept: [{ xml: server(`transport='unix' socket='${S108}'`) }],
  },
  {
    code: 'socket-confined',
    reject: [
      {
        xml: server("transport='unix' socket='[[/var/tmp/nbd.1]]'"),
        message:
          "QEMU itself creates the socket '/var/tmp/nbd.1'; under AppArmor or SELinux it may not do so below /var/tmp",
      },
      {
        xml: server("transport='unix' socket='[[/srv/../tmp/s]]'"),
        message:
          "QEMU itself creates the socket '/srv/../tmp/s'; under AppArmor or SELinux it may not do so below /tmp",
      },
    ],
    accept: [
      { xml: server("transport='unix' socket='/run/libvirt/s'") },
      { xml: server("transport='unix' socket='/tmpfiles/s'") },
    ],
  },
  {
    code: 'server-exposed',
    reject: [
      {
        xml: server("name='[[0.0.0.0]]' port='1'"),
        message:
          "the server listens on every interface ('0.0.0.0') without TLS: whoever reaches the port can read the disks",
      },
      {
        xml: server("name='[[0:0::0]]' port='1' tls='no'"),
        message:
          "the server listens on every interface ('0:0::0') without TLS: whoever reaches the port can read the disks",
      },
      {
        xml: server("name='[[8.8.8.8]]' port='1'"),
        message:
          "the server listens on a public address ('8.8.8.8') without TLS: whoever reaches the port can read the disks",
      },
    ],
    accept: [
      { xml: server("name='0.0.0.0' port='1' tls='yes'") },
      { xml: server("name='127.0.0.1' port='1'") },
      { xml: server("name='0:0::1' port='1'") },
      { xml: server("name='::ffff:127.0.0.1' port='1'") },
      { xml: server("name='10.0.0.1' port='1'") },
      { xml: server("name='backup.example.com' port='1'") },
    ],
  },
  {
    code: 'server-unencrypted',
    reject: [
      {
        xml: server("name='[[10.1.2.3]]' port='1'"),
        message: "the server on '10.1.2.3' has no TLS: check who reaches its port",
      },
      {
        xml: server("name='[[fd00::1]]' port='1'"),
        message: "the server on 'fd00::1' has no TLS: check who reaches its port",
      },
      {
        xml: server("name='[[host-1]]' port='1'"),
        message: "the server on 'host-1' has no TLS: check who reaches its port",
      },
    ],
    accept: [
      { xml: server("name='LOCALHOST' port='1'") },
      { xml: server("name='10.1.2.3' port='1' tls='yes'") },
      { xml: server("name='0.0.0.0' port='1'") },
    ],
  },
  {
    code: 'value-padded',
    reject: [
      {
        xml: "<domainbackup mode='[[ push ]]'/>",
        message: "mode=' push ' has white space around its value, which libvirt does not ignore",
        fixed: "<domainbackup mode='push'/>",
      },
      {
        xml: pull(VDA_SCRATCH),
        setting: {
          newCheckpoint: "<domaincheckpoint><disks><disk name='vda' checkpoint='[[ no]]'/></disks></domaincheckpoint>",
        },
        message: "checkpoint=' no' has white space around its value, which libvirt does not ignore",
      },
      {
        xml: pull(
          "<disk name='vda' backup='[[ no]]'/>",
          '',
          "<server transport='[[tcp ]]' tls='[[ no]]' name='localhost' port='1'/>",
        ),
        message: "transport='tcp ' has white space around its value, which libvirt does not ignore",
      },
      {
        xml: `<domainbackup><disks><disk name='vda' backup='[[ yes]]' type='[[ file]]' backupmode='[[ full]]'><driver type='[[raw ]]'/><target file='/b/a'>
<seclabel model='dac' relabel='[[ no]]'/><encryption format='[[ luks]]' engine='[[qemu ]]'><secret type='[[ passphrase]]' usage='u'/></encryption></target></disk></disks></domainbackup>`,
        message: "backup=' yes' has white space around its value, which libvirt does not ignore",
      },
    ],
    accept: [
      // behind backup="no" libvirt reads nothing more
      { xml: `<domainbackup><disks><disk name='vda' backup='no' backupmode=' full'/></disks></domainbackup>` },
      { xml: "<domainbackup mode=''/>", setting: { schemaValid: false } },
      { xml: pull(VDA_SCRATCH) },
    ],
  },
];
