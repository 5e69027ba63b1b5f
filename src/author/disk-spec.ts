/** `--disk vda,file=/b/vda.qcow2,format=raw`: the comma form that users of virt-install know. A comma in a value is doubled. */
import { nearest } from '../explain/near.js';
import { type DiskOptions, OptionError, type SeclabelOptions, shown } from './options.js';

const PLAIN_KEYS = [
  'file',
  'dev',
  'format',
  'backup',
  'backupmode',
  'incremental',
  'exportname',
  'exportbitmap',
] as const;
const ENCRYPTION_KEYS = ['encryption.secret', 'encryption.usage', 'encryption.engine'] as const;
const CIPHER_KEYS = ['cipher.name', 'cipher.size', 'cipher.mode', 'cipher.hash'] as const;
const IVGEN_KEYS = ['ivgen.name', 'ivgen.hash'] as const;
const SECLABEL_KEYS = ['model', 'relabel', 'labelskip', 'label'] as const;

/** All keys; `cipher` and `ivgen` are short for their parts, and `seclabel1.` to `seclabel9.` say further labels. */
export const DISK_KEYS: readonly string[] = [
  ...PLAIN_KEYS,
  ...ENCRYPTION_KEYS,
  'cipher',
  ...CIPHER_KEYS,
  'ivgen',
  ...IVGEN_KEYS,
  ...SECLABEL_KEYS.map((key) => `seclabel.${key}`),
];

/** Reads a disk as it is written after `--disk`. Throws `OptionError` for what it cannot read; the values are left to the grammar. */
export function parseDiskSpec(spec: string): DiskOptions {
  const [name = '', ...fields] = splitFields(spec);
  if (name === '')
    throw new OptionError(`--disk ${shown(spec)} names no disk: write its target name first, as in --disk vda`);
  if (/^[a-z.]+=/.test(name)) {
    throw new OptionError(
      `--disk ${shown(spec)} starts with ${shown(name)}: write the disk's target name first, as in --disk vda,${name}`,
    );
  }
  return optionsOf(name, readFields(name, fields));
}

/** Splits at single commas; two in a row are one comma of the value. */
function splitFields(spec: string): string[] {
  const fields = [''];
  for (const part of spec.match(/,,|,|[^,]+/g) ?? []) {
    if (part === ',') fields.push('');
    else fields.push((fields.pop() ?? '') + (part === ',,' ? ',' : part));
  }
  return fields;
}

type Values = ReadonlyMap<string, readonly string[]>;

function readFields(name: string, fields: readonly string[]): Values {
  const values = new Map<string, string[]>();
  for (const field of fields) {
    const at = field.indexOf('=');
    const key = at < 0 ? field : field.slice(0, at);
    checkKey(name, field, key);
    if (at < 0) throw new OptionError(`--disk ${name}: ${key} needs a value: write ${key}=...`);
    const value = field.slice(at + 1);
    const before = values.get(key);
    if (before && !isLabel(key)) {
      throw new OptionError(
        `--disk ${name} says ${key} twice: ${key}=${shown(before[0] ?? '')} and ${key}=${shown(value)}`,
      );
    }
    values.set(key, [...(before ?? []), value]);
  }
  return values;
}

function checkKey(name: string, field: string, key: string): void {
  if (DISK_KEYS.includes(key.replace(/^seclabel[1-9]\./, 'seclabel.'))) return;
  if (key === '') {
    throw new OptionError(
      `--disk ${name} has an empty part: write one comma between two parts, and a comma in a value twice`,
    );
  }
  const near = nearest(key, DISK_KEYS);
  const comma = field.includes('=') ? '' : '; a comma in a value is written twice';
  const known = near ? `did you mean ${near}=?` : `known are ${DISK_KEYS.join(', ')}`;
  throw new OptionError(`--disk ${name}: there is no key ${shown(key)}; ${known}${near ? '' : comma}`);
}

function isLabel(key: string): boolean {
  return /^seclabel\d?\.label$/.test(key);
}

function optionsOf(name: string, values: Values): DiskOptions {
  const encryption = encryptionOf(name, values);
  const seclabels = seclabelsOf(values);
  return {
    name,
    ...pick(values, PLAIN_KEYS, ''),
    ...(encryption && { encryption }),
    ...(seclabels.length > 0 && { seclabels }),
  };
}

function encryptionOf(name: string, values: Values): DiskOptions['encryption'] {
  const own = pick(values, ENCRYPTION_KEYS, 'encryption.');
  const cipher = partsOf(name, values, 'cipher', CIPHER_KEYS, splitCipher);
  const ivgen = partsOf(name, values, 'ivgen', IVGEN_KEYS, splitIvgen);
  if (Object.keys(own).length === 0 && !cipher && !ivgen) return undefined;
  return { ...own, ...(cipher && { cipher }), ...(ivgen && { ivgen }) };
}

/** The parts of a cipher or ivgen, either in one value or each for itself. */
function partsOf(
  name: string,
  values: Values,
  key: string,
  keys: readonly string[],
  split: (name: string, value: string) => Record<string, string>,
): Record<string, string> | undefined {
  const parts = pick(values, keys, `${key}.`);
  const short = values.get(key)?.[0];
  const [long] = Object.keys(parts);
  if (short === undefined) return long === undefined ? undefined : parts;
  if (long !== undefined)
    throw new OptionError(`--disk ${name}: ${key}= and ${key}.${long}= say the same: write one of the two`);
  return split(name, short);
}

/** `aes-256` or `aes-256-cbc-sha256`: name, size in bits, mode and hash. */
function splitCipher(disk: string, value: string): Record<string, string> {
  const match = /^(.+?)-(\d+)(?:-([^-]+)-(.+))?$/s.exec(value);
  if (!match) {
    throw new OptionError(
      `--disk ${disk}: cipher=${shown(value)} is not NAME-SIZE or NAME-SIZE-MODE-HASH, such as aes-256 or aes-256-cbc-sha256: write so, or cipher.name= and the like`,
    );
  }
  const [, name = '', size = '', mode, hash] = match;
  return { name, size, ...(mode !== undefined && hash !== undefined && { mode, hash }) };
}

/** `plain64` or `essiv-sha256`: name and hash. */
function splitIvgen(_disk: string, value: string): Record<string, string> {
  const [, name = '', hash] = /^([^-]*)(?:-(.*))?$/s.exec(value) ?? [];
  return { name, ...(hash !== undefined && { hash }) };
}

function seclabelsOf(values: Values): SeclabelOptions[] {
  const prefixes = new Set([...values.keys()].flatMap((key) => /^seclabel\d?\./.exec(key)?.[0] ?? []));
  return [...prefixes].sort().map((prefix) => {
    const labels = values.get(`${prefix}label`);
    return {
      ...pick(
        values,
        ['model', 'relabel', 'labelskip'].map((key) => prefix + key),
        prefix,
      ),
      ...(labels && { labels }),
    };
  });
}

/** The first value of each key that is there, under the key without its prefix. */
function pick(values: Values, keys: readonly string[], prefix: string): Record<string, string> {
  const found = keys.flatMap((key): [string, string][] => {
    const value = values.get(key)?.[0];
    return value === undefined ? [] : [[key.slice(prefix.length), value]];
  });
  return Object.fromEntries(found);
}
