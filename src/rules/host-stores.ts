/** The targets and scratches of a backup, and what the host has at their places. */
import { groupBy } from '../group.js';
import { type FolderFacts, folderOf, type PathKind } from '../host/facts.js';
import type { EffectiveDisk } from '../model/effective.js';
import { namePlace, type Place, placeOf } from '../model/values.js';
import { normalPath } from './paths.js';
import type { Scene } from './rule.js';
import { diskPlace } from './say.js';
import { imagesOf } from './store-is-source.js';

export interface HostStore {
  readonly disk: EffectiveDisk;
  readonly path: string;
  readonly kind: PathKind;
  readonly folderPath: string;
  readonly folder: FolderFacts;
  readonly place: Place;
}

/** Those that the host was looked at for; images that the domain uses are another rule's. */
export function hostStores(scene: Scene): HostStore[] {
  const { host, domain } = scene;
  if (!host) return [];
  const images = domain ? imagesOf(domain) : new Map<string, string>();
  return scene.disks.flatMap((disk) => {
    const { path } = disk;
    const folderPath = path === undefined ? undefined : folderOf(path);
    if (!disk.takesPart || path === undefined || folderPath === undefined || images.has(normalPath(path))) return [];
    const kind = host.paths.get(path);
    const folder = host.folders.get(folderPath);
    return kind && folder ? [{ disk, path, kind, folderPath, folder, place: storePlace(scene, disk) }] : [];
  });
}

function storePlace(scene: Scene, { listed }: EffectiveDisk): Place {
  if (listed?.store?.path) return placeOf(listed.store.path);
  return listed ? diskPlace(listed) : namePlace(scene.backup.element);
}

/** The stores of each folder, in the order of the document: what is wrong with a folder is one fault. */
export function byFolder(stores: readonly HostStore[]): [HostStore, ...HostStore[]][] {
  return [...groupBy(stores, ({ folderPath }) => folderPath).values()];
}
