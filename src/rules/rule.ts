/** The contract of a rule: what it says about itself, what it is given, and what it may find. */
import type { CodeDoc, Diagnostic, ReleaseName, Severity } from '../diagnostic.js';
import type { HostFacts, HostLook } from '../host/facts.js';
import type { Backup, BackupDisk } from '../model/backup.js';
import type { Checkpoint, CheckpointDocument } from '../model/checkpoint.js';
import type { Domain } from '../model/domain.js';
import type { EffectiveDisk } from '../model/effective.js';
import type { Release } from '../release.js';

/** What is known beside the document itself. */
export interface Context {
  readonly release: Release;
  /** Rules that need the domain stay silent without it. */
  readonly domain?: Domain | undefined;
  /** The checkpoints that exist. Undefined or empty means: nothing is known of them. */
  readonly checkpoints?: readonly Checkpoint[] | undefined;
  /** The checkpoint to be created at the same moment. */
  readonly newCheckpoint?: CheckpointDocument | undefined;
  /** How to look at the host, where the document is to be judged on it. */
  readonly host?: HostLook | undefined;
  /** Begun with `--reuse-external`: files must exist. */
  readonly reuseExternal?: boolean | undefined;
  /** False where the grammar refused the document: then only rules speak that judge values surely present. */
  readonly schemaValid?: boolean | undefined;
}

/** What a rule looks at: the document, what libvirt makes of its disks, and the context. */
export interface Scene extends Omit<Context, 'host'> {
  readonly backup: Backup;
  readonly host: HostFacts | undefined;
  readonly disks: readonly EffectiveDisk[];
  /** The disks of the document's list that take part. */
  readonly takingPart: readonly ListedDisk[];
}

export interface ListedDisk extends EffectiveDisk {
  readonly listed: BackupDisk;
}

/** Which document a finding's spans count in. */
export type DocumentKind = 'backup' | 'checkpoint';

export interface Finding extends Omit<Diagnostic, 'code' | 'severity'> {
  /** Backup where left out. */
  readonly document?: DocumentKind;
  /** Lowers the rule's severity where the context leaves a doubt. */
  readonly severity?: Severity;
}

/** A diagnostic of a rule; the checkpoint document is the one to be created with the backup. */
export interface RuleDiagnostic extends Diagnostic {
  readonly document: DocumentKind;
}

/** Documents and facts that a rule's examples stand in. */
export interface ExampleSetting {
  readonly release?: ReleaseName;
  readonly domain?: string;
  readonly checkpoints?: readonly string[];
  /** Where the fault lies in the pair: the new checkpoint's document, for the wrong and the right example. */
  readonly newCheckpoint?: { readonly wrong: string; readonly right: string };
  readonly host?: HostFacts;
  readonly reuseExternal?: boolean;
}

export interface Rule extends CodeDoc {
  /** The releases that behave so; all, where left out. */
  readonly releases?: { readonly since?: ReleaseName; readonly before?: ReleaseName };
  /**
   * Whether it also speaks on a document that the grammar refused. Only a rule may that judges what is surely there: one that goes by what is
   * missing, or by a value that the grammar may have refused itself, would say the same fault twice.
   */
  readonly onRefused: boolean;
  /** Names of elements and attributes, one of which stands in whatever the rule speaks on. It may speak on any document where left out. */
  readonly mentions?: readonly string[];
  /** Of a rule that goes by more than the document: it is silent where nothing is known of all that is named here. */
  readonly setting?: ExampleSetting;
  check(scene: Scene): Iterable<Finding>;
}
