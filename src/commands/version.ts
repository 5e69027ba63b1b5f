import { LIBXML2_VERSION } from '../judge/judge.js';
import { GENERATIONS, NEWEST_RELEASE } from '../release.js';
import { readTool } from '../report/tool.js';

/** What `--version` prints: tool, libxml2, and the releases known. */
export function versionText(): string {
  const { name, version } = readTool();
  const [first, ...changes] = GENERATIONS;
  return `${name} ${version}
libxml2 ${LIBXML2_VERSION}
libvirt ${first} to ${NEWEST_RELEASE} (the format changed in ${changes.join(', ')})
`;
}
