/** How the files of disks are named where only a folder is known for them. */
import { nearest } from '../explain/near.js';
import type { Mode } from '../model/backup.js';
import { OptionError, shown } from './options.js';

/** What `--name-template` may hold in braces. */
export const PLACEHOLDERS = ['domain', 'disk', 'checkpoint', 'mode', 'date', 'time', 'format'] as const;

export type Placeholder = (typeof PLACEHOLDERS)[number];

/** Undefined: nothing is known for it, and a template that asks for it is refused. */
export type NameParts = Readonly<Record<Placeholder, string | undefined>>;

/** `web1-vda-full-2026-11-25-032700.qcow2`; a scratch file, which is of no use once the job has ended, says so. */
export function defaultTemplate(mode: Mode, domainKnown: boolean): string {
  const kind = mode === 'push' ? '{mode}' : 'scratch';
  return `${domainKnown ? '{domain}-' : ''}{disk}-${kind}-{date}-{time}.{format}`;
}

const MISSING: Readonly<Partial<Record<Placeholder, string>>> = {
  domain: 'give the domain with --domain FILE',
  checkpoint: 'name one with --incremental, --checkpoint or --checkpoint-name',
};

/** In UTF-16 units: names of files have 255 bytes at most, and folders may stand before them. */
const LONGEST_TEMPLATE = 1024;

/** Fills a template in. A slash in a value would make a folder of it and is written `_`. Throws `OptionError`. */
export function fileName(template: string, parts: NameParts): string {
  if (template.length > LONGEST_TEMPLATE)
    throw new OptionError(`--name-template ${shown(template)} is longer than the name of a file can be`);
  const name = template.replace(/\{([^{}]*)\}/g, (_, key: string) => partOf(template, parts, key).replaceAll('/', '_'));
  if (name === '' || name.endsWith('/')) {
    throw new OptionError(
      `--name-template ${shown(template)} leaves the file without a name: write one, such as {disk}.qcow2`,
    );
  }
  return name;
}

function partOf(template: string, parts: NameParts, key: string): string {
  const known = PLACEHOLDERS.find((placeholder) => placeholder === key);
  if (!known) {
    const near = nearest(key, PLACEHOLDERS);
    const help = near ? `did you mean {${near}}?` : `known are ${PLACEHOLDERS.map((name) => `{${name}}`).join(' ')}`;
    throw new OptionError(`--name-template ${shown(template)}: there is no {${key}}; ${help}`);
  }
  const value = parts[known];
  if (value !== undefined) return value;
  throw new OptionError(
    `--name-template ${shown(template)}: nothing is known for {${key}}: ${MISSING[known] ?? 'leave it out'}`,
  );
}

/** Date and time for file names, in UTC: `2026-11-25` and `032700`. No colons, which QEMU takes for the end of a protocol. */
export function dateParts(now: Date): { date: string; time: string } {
  const [date = '', time = ''] = now.toISOString().slice(0, 19).split('T');
  return { date, time: time.replaceAll(':', '') };
}

/** A file in a folder. */
export function joinPath(folder: string, name: string): string {
  return `${folder.replace(/\/+$/, '')}/${name.replace(/^\/+/, '')}`;
}
