/** Options that cannot stand together. Each is told with both sides, before any document is made of them. */
import { type BackupOptions, type DiskOptions, OptionError, type ServerOptions, shown } from './options.js';

/** Throws `OptionError` for the first contradiction. */
export function checkOptions(options: BackupOptions): void {
  if (options.server) checkServer(options, options.server);
  if (options.incremental === '') {
    throw new OptionError(
      '--incremental is empty, as from a variable that is not set: name a checkpoint, or leave it out for a full backup',
    );
  }
  if (options.allDisks) checkAllDisks(options);
  for (const disk of options.disks ?? []) checkDisk(options, disk);
  checkNames(options);
  if (options.checkpointName !== undefined) checkCheckpointName(options, options.checkpointName);
}

type Said = readonly [flag: string, value: unknown];

/** The first of the options that was given, or undefined. */
function given(options: readonly Said[]): string | undefined {
  return options.find(([, value]) => value !== undefined)?.[0];
}

function checkServer(options: BackupOptions, server: ServerOptions): void {
  const tcp = given([
    ['--host', server.host],
    ['--port', server.port],
  ]);
  const socket = given([['--socket', server.socket]]);
  const fdgroup = given([['--fdgroup', server.fdgroup]]);
  const tls = server.tls === undefined ? undefined : server.tls ? '--tls' : '--no-tls';
  const any = tcp ?? socket ?? fdgroup ?? tls;
  if (options.mode === 'push' && any) {
    throw new OptionError(
      `--push and ${any} contradict: only a pull backup has a server; leave ${any} out, or write --pull`,
    );
  }
  const [first, second] = [tcp, socket, fdgroup].filter((flag) => flag !== undefined);
  if (first && second)
    throw new OptionError(`${first} and ${second} contradict: the server listens in one place; leave one of them out`);
}

function checkAllDisks(options: BackupOptions): void {
  const other = given([
    ['--disk', options.disks?.length ? options.disks : undefined],
    ['--exclude', options.exclude?.length ? options.exclude : undefined],
    ['--dir', options.directory],
    ['--name-template', options.nameTemplate],
  ]);
  if (!other) return;
  throw new OptionError(
    `--all-disks and ${other} contradict: with --all-disks no disk is listed; leave one of them out`,
  );
}

function checkDisk(options: BackupOptions, disk: DiskOptions): void {
  const clash = diskClash(options, disk);
  if (clash) throw new OptionError(`--disk ${shown(disk.name)}: ${clash}`);
}

function diskClash(options: BackupOptions, disk: DiskOptions): string | undefined {
  const { file, dev, backup, backupmode, incremental, exportname, exportbitmap } = disk;
  if (file !== undefined && dev !== undefined) {
    return `file=${shown(file)} and dev=${shown(dev)} contradict: a disk goes to one of them`;
  }
  if (backupmode === 'full' && incremental !== undefined) {
    return `backupmode=full and incremental=${shown(incremental)} contradict: leave one of them out`;
  }
  if (options.mode === 'push' && (exportname ?? exportbitmap) !== undefined) {
    const [key, value] = exportname === undefined ? ['exportbitmap', exportbitmap] : ['exportname', exportname];
    return `${key}=${shown(value ?? '')} and --push contradict: only a pull backup has exports; leave ${key}= out, or write --pull`;
  }
  if (backup === 'no') return excludedClash(disk);
  return encryptionClash(disk) ?? seclabelClash(disk);
}

function excludedClash(disk: DiskOptions): string | undefined {
  const [key] = Object.entries(disk)
    .filter(([name, value]) => name !== 'name' && name !== 'backup' && value !== undefined)
    .map(([name]) => name.replace(/^seclabels$/, 'seclabel'));
  return key && `backup=no and ${key}= contradict: a disk that takes no part says nothing else`;
}

function encryptionClash({ encryption }: DiskOptions): string | undefined {
  if (!encryption) return undefined;
  const { secret, usage, cipher, ivgen } = encryption;
  if (secret !== undefined && usage !== undefined) {
    return `encryption.secret=${shown(secret)} and encryption.usage=${shown(usage)} contradict: name the secret in one way`;
  }
  if (secret === undefined && usage === undefined) {
    return 'encryption needs the secret that holds its passphrase: write encryption.secret=UUID or encryption.usage=NAME';
  }
  if (cipher && !ivgen) return 'cipher= needs ivgen= beside it, such as ivgen=plain64';
  if (ivgen && !cipher) return 'ivgen= needs cipher= beside it, such as cipher=aes-256';
  return undefined;
}

function seclabelClash({ seclabels = [] }: DiskOptions): string | undefined {
  for (const { model, relabel, labelskip, labels = [] } of seclabels) {
    const label = labels[0];
    if (labelskip !== undefined && relabel !== undefined) {
      return `seclabel.labelskip=${shown(labelskip)} and seclabel.relabel=${shown(relabel)} contradict: leave one of them out`;
    }
    if (relabel === 'no' && label !== undefined) {
      return `seclabel.relabel=no and seclabel.label=${shown(label)} contradict: what is not relabelled has no label`;
    }
    if (labelskip !== undefined && label !== undefined) {
      return `seclabel.labelskip=${shown(labelskip)} and seclabel.label=${shown(label)} contradict: leave one of them out`;
    }
    if ((relabel ?? labelskip ?? label) === undefined) {
      return `seclabel.model=${shown(model ?? '')} says not how to label: add seclabel.label=LABEL, or seclabel.relabel=no`;
    }
    if (relabel === 'yes' && label === undefined)
      return 'seclabel.relabel=yes needs the label: add seclabel.label=LABEL';
  }
  return undefined;
}

function checkNames({ disks = [], exclude = [] }: BackupOptions): void {
  const seen = new Map<string, string>();
  const said: [string, string][] = [
    ...disks.map(({ name }): [string, string] => ['--disk', name]),
    ...exclude.map((name): [string, string] => ['--exclude', name]),
  ];
  for (const [flag, name] of said) {
    const before = seen.get(name);
    if (before === flag) throw new OptionError(`${flag} ${shown(name)} is said twice: write one ${flag} for each disk`);
    if (before)
      throw new OptionError(`${before} ${shown(name)} and ${flag} ${shown(name)} contradict: leave one of them out`);
    seen.set(name, flag);
  }
}

function checkCheckpointName({ incremental, disks = [] }: BackupOptions, name: string): void {
  const clash = (flag: string): OptionError =>
    new OptionError(
      `--checkpoint-name ${shown(name)} and ${flag}${shown(name)} contradict: the new checkpoint needs a name of its own, as the old one is what the backup starts from`,
    );
  if (incremental === name) throw clash('--incremental ');
  const disk = disks.find((candidate) => candidate.incremental === name);
  if (disk) throw clash(`--disk ${disk.name},incremental=`);
}
