/** The commands, each in a module of its own that is only loaded when it is called. */
import type { Command } from 'commander';
import type { CommandIo } from './io.js';

export type Register = (program: Command, io: CommandIo) => void;

export interface CommandEntry {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  readonly load: () => Promise<Register>;
}

export const COMMANDS: readonly CommandEntry[] = [
  {
    name: 'validate',
    summary: 'judge documents as libvirt does, and say what is wrong with them',
    load: async () => (await import('./validate.js')).registerValidate,
  },
  {
    name: 'compat',
    summary: 'say from which release of libvirt on documents are accepted',
    load: async () => (await import('./compat.js')).registerCompat,
  },
  {
    name: 'plan',
    summary: 'show what libvirt would do with a document and a domain',
    load: async () => (await import('./plan.js')).registerPlan,
  },
  {
    name: 'new',
    summary: 'write a document from flags or from a domain',
    load: async () => (await import('./new.js')).registerNew,
  },
  {
    name: 'format',
    summary: 'rewrite documents in the style of virsh backup-dumpxml',
    load: async () => (await import('./format.js')).registerFormat,
  },
  {
    name: 'explain',
    summary: 'tell about a code, an element or attribute, or a release',
    load: async () => (await import('./explain.js')).registerExplain,
  },
  {
    name: 'completion',
    summary: 'print a script that completes commands and options in a shell',
    load: async () => (await import('./completion.js')).registerCompletion,
  },
];
