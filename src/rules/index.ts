/** All rules, and the engine that runs them. */
import { type Backup, modelBackup } from '../model/backup.js';
import { effectiveDisks } from '../model/effective.js';
import { compareReleases, isAtLeast, type Release } from '../release.js';
import type { XmlDocument } from '../scan/tree.js';
import type { Context, Finding, Rule, RuleDiagnostic, Scene } from './rule.js';

export type { Context, Finding, Rule, RuleDiagnostic, Scene } from './rule.js';

export const RULES: readonly Rule[] = [];

/**
 * Models the document and runs all rules on it. Never throws, on whatever tree.
 * Gives the diagnostics in the order of the text, those of the new checkpoint's document last.
 */
export function checkRules(document: XmlDocument, context: Context): RuleDiagnostic[] {
  if (document.root.name !== 'domainbackup') return [];
  return checkBackup(modelBackup(document), context);
}

/** The same for a document that has been modelled already. */
export function checkBackup(backup: Backup, context: Context): RuleDiagnostic[] {
  const scene: Scene = { ...context, backup, disks: effectiveDisks(backup, context) };
  const refused = context.schemaValid === false;
  return RULES.filter((rule) => (!refused || rule.onRefused) && appliesTo(rule, context.release))
    .flatMap((rule) => Array.from(rule.check(scene), (finding) => stamp(rule, finding)))
    .sort((a, b) => a.document.localeCompare(b.document) || a.span.start - b.span.start || a.span.end - b.span.end);
}

function appliesTo(rule: Rule, release: Release): boolean {
  const { since, before } = rule.releases ?? {};
  return (!since || isAtLeast(release, since)) && (!before || compareReleases(release.name, before) < 0);
}

function stamp(rule: Rule, finding: Finding): RuleDiagnostic {
  return { severity: rule.severity, document: 'backup', ...finding, code: rule.code };
}
