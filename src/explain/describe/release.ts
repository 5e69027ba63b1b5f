/** Messages on what the release that is asked for does not know yet. */
import type { Diagnostic } from '../../diagnostic.js';
import { ANYTHING } from '../../grammar/derive.js';
import { isSinceExact } from '../../release.js';
import type { XmlElement } from '../../scan/tree.js';
import { readTag } from '../condition.js';
import type { NeedsRelease } from '../repair.js';
import { list, quote, tag } from './phrases.js';
import { onAttribute, onElement, type Scene } from './scene.js';

export function describeNeedsRelease(scene: Scene, repair: NeedsRelease): Diagnostic {
  const { element, attribute, release } = repair;
  const { name: target } = scene.grammar.release;
  const notes = isSinceExact(release)
    ? []
    : [`libvirt ${release} is the oldest release that is known to take it; some releases just before it may, too`];
  const lacking = attribute ? [] : completing(scene, repair);
  const what = attribute
    ? `${attribute.name}=${quote(attribute.value)} on ${tag(element.name)}`
    : wordsFor(element, lacking);
  const instead = lacking.length > 0 ? `add ${list(lacking)} to ${tag(element.name)}` : `leave it out`;
  const draft = {
    code: 'release-too-old',
    message: `${what} needs libvirt ${release} or newer; this is judged for ${target}`,
    actual: target,
    expected: `${release} or newer`,
    help: `${instead}, or run it on libvirt ${release} or newer (--libvirt ${release} judges for that)`,
    ...(notes.length > 0 && { notes }),
  };
  return attribute ? onAttribute(element, attribute.name, attribute.span, draft) : onElement(element, draft);
}

const wordsFor = (element: XmlElement, lacking: readonly string[]): string =>
  lacking.length > 0 ? `${tag(element.name)} without ${list(lacking)}` : tag(element.name);

/** The attributes with which an element would be complete without the newer release's help. */
function completing(scene: Scene, { element }: NeedsRelease): string[] {
  const { derive } = scene.grammar;
  const read = readTag(scene, element);
  if (!read) return [];
  return [...scene.survey.attributes(read).keys()].filter((name) => {
    const closed = derive.close(derive.attribute(read, name, ANYTHING));
    return closed.kind !== 'notAllowed' && derive.end(closed).kind !== 'notAllowed';
  });
}
