/** Short ways to a document, a context and what the rules say of them. */
import type { HostFacts, HostLook } from '../../src/host/facts.js';
import { modelCheckpoint } from '../../src/model/checkpoint.js';
import { modelDomain } from '../../src/model/domain.js';
import { parseRelease, type Release } from '../../src/release.js';
import { type Context, checkRules, type RuleDiagnostic } from '../../src/rules/index.js';
import type { ExampleSetting } from '../../src/rules/rule.js';
import { scan } from '../../src/scan/scan.js';
import type { XmlDocument } from '../../src/scan/tree.js';

export function release(name = '12.8.0'): Release {
  const parsed = parseRelease(name);
  if (!parsed) throw new Error(`no release: ${name}`);
  return parsed;
}

export function tree(text: string): XmlDocument {
  const scanned = scan(text);
  if (!scanned.ok) throw new Error(`${scanned.diagnostics[0].message}\n${text}`);
  return scanned.document;
}

export type Setting = Omit<ExampleSetting, 'newCheckpoint'> & {
  readonly newCheckpoint?: string;
  readonly schemaValid?: boolean;
};

export function contextOf(setting: Setting = {}): Context {
  return {
    release: release(setting.release),
    domain: setting.domain === undefined ? undefined : modelDomain(tree(setting.domain)),
    checkpoints: setting.checkpoints?.map((text) => modelCheckpoint(tree(text))),
    newCheckpoint: setting.newCheckpoint === undefined ? undefined : modelCheckpoint(tree(setting.newCheckpoint)),
    host: looking(setting.host),
    reuseExternal: setting.reuseExternal,
    schemaValid: setting.schemaValid,
  };
}

function looking(facts: HostFacts | undefined): HostLook | undefined {
  return facts && (() => facts);
}

export function check(text: string, setting?: Setting): RuleDiagnostic[] {
  return checkRules(tree(text), contextOf(setting));
}
