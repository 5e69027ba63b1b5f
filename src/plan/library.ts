/** Planning for programs: the same as `backupxml plan`, from texts to data. */
import { modelBackup } from '../model/backup.js';
import { type CheckpointDocument, modelCheckpoint } from '../model/checkpoint.js';
import { modelDomain } from '../model/domain.js';
import { type ReadResult, sourceOf } from '../read/read.js';
import { NEWEST_RELEASE, parseRelease } from '../release.js';
import { type DiagnosticReport, fileReport } from '../report/json.js';
import { LONGEST_BESIDE } from '../scan/limits.js';
import { scan } from '../scan/scan.js';
import type { XmlDocument } from '../scan/tree.js';
import { type ValidateSettings, validateDocuments, validatePaired } from '../validate.js';
import { type PlanReport, planReport } from './json.js';
import { planBackup } from './plan.js';
import { planText } from './text.js';
import { planXml } from './xml.js';

export interface PlanOptions {
  /** The domain's document, as `virsh dumpxml` prints it. */
  readonly domain: string;
  /** The documents of checkpoints that exist, as `virsh checkpoint-dumpxml` prints them. */
  readonly checkpoints?: readonly string[] | undefined;
  /** The `<domaincheckpoint>` document that is given along with the backup. */
  readonly newCheckpoint?: string | undefined;
  /** The release of libvirt to plan for, such as `9.0.0`; the newest known where left out. */
  readonly libvirt?: string | undefined;
  /** When the backup starts, for invented file names; now where left out. */
  readonly at?: Date | undefined;
}

export type PlanResult =
  | {
      readonly ok: true;
      readonly plan: PlanReport;
      /** The effective document, as `virsh backup-dumpxml` prints it, without `index`. */
      readonly xml: string;
      /** The table for people. */
      readonly text: string;
    }
  | {
      readonly ok: false;
      /** Why the backup would be refused: of the document, and of the new checkpoint's. */
      readonly diagnostics: readonly DiagnosticReport[];
      readonly newCheckpointDiagnostics: readonly DiagnosticReport[];
    };

/**
 * Says what libvirt would do with a backup document. Throws a `RangeError` for a release that is not known, and for a domain or checkpoint that is
 * not well-formed or of another kind.
 */
export function plan(document: string, options: PlanOptions): PlanResult {
  const { libvirt = NEWEST_RELEASE, at = new Date(), checkpoints = [], newCheckpoint: paired } = options;
  const release = parseRelease(libvirt);
  if (!release) throw new RangeError(`libvirt release ${JSON.stringify(libvirt)} is not known`);
  const domain = modelDomain(treeOf(options.domain, 'domain'));
  const newCheckpoint = paired === undefined ? undefined : modelPaired(paired);
  const settings: ValidateSettings = {
    context: {
      release,
      domain,
      checkpoints: checkpoints.map((text) => modelCheckpoint(treeOf(text, 'domaincheckpoint'))),
      newCheckpoint,
    },
    schemaOnly: false,
    maxSize: LONGEST_BESIDE,
  };
  const read = (text: string): ReadResult => sourceOf('-', Buffer.from(text));
  const [verdict] = validateDocuments([read(document)], settings);
  const scanned = scan(document, { size: LONGEST_BESIDE });
  const onNewCheckpoint = verdict?.onNewCheckpoint ?? [];
  const pairResult = paired === undefined ? undefined : validatePaired(read(paired), onNewCheckpoint, settings);
  if (!verdict?.result.valid || !scanned.ok || pairResult?.valid === false) {
    return {
      ok: false,
      diagnostics: verdict ? fileReport(verdict.result).diagnostics : [],
      newCheckpointDiagnostics: pairResult ? fileReport(pairResult).diagnostics : [],
    };
  }
  const seconds = Math.floor(at.getTime() / 1000);
  const made = planBackup(modelBackup(scanned.document), { release, domain, newCheckpoint, at: seconds });
  return { ok: true, plan: planReport(made), xml: planXml(made), text: planText(made) };
}

/** One that is not well-formed gets its diagnostics like the backup itself. */
function modelPaired(text: string): CheckpointDocument | undefined {
  return scan(text, { size: LONGEST_BESIDE }).ok ? modelCheckpoint(treeOf(text, 'domaincheckpoint')) : undefined;
}

function treeOf(text: string, root: 'domain' | 'domaincheckpoint'): XmlDocument {
  const scanned = scan(text, { size: LONGEST_BESIDE });
  if (!scanned.ok) throw new RangeError(`the <${root}> document cannot be read: ${scanned.diagnostics[0].message}`);
  const { name } = scanned.document.root;
  if (name !== root) throw new RangeError(`the document is a <${name}>, not a <${root}>`);
  return scanned.document;
}
