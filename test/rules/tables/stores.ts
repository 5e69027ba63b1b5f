import { exampleHost } from '../../../src/rules/examples.js';
import {
  CP1,
  DOMAIN,
  NO_MORE_DISKS,
  pull,
  push,
  scratch,
  type Table,
  target,
  VDA_SCRATCH,
  VDA_TARGET,
} from './table.js';

const labels = (inside: string) => push(`<disk name='vda' type='file'><target file='/b/a'>${inside}</target></disk>`);
const format = (type: string, before = '') => push(target('vda', '', `<driver type='${type}'/>`), before);
const block = (name: string, dev: string) => `<disk name='${name}' type='block'><target dev='${dev}'/></disk>`;
const unix = pull(scratch('vda', '', '/s/vda'), '', "<server transport='unix' socket='[[/backup/nbd]]'/>");

export const STORES: readonly Table[] = [
  {
    code: 'store-file-shared',
    reject: [
      {
        xml: push(target('vda', '', '', '/b/x') + target('vdb', '', '', '[[/b/x]]')),
        message: "disks 'vda' and 'vdb' have the same target '/b/x'",
      },
      {
        xml: pull(scratch('vda', '', '/b/x') + scratch('vdb', '', '[[/b/./y//../x]]')),
        message: "disks 'vda' and 'vdb' have the same scratch '/b/./y//../x'",
      },
    ],
    accept: [
      { xml: push(target('vda', '', '', '/b/x') + target('vdb', '', '', '/b/X')) },
      { xml: push(target('vda', '', '', '/b/x') + target('vda', '', '', '/b/x')) },
      { xml: push(block('vda', '/dev/x') + block('vdb', '/dev/x')) },
    ],
  },
  {
    code: 'store-device-shared',
    reject: [
      {
        xml: push(block('vda', '/dev/x') + block('vdb', '[[/dev//x]]')),
        message: "disks 'vda' and 'vdb' have the same target '/dev//x'",
      },
    ],
    accept: [
      { xml: push(block('vda', '/dev/x') + block('vdb', '/dev/y')) },
      { xml: push(target('vda', '', '', '/b/x') + target('vdb', '', '', '/b/x')) },
    ],
  },
  {
    code: 'store-is-source',
    reject: [
      {
        xml: push(target('vda', '', '', '[[/img/vda.qcow2]]')),
        setting: { domain: DOMAIN },
        message: "the target of disk 'vda' is the source of disk 'vda' itself ('/img/vda.qcow2')",
      },
      {
        xml: pull(scratch('vdb', '', '[[/img/../img/base.qcow2]]')),
        setting: { domain: DOMAIN },
        message: "the scratch of disk 'vdb' is an image in the backing chain of disk 'vda' ('/img/../img/base.qcow2')",
      },
      {
        xml: push(block('vdb', '[[/dev/base]]')),
        setting: { domain: DOMAIN },
        message: "the target of disk 'vdb' is an image in the backing chain of disk 'vda' ('/dev/base')",
      },
      {
        xml: push(block('vda', '[[/dev/vg/data]]')),
        setting: { domain: DOMAIN },
        message: "the target of disk 'vda' is the source of disk 'vdd' itself ('/dev/vg/data')",
      },
      {
        xml: push(target('vda', '', '', '[[/img/copy]]')),
        setting: {
          domain:
            "<domain><devices><disk type='file'><source file='/img/a'/><mirror type='file' file='/img/copy'/><target dev='vda'/></disk></devices></domain>",
        },
        message: "the target of disk 'vda' is where disk 'vda' is being copied to ('/img/copy')",
      },
    ],
    accept: [
      { xml: push(target('vda', '', '', '/img/vda.qcow2')) },
      { xml: push(VDA_TARGET), setting: { domain: DOMAIN } },
      { xml: push(`${VDA_TARGET}<disk name='vdb' backup='no'/>`), setting: { domain: DOMAIN } },
    ],
  },
  {
    code: 'store-private-tmp',
    reject: [
      {
        xml: push(target('vda', '', '', '[[/tmp/mnt.x1/a]]')),
        message: "the target '/tmp/mnt.x1/a' of disk 'vda' lies below /tmp, which can be private to a service",
      },
      {
        xml: pull(scratch('vda', '', '[[/var/tmp/a]]')),
        message: "the scratch '/var/tmp/a' of disk 'vda' lies below /var/tmp, which can be private to a service",
      },
    ],
    accept: [{ xml: push(target('vda', '', '', '/srv/tmp/a')) }, { xml: push("<disk name='vda'/>") }],
  },
  {
    code: 'seclabel-model-twice',
    reject: [
      {
        xml: labels("<seclabel model='dac' relabel='no'/><seclabel model='[[dac]]' relabel='no'/>"),
        message: "the target of disk 'vda' has two <seclabel> with model 'dac'",
      },
    ],
    accept: [
      { xml: labels("<seclabel model='dac' relabel='no'/><seclabel model='selinux' relabel='no'/>") },
      { xml: labels("<seclabel relabel='no'/><seclabel relabel='no'/>") },
    ],
  },
  {
    code: 'seclabel-model-missing',
    reject: [
      {
        xml: labels("<[[seclabel]] relabel='no'/>"),
        message: "a <seclabel> on the target of disk 'vda' names no model",
      },
    ],
    accept: [{ xml: labels("<seclabel model='dac' relabel='no'/>") }],
  },
  {
    code: 'format-not-writable',
    reject: [
      ...['bochs', 'cloop', 'dmg', 'iso', 'cow', 'dir', 'fat'].map((type) => ({
        xml: format(`[[${type}]]`),
        message: `format '${type}' of disk 'vda' cannot be written by a backup`,
        fixed: format('qcow2'),
      })),
      { xml: format('[[luks]]'), message: "format 'luks' of disk 'vda' cannot be written by a backup" },
      {
        xml: format('[[dmg]]'),
        setting: { reuseExternal: true },
        severity: 'warning',
        message: "format 'dmg' of disk 'vda' cannot be written by a backup",
      },
    ],
    accept: ['raw', 'qcow2', 'qed', 'vpc', 'vmdk'].map((type) => ({ xml: format(type) })),
  },
  {
    code: 'format-rounds-size',
    reject: [
      {
        xml: format('[[vpc]]'),
        message: "format 'vpc' rounds the size of disk 'vda': the backup is refused unless the size happens to fit",
        fixed: format('qcow2'),
      },
    ],
    accept: [{ xml: format('raw') }],
  },
  {
    code: 'format-unusual',
    reject: ['qed', 'vdi', 'vmdk', 'vhd', 'ploop', 'qcow'].map((type) => ({
      xml: format(`[[${type}]]`),
      message: `format '${type}' of disk 'vda' works, but few backup tools read it`,
      fixed: format('qcow2'),
    })),
    accept: [{ xml: format('raw') }, { xml: format('qcow2') }, { xml: format('vmdk', CP1) }],
  },
  {
    code: 'store-exists',
    reject: [
      {
        xml: push(target('vda', '', '', '[[/backup/old]]')),
        setting: { host: exampleHost({ '/backup/old': 'file' }) },
        message: "the target '/backup/old' of disk 'vda' exists already",
      },
      {
        xml: pull(scratch('vda', '', '[[/backup/old]]')),
        setting: { host: exampleHost({ '/backup/old': 'folder' }) },
        message: "the scratch '/backup/old' of disk 'vda' is a folder",
      },
      {
        xml: '<[[domainbackup]]/>',
        setting: {
          domain:
            "<domain><devices><disk type='file'><driver type='qcow2'/><source file='/backup/a'/><target dev='vda'/></disk></devices></domain>",
          newCheckpoint: "<domaincheckpoint><name>c</name><disks><disk name='vda'/></disks></domaincheckpoint>",
          host: exampleHost({ '/backup/a.c': 'file' }),
        },
        message: "the target '/backup/a.c' of disk 'vda' exists already",
      },
    ],
    accept: [
      { xml: push(target('vda', '', '', '/backup/new')), setting: { host: exampleHost({ '/backup/new': 'missing' }) } },
      { xml: push(target('vda', '', '', '/backup/new')), setting: { host: exampleHost({ '/backup/new': 'unknown' }) } },
      {
        xml: push(target('vda', '', '', '/backup/old')),
        setting: { host: exampleHost({ '/backup/old': 'file' }), reuseExternal: true },
      },
      { xml: push(target('vda', '', '', '/backup/old')) },
    ],
  },
  {
    code: 'store-missing',
    reject: [
      {
        xml: push(target('vda', '', '', '[[/backup/new]]')),
        setting: { host: exampleHost({ '/backup/new': 'missing' }), reuseExternal: true },
        message: "the target '/backup/new' of disk 'vda' does not exist, as --reuse-external demands",
      },
    ],
    accept: [
      { xml: push(target('vda', '', '', '/backup/new')), setting: { host: exampleHost({ '/backup/new': 'missing' }) } },
      {
        xml: push(target('vda', '', '', '/backup/old')),
        setting: { host: exampleHost({ '/backup/old': 'file' }), reuseExternal: true },
      },
    ],
  },
  {
    code: 'store-folder-missing',
    reject: [
      {
        xml: push(target('vda', '', '', '[[/backup/a]]') + target('vdb', '', '', '/backup/b')),
        setting: { host: exampleHost({ '/backup/a': 'missing', '/backup/b': 'missing' }, { kind: 'missing' }) },
        message: "'/backup', where the target of disks 'vda' and 'vdb' is to go, does not exist",
      },
      {
        xml: push(target('vda', '', '', '[[/backup/new]]')),
        setting: { host: exampleHost({ '/backup/new': 'missing' }, { kind: 'missing' }) },
        message: "'/backup', where the target of disk 'vda' is to go, does not exist",
      },
      {
        xml: push(target('vda', '', '', '[[/backup/new]]')),
        setting: { host: exampleHost({ '/backup/new': 'missing' }, { kind: 'file' }), reuseExternal: true },
        message: "'/backup', where the target of disk 'vda' is to go, is not a folder",
      },
    ],
    accept: [
      { xml: push(target('vda', '', '', '/backup/new')), setting: { host: exampleHost({ '/backup/new': 'missing' }) } },
      {
        xml: push(target('vda', '', '', '/backup/new')),
        setting: { host: exampleHost({ '/backup/new': 'unknown' }, { kind: 'unknown' }) },
      },
    ],
  },
  {
    code: 'store-folder-unwritable',
    reject: [
      {
        xml: push(target('vda', '', '', '[[/backup/new]]')),
        setting: { host: exampleHost({ '/backup/new': 'missing' }, { writable: false }) },
        message: "'/backup', where the target of disk 'vda' is to go, is not writable for you",
      },
    ],
    accept: [
      { xml: push(target('vda', '', '', '/backup/new')), setting: { host: exampleHost({ '/backup/new': 'missing' }) } },
      {
        xml: push(target('vda', '', '', '/backup/old')),
        setting: { host: exampleHost({ '/backup/old': 'file' }, { writable: false }), reuseExternal: true },
      },
    ],
  },
  {
    code: 'store-room',
    reject: [
      {
        xml: push(target('vda', '', '', '[[/backup/new]]')),
        setting: { ...NO_MORE_DISKS, host: exampleHost({ '/backup/new': 'missing' }) },
        message: "'/backup' has 10 GiB of room; disk 'vda' can need 20 GiB",
      },
    ],
    accept: [
      {
        xml: push(target('vda', '', '', '/backup/new')),
        setting: { host: exampleHost({ '/backup/new': 'missing' }, { free: 20 * 2 ** 30 }) },
      },
      { xml: push(target('vdb', '', '', '/backup/new')), setting: { host: exampleHost({ '/backup/new': 'missing' }) } },
    ],
  },
  {
    code: 'store-device-missing',
    reject: [
      {
        xml: push(block('vda', '[[/backup/d]]')),
        setting: { host: exampleHost({ '/backup/d': 'missing' }) },
        message: "the target '/backup/d' of disk 'vda' does not exist",
      },
      {
        xml: push(block('vda', '[[/backup/d]]')),
        setting: { host: exampleHost({ '/backup/d': 'file' }) },
        message: "the target '/backup/d' of disk 'vda' is not a block device",
      },
    ],
    accept: [
      { xml: push(block('vda', '/backup/d')), setting: { host: exampleHost({ '/backup/d': 'block' }) } },
      { xml: push(block('vda', '/backup/d')), setting: { host: exampleHost({ '/backup/d': 'unknown' }) } },
    ],
  },
  {
    code: 'socket-folder-missing',
    reject: [
      {
        xml: unix,
        setting: { host: exampleHost({}, { kind: 'missing' }) },
        message: "'/backup', where the socket is to be created, does not exist",
      },
      {
        xml: unix,
        setting: { host: exampleHost({}, { kind: 'file' }) },
        message: "'/backup', where the socket is to be created, is not a folder",
      },
    ],
    accept: [
      {
        xml: pull(VDA_SCRATCH, '', "<server transport='unix' socket='/backup/nbd'/>"),
        setting: { host: exampleHost({}) },
      },
      { xml: pull(VDA_SCRATCH, '', "<server transport='unix' socket='/backup/nbd'/>") },
    ],
  },
];
