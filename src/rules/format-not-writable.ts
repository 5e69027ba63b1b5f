import { placeOf } from '../model/values.js';
import { replaceValue } from './edit.js';
import type { Rule } from './rule.js';
import { quoted } from './say.js';

/** Formats that QEMU can open at best, but not create (format.md section 3). */
const NOT_CREATED: ReadonlySet<string> = new Set(['luks', 'bochs', 'cloop', 'dmg']);
/** Formats that the backup refuses even for a file that exists. */
const NOT_SUPPORTED: ReadonlySet<string> = new Set(['iso', 'cow', 'dir', 'fat']);

export const formatNotWritable: Rule = {
  code: 'format-not-writable',
  severity: 'error',
  what: 'A push target has a format that cannot be written.',
  why: 'The schema takes every image format that libvirt has a word for. A backup has to create the file in it, which is not possible for luks, bochs, cloop, dmg, iso, cow, dir and fat. For an encrypted target write the format `raw` or `qcow2` and an `<encryption>` inside `<target>`.',
  wrong: `<domainbackup>
  <disks>
    <disk name='vda' type='file'>
      <driver type='dmg'/>
      <target file='/backup/vda.img'/>
    </disk>
  </disks>
</domainbackup>
`,
  right: `<domainbackup>
  <disks>
    <disk name='vda' type='file'>
      <driver type='qcow2'/>
      <target file='/backup/vda.img'/>
    </disk>
  </disks>
</domainbackup>
`,
  onRefused: true,
  mentions: ['driver'],
  *check(scene) {
    if (scene.backup.mode !== 'push') return;
    for (const { name, format, listed } of scene.takingPart) {
      const type = listed.driver?.type;
      if (!type || !(NOT_CREATED.has(format) || NOT_SUPPORTED.has(format))) continue;
      const luks = format === 'luks';
      yield {
        ...placeOf(type),
        // with --reuse-external the file is there, and what opens it is not libvirt's own check
        ...(scene.reuseExternal && NOT_CREATED.has(format) ? { severity: 'warning' as const } : {}),
        message: `format ${quoted(format)} of disk ${quoted(name)} cannot be written by a backup`,
        actual: format,
        expected: 'qcow2 or raw',
        help: luks
          ? "write type='raw' and an <encryption format='luks'> inside <target>"
          : "write type='qcow2' or type='raw'",
        ...(luks ? {} : { fix: replaceValue(type, 'qcow2', false) }),
      };
    }
  },
};
