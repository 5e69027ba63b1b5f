/** Finds targets and scratches that two disks share. */
import { placeOf, type Value } from '../model/values.js';
import { normalPath } from './paths.js';
import type { Finding, Scene } from './rule.js';
import { quoted } from './say.js';

interface StoreUse {
  readonly disk: string;
  readonly type: 'file' | 'block';
  readonly path: Value;
}

export interface SharedStore {
  readonly first: StoreUse;
  readonly second: StoreUse;
}

/** Each store that an earlier disk has already, beside the first that has it. A disk that is listed twice is another fault. */
export function findShared(scene: Scene): SharedStore[] {
  const seen = new Map<string, StoreUse>();
  const shared: SharedStore[] = [];
  for (const { name, type, listed } of scene.takingPart) {
    const path = listed.store?.path;
    if (!path) continue;
    const use: StoreUse = { disk: name, type, path };
    const key = normalPath(path.raw);
    const first = seen.get(key);
    if (!first) seen.set(key, use);
    else if (first.disk !== name) shared.push({ first, second: use });
  }
  return shared;
}

export function sharedFinding({ backup }: Scene, { first, second }: SharedStore): Finding {
  const what = second.type === 'block' ? 'device' : 'file';
  const role = backup.mode === 'pull' ? 'scratch' : 'target';
  const spelling =
    first.path.raw === second.path.raw
      ? {}
      : { notes: [`${quoted(first.path.raw)} and ${quoted(second.path.raw)} name the same ${what}.`] };
  return {
    ...placeOf(second.path),
    message: `disks ${quoted(first.disk)} and ${quoted(second.disk)} have the same ${role} ${quoted(second.path.raw)}`,
    help: `give each disk a ${what} of its own`,
    ...spelling,
    related: [{ span: placeOf(first.path).span, message: `the ${role} of disk ${quoted(first.disk)}` }],
  };
}
