import { describe, expect, it } from 'vitest';
import { explainers } from './explain.js';

interface Said {
  /** What is underlined. */
  readonly at: string;
  readonly code: string;
  readonly message: string;
  readonly help: string;
}

interface Case {
  readonly xml: string;
  readonly release?: string;
  readonly said: readonly Said[];
}

const CASES: readonly Case[] = [
  {
    xml: "<domainbackup><disks><disks><disk name='vda'/><disk name='vdb' type='file'/></disks></disks></domainbackup>",
    said: [
      {
        at: 'disks',
        code: 'element-misplaced',
        message: '<disks> stands in another <disks>',
        help: 'remove the start tag and the end tag of one of the two, and keep what stands between them',
      },
    ],
  },
  {
    // What looks cheaper at first, to read the inner <disks> as a <disk>, leads nowhere.
    xml: "<domainbackup><disks><disks><scratch><disk name='vda' backup='yes'/></scratch><disk name='vdb' backupmode='incremental' incremental='cp0' backup='yes' type='file'><label file='/b'/><driver/></disk></disks></disks></domainbackup>",
    said: [
      {
        at: 'disks',
        code: 'element-missing',
        message: '<disks> lacks <disk>',
        help: 'add <disk> to <disks>',
      },
      {
        at: 'disks',
        code: 'element-misplaced',
        message: '<disks> is not allowed in <disks>; it belongs in <domainbackup>',
        help: 'remove it: <disks> may hold <disk> here',
      },
    ],
  },
  {
    xml: "<domainbackup mode='pull'><disks><server name='localhost' port='1'/><disk name='vda'/></disks></domainbackup>",
    said: [
      {
        at: 'server',
        code: 'element-misplaced',
        message: '<server> is not allowed in <disks>; it belongs in <domainbackup>',
        help: 'move it out of <disks>, directly into <domainbackup>',
      },
    ],
  },
  {
    xml: "<domainbackup mode='pull'><disks><disk name='vda'><server name='localhost' port='1'/></disk></disks></domainbackup>",
    said: [
      {
        at: 'server',
        code: 'element-misplaced',
        message: '<server> is not allowed in <disk>; it belongs in <domainbackup>',
        help: 'move it out of <disk>, directly into <domainbackup>',
      },
    ],
  },
  {
    xml: "<domainbackup><disks><disk name='vda' type='file'><target file='/a'><driver type='raw'/></target></disk></disks></domainbackup>",
    said: [
      {
        at: 'driver',
        code: 'element-misplaced',
        message: '<driver> is not allowed in <target>; it belongs in <disk>',
        help: 'move it out of <target>, directly into <disk>',
      },
    ],
  },
  {
    xml: "<domainbackup><disks><disk name='vda' type='file'><driver type='raw'><target file='/a'/></driver></disk></disks></domainbackup>",
    said: [
      {
        at: 'target',
        code: 'element-misplaced',
        message: '<target> is not allowed in <driver>; it belongs in <disk>',
        help: 'move it out of <driver>, directly into <disk>',
      },
    ],
  },
  {
    xml: "<domainbackup><disk name='vda' type='file'><target file='/a'/></disk><disk name='vdb' type='file'><target file='/b'/></disk></domainbackup>",
    said: [
      {
        at: 'disk',
        code: 'element-misplaced',
        message: '<disk> is not allowed directly in <domainbackup>; it belongs in <disks>',
        help: 'put <disks> before it, and </disks> behind the last of its kind',
      },
    ],
  },
  {
    xml: "<domainbackup><devices><disks><disk name='vda' backup='no'/></disks></devices></domainbackup>",
    said: [
      {
        at: 'devices',
        code: 'element-unknown',
        message: 'unknown element <devices> in <domainbackup> around <disks>',
        help: 'a backup lists its disks in <disks>, directly in <domainbackup>',
      },
    ],
  },
  {
    xml: "<domainbackup><devices><disk name='vda' backup='no'/></devices></domainbackup>",
    said: [
      {
        at: 'devices',
        code: 'element-unknown',
        message: 'unknown element <devices> in <domainbackup>',
        help: 'a backup lists its disks in <disks>, directly in <domainbackup>',
      },
    ],
  },
  {
    xml: "<domainbackup xmlns='urn:x'><disks><disk name='vda' backup='no'/></disks></domainbackup>",
    said: [
      {
        at: 'xmlns',
        code: 'namespace-foreign',
        message: `<domainbackup> is put into the namespace "urn:x"; libvirt's elements are in none`,
        help: 'remove it: nothing in the document may be in a namespace',
      },
    ],
  },
  {
    xml: "<domainbackup xmlns:q='urn:x' q:a='1' xml:lang='en'/>",
    said: [
      {
        at: 'q:a',
        code: 'namespace-foreign',
        message: "attribute q:a on <domainbackup> is of another namespace; only libvirt's own attributes are allowed",
        help: 'remove it: nothing in the document may be in a namespace',
      },
      {
        at: 'xml:lang',
        code: 'namespace-foreign',
        message:
          "attribute xml:lang on <domainbackup> is of another namespace; only libvirt's own attributes are allowed",
        help: 'remove it: nothing in the document may be in a namespace',
      },
    ],
  },
  {
    xml: "<q:domainbackup xmlns:q='urn:x'/>",
    said: [
      {
        at: 'q:domainbackup',
        code: 'element-misspelt',
        message: 'unknown root element <q:domainbackup>; did you mean <domainbackup>?',
        help: 'write <domainbackup>',
      },
    ],
  },
  {
    xml: "<domainbackup><q:disks xmlns:q='urn:x'><disk name='vda' backup='no'/></q:disks></domainbackup>",
    said: [
      {
        at: 'q:disks',
        code: 'element-misspelt',
        message: 'unknown element <q:disks> in <domainbackup>; did you mean <disks>?',
        help: 'write <disks>',
      },
    ],
  },
  {
    xml: "<domainbackup incremental='cp1'/>",
    said: [
      {
        at: 'incremental',
        code: 'attribute-unknown',
        message: 'unknown attribute incremental on <domainbackup>',
        help: 'the checkpoint is named in an element of its own: <incremental>NAME</incremental>',
      },
    ],
  },
  {
    xml: "<domainbackup><disks><disk name='vda' file='/a'/></disks></domainbackup>",
    said: [
      {
        at: 'file',
        code: 'attribute-unknown',
        message: 'unknown attribute file on <disk>',
        help: 'the file is named on a child: <target file="..."/> in push mode, <scratch file="..."/> in pull mode',
      },
    ],
  },
  {
    xml: "<domainbackup><disks><disk name='vda' type='file' file='/a'/></disks></domainbackup>",
    said: [
      {
        at: 'file',
        code: 'attribute-unknown',
        message: 'unknown attribute file on <disk>',
        help: 'the file is named on a child: <target file="..."/> in push mode, <scratch file="..."/> in pull mode',
      },
    ],
  },
  {
    xml: "<domainbackup><disks><disk target='vda' type='file'/></disks></domainbackup>",
    said: [
      {
        at: 'target',
        code: 'attribute-unknown',
        message: 'unknown attribute target on <disk>',
        help: 'write name="vda"',
      },
    ],
  },
  {
    xml: "<domainbackup><disks><disk name='vda' type='file'><target path='/a'/></disk></disks></domainbackup>",
    said: [
      { at: 'path', code: 'attribute-unknown', message: 'unknown attribute path on <target>', help: 'write file="/a"' },
    ],
  },
  {
    xml: "<domainbackup><disks><disk name='vda' type='file'><target dev='/dev/x'/></disk></disks></domainbackup>",
    said: [
      {
        at: 'dev',
        code: 'attribute-misplaced',
        message: 'dev on <target> needs type="block" on <disk>, which has type="file"',
        help: 'write file="/dev/x", or set type="block" on <disk>',
      },
    ],
  },
  {
    xml: "<domainbackup><disks><disk name='vda' type='block'><target file='/x'/></disk></disks></domainbackup>",
    said: [
      {
        at: 'file',
        code: 'attribute-misplaced',
        message: 'file on <target> needs type="file" on <disk>, which has type="block"',
        help: 'write dev="/x", or set type="file" on <disk>',
      },
    ],
  },
  {
    xml: "<domainbackup><disks><disk name='vda' backup='no' type='file'><target file='/a'/></disk></disks></domainbackup>",
    said: [
      {
        at: 'no',
        code: 'value-conflict',
        message: 'backup="no" on <disk> contradicts type and <target>, which need backup="yes"',
        help: 'write backup="yes", or change type and <target>',
      },
    ],
  },
  {
    xml: "<domainbackup mode='pull'><server name='localhost' port='1'/><disks><disk name='vda' backup='yes'/></disks></domainbackup>",
    said: [
      {
        at: 'disk',
        code: 'attribute-missing',
        message: '<disk> lacks type; backup="yes" needs it',
        help: 'add type="file"',
      },
    ],
  },
  {
    xml: "<domainbackup mode='pull'><server name='localhost' port='1'/><disks><disk name='vda' backup='yes'><scratch file='/a'/></disk></disks></domainbackup>",
    said: [
      {
        at: 'disk',
        code: 'attribute-missing',
        message: '<disk> lacks type; backup="yes" needs it',
        help: 'add type="file"',
      },
    ],
  },
  {
    xml: "<domainbackup mode='pull'><server name='localhost' port='1'/><disks><disk name='vda' type='file'><driver type='qcow2'/></disk></disks></domainbackup>",
    said: [
      {
        at: 'driver',
        code: 'element-missing',
        message: '<disk> lacks <scratch>; <driver> needs it',
        help: 'add <scratch> to <disk>',
      },
    ],
  },
  {
    xml: "<domainbackup mode='pull'><server name='localhost' port='1'/><disks><disk name='vda' type='file'><driver type='raw'/><scratch file='/a'/></disk></disks></domainbackup>",
    said: [
      {
        at: 'raw',
        code: 'value-unknown',
        message: 'type on <driver> is "raw"; it must be "qcow2", as mode="push" on <domainbackup> is needed for "raw"',
        help: 'write "qcow2"',
      },
    ],
  },
  {
    xml: "<domainbackup mode='pull'><server transport='unix' name='h' socket='/s'/></domainbackup>",
    said: [
      {
        at: 'name',
        code: 'attribute-misplaced',
        message: 'name on <server> needs transport="tcp", but it has transport="unix"',
        help: 'remove it, or set transport="tcp" on <server>',
      },
    ],
  },
  {
    xml: "<domainbackup mode='pull'><server socket='/s'/></domainbackup>",
    said: [
      { at: 'server', code: 'attribute-missing', message: '<server> lacks transport', help: 'add transport="unix"' },
    ],
  },
  {
    xml: "<domainbackup mode='pull'><server host='localhost' port='1'/></domainbackup>",
    said: [
      {
        at: 'host',
        code: 'attribute-unknown',
        message: 'unknown attribute host on <server>',
        help: 'write name="localhost"',
      },
    ],
  },
  {
    xml: "<domainbackup mode='pull'><server name='[::1]' port='1'/></domainbackup>",
    said: [
      {
        at: '[::1]',
        code: 'value-malformed',
        message:
          'name on <server> is "[::1]"; it must be a host name of letters, digits, dots and dashes, an IPv4 address or an IPv6 address without brackets and zone',
        help: 'write a host name of letters, digits, dots and dashes, an IPv4 address or an IPv6 address without brackets and zone',
      },
    ],
  },
  {
    xml: "<domainbackup mode='pull'><server port='1'/></domainbackup>",
    said: [
      {
        at: 'server',
        code: 'attribute-missing',
        message: '<server> lacks name',
        help: 'add name="...": a host name of letters, digits, dots and dashes, an IPv4 address or an IPv6 address without brackets and zone',
      },
    ],
  },
  {
    xml: "<domainbackup mode='pull'><server/></domainbackup>",
    said: [
      {
        at: 'server',
        code: 'attribute-missing',
        message: '<server> lacks name',
        help: 'add name="...": a host name of letters, digits, dots and dashes, an IPv4 address or an IPv6 address without brackets and zone',
      },
    ],
  },
  {
    xml: '<domainbackup><disks/></domainbackup>',
    said: [{ at: 'disks', code: 'element-missing', message: '<disks> lacks <disk>', help: 'add <disk> to <disks>' }],
  },
  {
    xml: '<domainbackup><disks>vda</disks></domainbackup>',
    said: [
      { at: 'disks', code: 'element-missing', message: '<disks> lacks <disk>', help: 'add <disk> to <disks>' },
      {
        at: 'vda',
        code: 'text-unexpected',
        message: 'text "vda" is not allowed in <disks>',
        help: 'remove it; <disks> may hold <disk> here',
      },
    ],
  },
  {
    xml: '<domainbackup>cp1</domainbackup>',
    said: [
      {
        at: 'cp1',
        code: 'text-unexpected',
        message: 'text "cp1" is not allowed in <domainbackup>',
        help: 'remove it; <domainbackup> may hold <incremental> or <disks> here',
      },
    ],
  },
  {
    xml: '<domainbackup><checkpoint>cp1</checkpoint></domainbackup>',
    said: [
      {
        at: 'checkpoint',
        code: 'element-unknown',
        message: 'unknown element <checkpoint> in <domainbackup>',
        help: 'the checkpoint since which changes are saved is named by <incremental>; a new one is made by a <domaincheckpoint> document',
      },
    ],
  },
  {
    xml: "<domainbackup><disks><disk name='vda' backupmode='full' incremental='cp1' type='file'/></disks></domainbackup>",
    said: [
      {
        at: 'incremental',
        code: 'attribute-misplaced',
        message: 'incremental on <disk> needs backupmode="incremental", but it has backupmode="full"',
        help: 'remove it, or set backupmode="incremental" on <disk>',
      },
    ],
  },
  {
    xml: "<domainbackup><disks><disk name='vda' type='file' exportname='x'><target file='/a'/></disk></disks></domainbackup>",
    said: [
      {
        at: 'exportname',
        code: 'attribute-misplaced',
        message: 'exportname on <disk> needs mode="pull" on <domainbackup>, which has no mode and so is "push"',
        help: 'remove it, or set mode="pull" on <domainbackup>',
      },
    ],
  },
  {
    xml: "<domainbackup><disks><disk name='vda' type='file'><target file='/a'><encryption format='luks'><secret type='passphrase' uuid='0a81f5b2-8403-7b23-c8d6-21ccc2f80d6f' usage='x'/></encryption></target></disk></disks></domainbackup>",
    said: [
      {
        at: 'usage',
        code: 'attribute-misplaced',
        message: 'usage and uuid exclude each other on <secret>',
        help: 'remove it',
      },
    ],
  },
  {
    xml: "<domainbackup><disks><disk name='vda' type='file'><target file='/a'><encryption format='luks'><secret type='passphrase'/></encryption></target></disk></disks></domainbackup>",
    said: [
      {
        at: 'secret',
        code: 'attribute-missing',
        message: '<secret> needs one of uuid and usage',
        help: 'add uuid or usage',
      },
    ],
  },
  {
    xml: "<domainbackup><disks><disk name='vda' type='file'><target file='/a'><encryption format='luks'><secret type='passphrase' usage='x'/><cipher name='aes' size='256'/></encryption></target></disk></disks></domainbackup>",
    said: [
      {
        at: 'cipher',
        code: 'element-missing',
        message: '<encryption> lacks <ivgen>; <cipher> needs it',
        help: 'add <ivgen> to <encryption>',
      },
    ],
  },
  {
    xml: "<domainbackup><disks><disk name='vda' type='file'><target file='/a'><encryption format='luks'><secret type='passphrase' usage='x'/><cipher name='aes' size='256' mode='cbc'/><ivgen name='plain64'/></encryption></target></disk></disks></domainbackup>",
    said: [
      {
        at: 'cipher',
        code: 'attribute-missing',
        message: '<cipher> lacks hash; mode="cbc" needs it',
        help: 'add hash="..."',
      },
    ],
  },
  {
    xml: "<domainbackup><disks><disk name='vda' type='file'><target file='/a'><encryption format='luks'/></target></disk></disks></domainbackup>",
    said: [
      {
        at: 'encryption',
        code: 'element-missing',
        message: '<encryption> lacks <secret>',
        help: 'add <secret> to <encryption>',
      },
    ],
  },
  {
    xml: "<domainbackup><disks><disk name='vda' type='file'><target file='/a'><secret type='passphrase' usage='x'/></target></disk></disks></domainbackup>",
    said: [
      {
        at: 'secret',
        code: 'element-misplaced',
        message: '<secret> is not allowed directly in <target>; it belongs in <encryption>',
        help: 'put <encryption> before it, and </encryption> behind the last of its kind',
      },
    ],
  },
  {
    xml: "<domainbackup><disks><disk name='vda' type='file'><encryption format='luks'><secret type='passphrase' usage='x'/></encryption><target file='/a'/></disk></disks></domainbackup>",
    said: [
      {
        at: 'encryption',
        code: 'element-misplaced',
        message: '<encryption> is not allowed in <disk>; it belongs in <target> or <scratch>',
        help: 'remove it: <disk> may hold <target> or <driver> here',
      },
    ],
  },
  {
    xml: "<domainbackup><disks><disk name='vda' type='file'><target file='/a'><seclabel model='dac' relabel='no'><label>a</label></seclabel></target></disk></disks></domainbackup>",
    said: [
      {
        at: 'label',
        code: 'element-misplaced',
        message: '<label> needs relabel="yes" on <seclabel>, which has relabel="no"',
        help: 'remove it, or set relabel="yes" on <seclabel>',
      },
    ],
  },
  {
    xml: "<domainbackup><disks><disk name='vda' type='file'><target file='/a'><seclabel model='dac'/></target></disk></disks></domainbackup>",
    said: [
      {
        at: 'seclabel',
        code: 'element-missing',
        message: '<seclabel> lacks <label>',
        help: 'add <label> to <seclabel>',
      },
    ],
  },
  {
    xml: "<domain type='kvm'><name>x</name></domain>",
    said: [
      {
        at: 'domain',
        code: 'document-of-another-kind',
        message:
          'this is a <domain> document, not a <domainbackup>: it describes a virtual machine (virsh dumpxml prints it)',
        help: 'give a document whose root element is <domainbackup>',
      },
    ],
  },
  {
    xml: '<html><body/></html>',
    said: [
      {
        at: 'html',
        code: 'root-unknown',
        message: 'the root element is <html>, expected <domainbackup>',
        help: 'write <domainbackup>',
      },
    ],
  },
  {
    xml: "<domainbackup mode='pull'><server tls='yes' name='h' port='1'/></domainbackup>",
    release: '6.0.0',
    said: [
      {
        at: "tls='yes'",
        code: 'release-too-old',
        message: 'tls="yes" on <server> needs libvirt 6.6.0 or newer; this is judged for 6.0.0',
        help: 'leave it out, or run it on libvirt 6.6.0 or newer (--libvirt 6.6.0 judges for that)',
      },
    ],
  },
  {
    xml: "<domainbackup><disks><disk name='nvme0n1' backup='no'/></disks></domainbackup>",
    release: '11.3.0',
    said: [
      {
        at: "name='nvme0n1'",
        code: 'release-too-old',
        message: 'name="nvme0n1" on <disk> needs libvirt 11.5.0 or newer; this is judged for 11.3.0',
        help: 'leave it out, or run it on libvirt 11.5.0 or newer (--libvirt 11.5.0 judges for that)',
      },
    ],
  },
  {
    xml: "<domainbackup><disks><disk name='vda'/></disks></domainbackup>",
    release: '9.0.0',
    said: [
      {
        at: 'disk',
        code: 'release-too-old',
        message: '<disk> without backup or type needs libvirt 10.0.0 or newer; this is judged for 9.0.0',
        help: 'add backup or type to <disk>, or run it on libvirt 10.0.0 or newer (--libvirt 10.0.0 judges for that)',
      },
    ],
  },
  {
    xml: "<domainbackup><disks><disk name='vda' backupmode='full' type='file'/></disks></domainbackup>",
    release: '6.0.0',
    said: [
      {
        at: "backupmode='full'",
        code: 'release-too-old',
        message: 'backupmode="full" on <disk> needs libvirt 6.6.0 or newer; this is judged for 6.0.0',
        help: 'leave it out, or run it on libvirt 6.6.0 or newer (--libvirt 6.6.0 judges for that)',
      },
    ],
  },
  {
    xml: "<domainbackup mode='pull'><server name='localhost' port='1'/><disks><disk name='vda' exportname='x' exportbitmap='y'/></disks></domainbackup>",
    release: '6.0.0',
    said: [
      {
        at: "exportname='x'",
        code: 'release-too-old',
        message: 'exportname="x" on <disk> needs libvirt 6.6.0 or newer; this is judged for 6.0.0',
        help: 'leave it out, or run it on libvirt 6.6.0 or newer (--libvirt 6.6.0 judges for that)',
      },
    ],
  },
  {
    xml: "<domainbackup><disks><disk name='vda' type='file'><target file='/a'><encryption format='luks' engine='qemu'><secret type='passphrase' usage='x'/></encryption></target></disk></disks></domainbackup>",
    release: '7.0.0',
    said: [
      {
        at: "engine='qemu'",
        code: 'release-too-old',
        message: 'engine="qemu" on <encryption> needs libvirt 8.0.0 or newer; this is judged for 7.0.0',
        help: 'leave it out, or run it on libvirt 8.0.0 or newer (--libvirt 8.0.0 judges for that)',
      },
    ],
  },
  {
    xml: "<domainbackup mode='pull'><server transport='fd' fdgroup='a'/></domainbackup>",
    release: '9.0.0',
    said: [
      {
        at: "transport='fd'",
        code: 'release-too-old',
        message: 'transport="fd" on <server> needs libvirt 11.3.0 or newer; this is judged for 9.0.0',
        help: 'leave it out, or run it on libvirt 11.3.0 or newer (--libvirt 11.3.0 judges for that)',
      },
    ],
  },
  {
    xml: "<domainbackup><Disks><Disk Name='vda' Type='File'><Target File='/a'/></Disk></Disks></domainbackup>",
    said: [
      {
        at: 'Disks',
        code: 'element-misspelt',
        message: 'unknown element <Disks> in <domainbackup>; did you mean <disks>?',
        help: 'write <disks>',
      },
      {
        at: 'Disk',
        code: 'element-misspelt',
        message: 'unknown element <Disk> in <Disks>; did you mean <disk>?',
        help: 'write <disk>',
      },
      {
        at: 'Name',
        code: 'attribute-misspelt',
        message: 'unknown attribute Name on <Disk>; did you mean name?',
        help: 'write name',
      },
      {
        at: 'Type',
        code: 'attribute-misspelt',
        message: 'unknown attribute Type on <Disk>; did you mean type?',
        help: 'write type',
      },
      {
        at: 'Target',
        code: 'element-misspelt',
        message: 'unknown element <Target> in <Disk>; did you mean <target>?',
        help: 'write <target>',
      },
      {
        at: 'File',
        code: 'attribute-misspelt',
        message: 'unknown attribute File on <Target>; did you mean file?',
        help: 'write file',
      },
    ],
  },
  {
    xml: "<domainbackup mode='Push'/>",
    said: [
      {
        at: 'Push',
        code: 'value-unknown',
        message: 'mode on <domainbackup> is "Push"; it must be "push" or "pull"',
        help: 'did you mean "push"?',
      },
    ],
  },
  {
    xml: "<domainbackup mode='incremental'/>",
    said: [
      {
        at: 'incremental',
        code: 'value-unknown',
        message: 'mode on <domainbackup> is "incremental"; it must be "push" or "pull"',
        help: 'mode says who moves the data, "push" or "pull"; what is saved is said by <incremental>NAME</incremental>',
      },
    ],
  },
  {
    xml: "<domainbackup mode=''/>",
    said: [
      {
        at: "mode=''",
        code: 'value-unknown',
        message: 'mode on <domainbackup> is empty; it must be "push" or "pull"',
        help: 'write "push", which is what the rest of the document fits',
      },
    ],
  },
  {
    xml: "<domainbackup><disks><disk name='vda' type='file'><driver type='qcow3'/><target file='/a'/></disk></disks></domainbackup>",
    said: [
      {
        at: 'qcow3',
        code: 'value-unknown',
        message: 'type on <driver> is "qcow3"; it must be a format that libvirt knows by name',
        help: 'write "bochs", "cloop", "cow", "dir", "dmg", "fat", "iso", "luks", "ploop", "qcow", "qcow2", "qed", "raw", "vdi", "vhd", "vmdk" or "vpc"',
      },
    ],
  },
  {
    xml: "<domainbackup><disks><disk name='/images/vda.qcow2' type='file'><target file='/a'/></disk></disks></domainbackup>",
    said: [
      {
        at: '/images/vda.qcow2',
        code: 'value-malformed',
        message: `name on <disk> is "/images/vda.qcow2"; it must be a disk's target name, such as vda or sdb or the name of an NVMe namespace, such as nvme0n1`,
        help: "write a disk's target name, such as vda or sdb or the name of an NVMe namespace, such as nvme0n1",
      },
    ],
  },
  {
    xml: "<domainbackup><disks><disk name='vda' type='file'><target file='a'/></disk></disks></domainbackup>",
    said: [
      {
        at: 'a',
        code: 'value-malformed',
        message: 'file on <target> is "a"; it must be an absolute path, such as /var/backup/vda.qcow2',
        help: 'write an absolute path, such as /var/backup/vda.qcow2',
      },
    ],
  },
  {
    xml: '<domainbackup><disks><disk><name>vda</name></disk></disks></domainbackup>',
    said: [
      {
        at: 'name',
        code: 'element-misplaced',
        message: 'name is an attribute of <disk>, not an element in it',
        help: 'write it in the start tag: <disk name="vda">',
      },
    ],
  },
  {
    xml: "<domainbackup mode='pull'><server transport='tcp'><host name='localhost' port='10809'/></server></domainbackup>",
    said: [
      {
        at: 'server',
        code: 'attribute-missing',
        message: '<server> lacks name',
        help: 'add name="...": a host name of letters, digits, dots and dashes, an IPv4 address or an IPv6 address without brackets and zone',
      },
      {
        at: 'host',
        code: 'element-unknown',
        message: 'unknown element <host> in <server>',
        help: 'remove it: <server> may hold nothing more here',
      },
    ],
  },
  {
    // In a checkpoint <domain> may hold anything: that is no reason to put something there.
    xml: "<domaincheckpoint><name>a</name><retention days='7'><b/></retention></domaincheckpoint>",
    said: [
      {
        at: 'retention',
        code: 'element-unknown',
        message: 'unknown element <retention> in <domaincheckpoint>',
        help: 'remove it: <domaincheckpoint> may hold <description>, <creationTime>, <disks>, <domain> or <parent> here',
      },
    ],
  },
  {
    // <parent> may hold a name, too.
    xml: '<domaincheckpoint><name>a</name><name>b</name></domaincheckpoint>',
    said: [
      {
        at: 'name',
        code: 'element-twice',
        message: '<name> is given twice in <domaincheckpoint>; one is allowed',
        help: 'remove one of them',
      },
    ],
  },
  {
    xml: "<domaincheckpoint><name>a</name><disk name='vda'/></domaincheckpoint>",
    said: [
      {
        at: 'disk',
        code: 'element-misplaced',
        message: '<disk> is not allowed directly in <domaincheckpoint>; it belongs in <disks>',
        help: 'put <disks> before it, and </disks> behind the last of its kind',
      },
    ],
  },
  {
    // What is said of it in a backup is of no use here.
    xml: "<domaincheckpoint><name>a</name><disks><disk name='vda' snapshot='no'/></disks></domaincheckpoint>",
    said: [
      {
        at: 'snapshot',
        code: 'attribute-unknown',
        message: 'unknown attribute snapshot on <disk>',
        help: 'remove it: <disk> may still have checkpoint, bitmap or size',
      },
    ],
  },
];

describe('messages', () => {
  const explain = explainers();

  it.each(CASES)('$xml for $release', ({ xml, release, said }) => {
    const found = explain(xml, release).map(({ span, code, message, help }) => ({
      at: xml.slice(span.start, span.end),
      code,
      message,
      help,
    }));
    expect(found).toEqual(said);
  });
});

describe('what lacks an attribute', () => {
  const explain = explainers();
  const fixesOf = (xml: string) => explain(xml).map(({ fix }) => fix?.edits.map(({ text }) => text));

  it('is given it where there is but one value', () => {
    expect(fixesOf("<domainbackup mode='pull'><server socket='/s'/></domainbackup>")).toEqual([[' transport="unix"']]);
  });

  it('is not given one of many values', () => {
    const disk = (type: string): string => `<disk name='vda' type='file'>${type}</disk>`;
    expect(fixesOf(`<domainbackup><disks>${disk('<driver/>')}</disks></domainbackup>`)).toEqual([undefined]);
  });
});

describe('a checkpoint that holds a domain', () => {
  const explain = explainers();
  const domain = "<domain type='kvm' xmlns:q='urn:q'><name>web1</name>text<q:any a='1'/></domain>";

  it('is explained where the fault is, and not in the domain', () => {
    const xml = `<domaincheckpoint><name>a b</name>${domain}<disks><disk name='vda' bitmapp='x'/></disks></domaincheckpoint>`;
    expect(explain(xml).map(({ code }) => code)).toEqual(['text-malformed', 'attribute-misspelt']);
  });

  it('is a refused one where the domain is given twice', () => {
    const xml = `<domaincheckpoint>${domain}${domain}</domaincheckpoint>`;
    expect(explain(xml).map(({ code, span }) => [code, span.start > 30])).toEqual([['element-twice', true]]);
  });
});
