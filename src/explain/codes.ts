/** What is to be said at length about the codes that the explanation gives: faults against the grammar. */
import type { CodeDoc } from '../diagnostic.js';

const REFUSED = "libvirt's schema refuses the whole document, and says neither where nor why.";

export const EXPLAIN_CODES: readonly CodeDoc[] = [
  {
    code: 'element-misspelt',
    severity: 'error',
    what: 'An element has a name that is a slip of the pen away from one that is allowed there.',
    why: `${REFUSED} Names are compared letter by letter, and case counts. \`--fix\` corrects it.`,
    wrong: "<domainbackup>\n  <diskss>\n    <disk name='vda' backup='no'/>\n  </diskss>\n</domainbackup>\n",
    right: "<domainbackup>\n  <disks>\n    <disk name='vda' backup='no'/>\n  </disks>\n</domainbackup>\n",
  },
  {
    code: 'element-unknown',
    severity: 'error',
    what: 'An element has a name that the format does not know where it stands.',
    why: `${REFUSED} Often it comes from domain XML: a backup names the disk, and libvirt knows the rest about it from the domain.`,
    wrong:
      "<domainbackup>\n  <disks>\n    <disk name='vda' type='file'>\n      <source file='/images/vda.qcow2'/>\n      <target file='/backup/vda.qcow2'/>\n    </disk>\n  </disks>\n</domainbackup>\n",
    right:
      "<domainbackup>\n  <disks>\n    <disk name='vda' type='file'>\n      <target file='/backup/vda.qcow2'/>\n    </disk>\n  </disks>\n</domainbackup>\n",
  },
  {
    code: 'element-misplaced',
    severity: 'error',
    what: 'An element stands where it is not allowed, although the format knows it: in another element, or under another value of an attribute.',
    why: `${REFUSED} \`<server>\` and \`<scratch>\` belong to pull mode, \`<target>\` to push mode, and without \`mode\` a backup is a push.`,
    wrong:
      "<domainbackup>\n  <disks>\n    <disk name='vda' type='file'>\n      <scratch file='/backup/vda.qcow2'/>\n    </disk>\n  </disks>\n</domainbackup>\n",
    right:
      "<domainbackup>\n  <disks>\n    <disk name='vda' type='file'>\n      <target file='/backup/vda.qcow2'/>\n    </disk>\n  </disks>\n</domainbackup>\n",
  },
  {
    code: 'element-twice',
    severity: 'error',
    what: 'An element is given twice where one is allowed.',
    why: REFUSED,
    wrong:
      '<domainbackup>\n  <incremental>monday</incremental>\n  <incremental>tuesday</incremental>\n</domainbackup>\n',
    right: '<domainbackup>\n  <incremental>tuesday</incremental>\n</domainbackup>\n',
  },
  {
    code: 'element-order',
    severity: 'error',
    what: 'An element comes before another that it must come after.',
    why: `${REFUSED} The order is free almost everywhere; only an \`<ivgen>\` must come after its \`<cipher>\`.`,
    wrong:
      "<domainbackup>\n  <disks>\n    <disk name='vda' type='file'>\n      <target file='/backup/vda.qcow2'>\n        <encryption format='luks'>\n          <secret type='passphrase' usage='backup'/>\n          <ivgen name='plain64'/>\n          <cipher name='aes' size='256'/>\n        </encryption>\n      </target>\n    </disk>\n  </disks>\n</domainbackup>\n",
    right:
      "<domainbackup>\n  <disks>\n    <disk name='vda' type='file'>\n      <target file='/backup/vda.qcow2'>\n        <encryption format='luks'>\n          <secret type='passphrase' usage='backup'/>\n          <cipher name='aes' size='256'/>\n          <ivgen name='plain64'/>\n        </encryption>\n      </target>\n    </disk>\n  </disks>\n</domainbackup>\n",
  },
  {
    code: 'element-missing',
    severity: 'error',
    what: 'An element lacks one that it must hold.',
    why: `${REFUSED} A pull backup needs a \`<server>\`, a \`<disks>\` at least one \`<disk>\`.`,
    wrong: "<domainbackup mode='pull'/>\n",
    right: "<domainbackup mode='pull'>\n  <server name='localhost' port='10809'/>\n</domainbackup>\n",
  },
  {
    code: 'root-unknown',
    severity: 'error',
    what: 'The root element is not that of a backup document.',
    why: "libvirt looks at the root element before anything else: `expecting root element of 'domainbackup'`.",
    wrong: "<backup>\n  <disks>\n    <disk name='vda' backup='no'/>\n  </disks>\n</backup>\n",
    right: "<domainbackup>\n  <disks>\n    <disk name='vda' backup='no'/>\n  </disks>\n</domainbackup>\n",
  },
  {
    code: 'document-of-another-kind',
    severity: 'error',
    what: "The document is one of libvirt's, but of another kind.",
    why: 'libvirt looks at the root element before anything else, and begins no backup.',
    wrong: "<domain type='kvm'>\n  <name>web1</name>\n</domain>\n",
    right: '<domainbackup/>\n',
  },
  {
    code: 'attribute-misspelt',
    severity: 'error',
    what: 'An attribute has a name that is a slip of the pen away from one that is allowed there.',
    why: `${REFUSED} Names are compared letter by letter, and case counts. \`--fix\` corrects it.`,
    wrong: "<domainbackup mode='pull'>\n  <server name='localhost' prot='10809'/>\n</domainbackup>\n",
    right: "<domainbackup mode='pull'>\n  <server name='localhost' port='10809'/>\n</domainbackup>\n",
  },
  {
    code: 'attribute-unknown',
    severity: 'error',
    what: 'An attribute has a name that the format does not know on that element.',
    why: `${REFUSED} Often it comes from domain XML, where elements of the same names have more attributes.`,
    wrong:
      "<domainbackup>\n  <disks>\n    <disk name='vda' type='file'>\n      <driver name='qemu' type='qcow2'/>\n      <target file='/backup/vda.qcow2'/>\n    </disk>\n  </disks>\n</domainbackup>\n",
    right:
      "<domainbackup>\n  <disks>\n    <disk name='vda' type='file'>\n      <driver type='qcow2'/>\n      <target file='/backup/vda.qcow2'/>\n    </disk>\n  </disks>\n</domainbackup>\n",
  },
  {
    code: 'attribute-output-only',
    severity: 'error',
    what: 'An attribute is there that libvirt writes, but never reads.',
    why: '`virsh backup-dumpxml` prints `index`, `state` and `id`; the schema refuses them on the way in. `--fix` removes them.',
    wrong:
      "<domainbackup>\n  <disks>\n    <disk name='vda' backup='yes' type='file' index='5'>\n      <target file='/backup/vda.qcow2'/>\n    </disk>\n  </disks>\n</domainbackup>\n",
    right:
      "<domainbackup>\n  <disks>\n    <disk name='vda' backup='yes' type='file'>\n      <target file='/backup/vda.qcow2'/>\n    </disk>\n  </disks>\n</domainbackup>\n",
  },
  {
    code: 'attribute-misplaced',
    severity: 'error',
    what: 'An attribute stands where it is not allowed, although the format knows it: on another element, beside one that it excludes, or under another value of one that decides on it.',
    why: `${REFUSED} A Unix socket needs \`transport="unix"\`, an export needs pull mode, a device needs \`type="block"\`.`,
    wrong:
      "<domainbackup mode='pull'>\n  <server name='localhost' port='10809' socket='/run/nbd.sock'/>\n</domainbackup>\n",
    right: "<domainbackup mode='pull'>\n  <server name='localhost' port='10809'/>\n</domainbackup>\n",
  },
  {
    code: 'attribute-missing',
    severity: 'error',
    what: 'An element lacks an attribute that it must have, or that what it holds needs.',
    why: REFUSED,
    wrong: "<domainbackup>\n  <server name='localhost' port='10809'/>\n</domainbackup>\n",
    right: "<domainbackup mode='pull'>\n  <server name='localhost' port='10809'/>\n</domainbackup>\n",
  },
  {
    code: 'namespace-foreign',
    severity: 'error',
    what: 'An element or attribute is in a namespace.',
    why: `${REFUSED} The format is in no namespace, and nothing of another may stand in it, \`xml:lang\` and its like included. A declaration that nothing uses is harmless.`,
    wrong: "<domainbackup xmlns='urn:example:backup'/>\n",
    right: '<domainbackup/>\n',
  },
  {
    code: 'value-unknown',
    severity: 'error',
    what: 'An attribute that takes one of a few values has another one.',
    why: `${REFUSED} Case counts. \`--fix\` corrects a misspelt value.`,
    wrong: "<domainbackup>\n  <disks>\n    <disk name='vda' backup='No'/>\n  </disks>\n</domainbackup>\n",
    right: "<domainbackup>\n  <disks>\n    <disk name='vda' backup='no'/>\n  </disks>\n</domainbackup>\n",
  },
  {
    code: 'value-malformed',
    severity: 'error',
    what: 'The value of an attribute has not the form that it must have.',
    why: `${REFUSED} Nothing is trimmed: blanks around a number or a path count. Paths are absolute.`,
    wrong:
      "<domainbackup>\n  <disks>\n    <disk name='vda' type='file'>\n      <target file='backup/vda.qcow2'/>\n    </disk>\n  </disks>\n</domainbackup>\n",
    right:
      "<domainbackup>\n  <disks>\n    <disk name='vda' type='file'>\n      <target file='/backup/vda.qcow2'/>\n    </disk>\n  </disks>\n</domainbackup>\n",
  },
  {
    code: 'value-conflict',
    severity: 'error',
    what: 'The value of an attribute is allowed by itself, but contradicts what follows.',
    why: `${REFUSED} Where several things disagree with one value, that value is most likely the mistake.`,
    wrong:
      "<domainbackup mode='push'>\n  <server name='localhost' port='10809'/>\n  <disks>\n    <disk name='vda' type='file'>\n      <scratch file='/backup/vda.qcow2'/>\n    </disk>\n  </disks>\n</domainbackup>\n",
    right:
      "<domainbackup mode='pull'>\n  <server name='localhost' port='10809'/>\n  <disks>\n    <disk name='vda' type='file'>\n      <scratch file='/backup/vda.qcow2'/>\n    </disk>\n  </disks>\n</domainbackup>\n",
  },
  {
    code: 'text-unexpected',
    severity: 'error',
    what: 'Text stands where only elements may.',
    why: `${REFUSED} Notes belong in comments.`,
    wrong: "<domainbackup>\n  <disks>\n    TODO\n    <disk name='vda' backup='no'/>\n  </disks>\n</domainbackup>\n",
    right:
      "<domainbackup>\n  <disks>\n    <!-- TODO -->\n    <disk name='vda' backup='no'/>\n  </disks>\n</domainbackup>\n",
  },
  {
    code: 'text-malformed',
    severity: 'error',
    what: 'The text of an element has not the form that it must have.',
    why: `${REFUSED} The name of a checkpoint becomes the name of a file and of bitmaps, so it may not hold a slash or begin with a dot.`,
    wrong: '<domaincheckpoint>\n  <name>2026/11/25</name>\n</domaincheckpoint>\n',
    right: '<domaincheckpoint>\n  <name>2026-11-25</name>\n</domaincheckpoint>\n',
  },
  {
    code: 'release-too-old',
    severity: 'error',
    what: 'The document uses what only newer releases of libvirt know than the one it is judged for.',
    why: 'The schema of an older libvirt refuses what came later. `--libvirt` says for which release a document is judged.',
    libvirt: '9.0.0',
    wrong: "<domainbackup mode='pull'>\n  <server transport='fd' fdgroup='nbd'/>\n</domainbackup>\n",
    right: "<domainbackup mode='pull'>\n  <server transport='unix' socket='/run/backup/nbd.sock'/>\n</domainbackup>\n",
  },
  {
    code: 'faults-unlisted',
    severity: 'error',
    what: 'A document has more than a thousand faults, or a run more than fifty thousand, and those from here on are not listed one by one.',
    why: `${REFUSED} The verdict is on all of it, and the message says how many faults there are beside those that are listed.`,
    wrong: '',
    right: '',
  },
  {
    code: 'grammar-refused',
    severity: 'error',
    what: 'libxml2 refuses the document against the grammar, and backupxml finds no reason.',
    why: 'The verdict is that of libxml2, and holds. That there is no reason is a fault of backupxml: no document is known that gets this.',
    wrong: '',
    right: '',
  },
];
