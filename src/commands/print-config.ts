/** `validate --print-config`. */
import { relative } from 'node:path';
import { SETTABLE } from '../config/settable.js';
import { escapeJson } from '../report/escape.js';
import type { LintSettings } from './settings.js';

/** What holds after all, as JSON: for one file with its overrides applied, or for all with the overrides beside. */
export function printedConfig(settings: LintSettings, file: string | undefined): string {
  const { source, strict, maxWarnings, quiet } = settings;
  const profile = (file === undefined ? undefined : settings.profiles([file])?.get(file)) ?? settings.profile;
  const { releases, policy } = profile;
  const rules = SETTABLE.map(({ code, severity }) => [code, policy?.levels.get(code) ?? severity] as const);
  const overrides = source?.config.overrides?.map(({ files, rules: levels, libvirt }) => ({
    files,
    ...(levels && { rules: Object.fromEntries(levels) }),
    ...(libvirt && { libvirt: libvirt.map(({ name }) => name) }),
  }));
  const printed = {
    config: source ? relative('.', source.path) : null,
    ...(file !== undefined && { file, ignored: settings.ignored?.(file) === true }),
    libvirt: releases.map(({ name }) => name),
    rules: Object.fromEntries([...rules].sort(([a], [b]) => (a < b ? -1 : 1))),
    ignore: source?.config.ignore ?? [],
    ...(file === undefined && { overrides: overrides ?? [] }),
    strict,
    quiet,
    maxWarnings: maxWarnings ?? null,
    requireReason: policy?.requireReason ?? false,
    noInline: policy?.inline === 'forbidden',
  };
  return `${escapeJson(JSON.stringify(printed, null, 2))}\n`;
}
