import type { CodeDoc } from '../diagnostic.js';
import type { Limits } from './limits.js';

/** The limits that the examples below pass or keep: those that ship would make them too long to read. */
export const EXAMPLE_LIMITS: Limits = {
  size: 1024,
  depth: 6,
  attributes: 8,
  children: 16,
  lookups: 24,
  nameLength: 48,
  valueLength: 192,
};

/** What is said at length about each code of the scan. Under `EXAMPLE_LIMITS`, each wrong example gives its code and each right one scans. */
export const SCAN_CODES: readonly CodeDoc[] = [
  {
    code: 'xml-tag-unclosed',
    severity: 'error',
    what: 'An element has no end tag.',
    why: 'libvirt reads the document as XML, and where an element has no end it cannot tell what belongs into it. The start tag is named, and as a related place the end tag that came first.',
    wrong: `<domainbackup>
  <disks>
    <disk name="vda" backup="no">
  </disks>
</domainbackup>`,
    right: `<domainbackup>
  <disks>
    <disk name="vda" backup="no"/>
  </disks>
</domainbackup>`,
  },
  {
    code: 'xml-tag-mismatch',
    severity: 'error',
    what: 'An end tag is spelt unlike its start tag.',
    why: 'The name in the end tag must be that of the start tag, letter for letter; upper and lower case differ.',
    wrong: `<domainbackup>
  <incremental>cp1</incremantal>
</domainbackup>`,
    right: `<domainbackup>
  <incremental>cp1</incremental>
</domainbackup>`,
  },
  {
    code: 'xml-end-tag-unexpected',
    severity: 'error',
    what: 'An end tag closes nothing that is open.',
    why: 'Each end tag closes the innermost element that is open. One too many is often left over from a removed element.',
    wrong: `<domainbackup>
  <incremental>cp1</incremental>
  </disks>
</domainbackup>`,
    right: `<domainbackup>
  <incremental>cp1</incremental>
</domainbackup>`,
  },
  {
    code: 'xml-end-tag-malformed',
    severity: 'error',
    what: 'An end tag holds more or less than the name of its element.',
    why: 'An end tag is `</`, the name, and `>`; attributes stand in the start tag only.',
    wrong: `<domainbackup>
  <incremental>cp1</incremental full>
</domainbackup>`,
    right: `<domainbackup>
  <incremental>cp1</incremental>
</domainbackup>`,
  },
  {
    code: 'xml-tag-unfinished',
    severity: 'error',
    what: 'A tag lacks its `>`.',
    why: 'The next tag starts, or the document ends, before this one has ended.',
    wrong: `<domainbackup>
  <disks>
    <disk name="vda" backup="no"
  </disks>
</domainbackup>`,
    right: `<domainbackup>
  <disks>
    <disk name="vda" backup="no"/>
  </disks>
</domainbackup>`,
  },
  {
    code: 'xml-tag-malformed',
    severity: 'error',
    what: 'Something stands in a tag that does not belong there.',
    why: 'Within a start tag there are only attributes, and `/` directly before `>`.',
    wrong: `<domainbackup>
  <disks>
    <disk name="vda", backup="no"/>
  </disks>
</domainbackup>`,
    right: `<domainbackup>
  <disks>
    <disk name="vda" backup="no"/>
  </disks>
</domainbackup>`,
  },
  {
    code: 'xml-name-malformed',
    severity: 'error',
    what: 'A name holds a character that names may not have.',
    why: 'Names of elements and attributes are made of letters, digits, `-`, `_`, `.` and `:`, and start with a letter or `_`.',
    wrong: `<domainbackup>
  <disks>
    <disk na+me="vda" backup="no"/>
  </disks>
</domainbackup>`,
    right: `<domainbackup>
  <disks>
    <disk name="vda" backup="no"/>
  </disks>
</domainbackup>`,
  },
  {
    code: 'xml-attribute-unquoted',
    severity: 'error',
    what: 'The value of an attribute stands without quotes.',
    why: 'HTML allows it, XML does not: every value stands in `"` or `\'`.',
    wrong: `<domainbackup>
  <disks>
    <disk name=vda backup="no"/>
  </disks>
</domainbackup>`,
    right: `<domainbackup>
  <disks>
    <disk name="vda" backup="no"/>
  </disks>
</domainbackup>`,
  },
  {
    code: 'xml-attribute-without-value',
    severity: 'error',
    what: 'An attribute has no value.',
    why: 'HTML allows it, XML does not: every attribute is written `name="value"`.',
    wrong: `<domainbackup>
  <disks>
    <disk name="vda" backup/>
  </disks>
</domainbackup>`,
    right: `<domainbackup>
  <disks>
    <disk name="vda" backup="yes"/>
  </disks>
</domainbackup>`,
  },
  {
    code: 'xml-attribute-equals-missing',
    severity: 'error',
    what: 'There is no `=` between an attribute and its value.',
    why: 'Every attribute is written `name="value"`; a colon, as in JSON or YAML, will not do.',
    wrong: `<domainbackup>
  <disks>
    <disk name:"vda" backup="no"/>
  </disks>
</domainbackup>`,
    right: `<domainbackup>
  <disks>
    <disk name="vda" backup="no"/>
  </disks>
</domainbackup>`,
  },
  {
    code: 'xml-attribute-space-missing',
    severity: 'error',
    what: 'There is no white space between two attributes.',
    why: 'Attributes are separated by white space.',
    wrong: `<domainbackup>
  <disks>
    <disk name="vda"backup="no"/>
  </disks>
</domainbackup>`,
    right: `<domainbackup>
  <disks>
    <disk name="vda" backup="no"/>
  </disks>
</domainbackup>`,
  },
  {
    code: 'xml-attribute-twice',
    severity: 'error',
    what: 'An element has the same attribute twice.',
    why: 'XML allows each attribute once: libvirt cannot know which one is meant.',
    wrong: `<domainbackup>
  <disks>
    <disk name="vda" name="vdb" backup="no"/>
  </disks>
</domainbackup>`,
    right: `<domainbackup>
  <disks>
    <disk name="vda" backup="no"/>
  </disks>
</domainbackup>`,
  },
  {
    code: 'xml-value-unclosed',
    severity: 'error',
    what: 'The value of an attribute has no closing quote.',
    why: 'Without it the value goes on to the next quote, and takes what follows with it. The place shown is where the value starts, or the quote of the other kind that was to end it.',
    wrong: `<domainbackup>
  <disks>
    <disk name="vda backup="no"/>
  </disks>
</domainbackup>`,
    right: `<domainbackup>
  <disks>
    <disk name="vda" backup="no"/>
  </disks>
</domainbackup>`,
  },
  {
    code: 'xml-quotes-typographic',
    severity: 'error',
    what: 'The value of an attribute is in typographic quotes.',
    why: 'Word processors, web pages and chat programs turn straight quotes into typographic ones. To XML these are letters like any other.',
    wrong: `<domainbackup>
  <disks>
    <disk name=\u201cvda\u201d backup=\u201cno\u201d/>
  </disks>
</domainbackup>`,
    right: `<domainbackup>
  <disks>
    <disk name="vda" backup="no"/>
  </disks>
</domainbackup>`,
  },
  {
    code: 'xml-ampersand-unescaped',
    severity: 'error',
    what: 'An `&` stands for itself.',
    why: 'In XML an `&` starts a reference such as `&lt;`. The character itself is written `&amp;`, in texts and in values.',
    wrong: `<domainbackup>
  <incremental>R&D</incremental>
</domainbackup>`,
    right: `<domainbackup>
  <incremental>R&amp;D</incremental>
</domainbackup>`,
  },
  {
    code: 'xml-reference-unfinished',
    severity: 'error',
    what: 'A reference lacks its semicolon.',
    why: 'The references that XML knows end with `;`.',
    wrong: `<domainbackup>
  <incremental>R&amp D</incremental>
</domainbackup>`,
    right: `<domainbackup>
  <incremental>R&amp; D</incremental>
</domainbackup>`,
  },
  {
    code: 'xml-reference-malformed',
    severity: 'error',
    what: 'A character reference is malformed.',
    why: 'A character is written by its number, `&#233;` or `&#xE9;`.',
    wrong: `<domainbackup>
  <incremental>caf&#E9;</incremental>
</domainbackup>`,
    right: `<domainbackup>
  <incremental>caf&#xE9;</incremental>
</domainbackup>`,
  },
  {
    code: 'xml-entity-unknown',
    severity: 'error',
    what: 'An entity is not one of the five that XML has.',
    why: 'XML has `&amp;`, `&lt;`, `&gt;`, `&quot;` and `&apos;`. Those of HTML are unknown, and entities that a document type defines are not resolved, because they can make a reader hang or read other files.',
    wrong: `<domainbackup>
  <incremental>before&nbsp;upgrade</incremental>
</domainbackup>`,
    right: `<domainbackup>
  <incremental>before&#160;upgrade</incremental>
</domainbackup>`,
  },
  {
    code: 'xml-less-than-unescaped',
    severity: 'error',
    what: 'A `<` starts no tag.',
    why: 'In XML a `<` starts a tag. The character itself is written `&lt;`.',
    wrong: `<domainbackup>
  <incremental>a < b</incremental>
</domainbackup>`,
    right: `<domainbackup>
  <incremental>a &lt; b</incremental>
</domainbackup>`,
  },
  {
    code: 'xml-less-than-in-attribute',
    severity: 'error',
    what: 'The value of an attribute holds a `<`.',
    why: 'XML does not allow it, even between quotes: it is written `&lt;`.',
    wrong: `<domainbackup>
  <disks>
    <disk name="vda" exportname="a<b"/>
  </disks>
</domainbackup>`,
    right: `<domainbackup>
  <disks>
    <disk name="vda" exportname="a&lt;b"/>
  </disks>
</domainbackup>`,
  },
  {
    code: 'xml-character-forbidden',
    severity: 'error',
    what: 'The document holds a character that XML does not allow.',
    why: 'Control characters (all but tab, line feed and carriage return), halves of surrogate pairs, U+FFFE and U+FFFF may not stand in a document, not even as references.',
    wrong: `<domainbackup>
  <incremental>cp&#1;</incremental>
</domainbackup>`,
    right: `<domainbackup>
  <incremental>cp1</incremental>
</domainbackup>`,
  },
  {
    code: 'xml-cdata-end-misplaced',
    severity: 'error',
    what: '`]]>` stands in a text without a CDATA section before it.',
    why: 'XML reserves it for the end of a CDATA section.',
    wrong: `<domainbackup>
  <incremental>cp1]]></incremental>
</domainbackup>`,
    right: `<domainbackup>
  <incremental><![CDATA[cp1]]></incremental>
</domainbackup>`,
  },
  {
    code: 'xml-markup-unclosed',
    severity: 'error',
    what: 'A comment, CDATA section or processing instruction has no end.',
    why: 'All that follows belongs to it, to the end of the document.',
    wrong: `<domainbackup>
  <!-- weekly
  <incremental>cp1</incremental>
</domainbackup>`,
    right: `<domainbackup>
  <!-- weekly -->
  <incremental>cp1</incremental>
</domainbackup>`,
  },
  {
    code: 'xml-markup-unknown',
    severity: 'error',
    what: 'Something starts with `<!` and is nothing that XML knows there.',
    why: 'Within a document `<!` starts a comment, `<!--`, or a CDATA section, `<![CDATA[`.',
    wrong: `<domainbackup>
  <!- weekly -->
  <incremental>cp1</incremental>
</domainbackup>`,
    right: `<domainbackup>
  <!-- weekly -->
  <incremental>cp1</incremental>
</domainbackup>`,
  },
  {
    code: 'xml-comment-double-dash',
    severity: 'error',
    what: 'A comment holds `--`.',
    why: 'XML reserves `--` for the end of a comment, so comments cannot be nested, nor hold options such as `--wait`.',
    wrong: `<domainbackup>
  <!-- use --wait -->
  <incremental>cp1</incremental>
</domainbackup>`,
    right: `<domainbackup>
  <!-- use the wait option -->
  <incremental>cp1</incremental>
</domainbackup>`,
  },
  {
    code: 'xml-instruction-malformed',
    severity: 'error',
    what: 'The name of a processing instruction is missing or malformed.',
    why: 'A processing instruction is `<?`, directly followed by a name.',
    wrong: `<domainbackup>
  <? weekly?>
  <incremental>cp1</incremental>
</domainbackup>`,
    right: `<domainbackup>
  <?weekly?>
  <incremental>cp1</incremental>
</domainbackup>`,
  },
  {
    code: 'xml-declaration-malformed',
    severity: 'error',
    what: 'The XML declaration is malformed.',
    why: 'It has a version that starts with `1.`, then the encoding, then `standalone`, in this order and in quotes. It may be left out.',
    wrong: `<?xml encoding="UTF-8" version="1.0"?>
<domainbackup>
  <incremental>cp1</incremental>
</domainbackup>`,
    right: `<?xml version="1.0" encoding="UTF-8"?>
<domainbackup>
  <incremental>cp1</incremental>
</domainbackup>`,
  },
  {
    code: 'xml-declaration-misplaced',
    severity: 'error',
    what: 'The XML declaration is not the very first thing.',
    why: 'Nothing may stand before it, not even white space.',
    wrong: `
<?xml version="1.0"?>
<domainbackup>
  <incremental>cp1</incremental>
</domainbackup>`,
    right: `<?xml version="1.0"?>
<domainbackup>
  <incremental>cp1</incremental>
</domainbackup>`,
  },
  {
    code: 'xml-doctype-subset',
    severity: 'error',
    what: 'The document type does more than name the root element.',
    why: 'An internal subset or an external file can define entities, which can make a reader hang or read other files. libvirt needs none of it: only a bare `<!DOCTYPE domainbackup>` is accepted.',
    wrong: `<!DOCTYPE domainbackup SYSTEM "backup.dtd">
<domainbackup>
  <incremental>cp1</incremental>
</domainbackup>`,
    right: `<!DOCTYPE domainbackup>
<domainbackup>
  <incremental>cp1</incremental>
</domainbackup>`,
  },
  {
    code: 'xml-doctype-misplaced',
    severity: 'error',
    what: 'A document type stands after the root has begun, or after another one.',
    why: 'A document may have one, before its root element.',
    wrong: `<domainbackup>
  <incremental>cp1</incremental>
</domainbackup>
<!DOCTYPE domainbackup>`,
    right: `<!DOCTYPE domainbackup>
<domainbackup>
  <incremental>cp1</incremental>
</domainbackup>`,
  },
  {
    code: 'xml-second-root',
    severity: 'error',
    what: 'A second element stands after the root.',
    why: 'A document has one root element. Two backups need two files.',
    wrong: `<domainbackup/>
<domainbackup mode="pull"/>`,
    right: '<domainbackup/>',
  },
  {
    code: 'xml-text-outside-root',
    severity: 'error',
    what: 'Text stands before or after the root element.',
    why: 'Only white space, comments and processing instructions may stand there. Text there is often left over from a terminal.',
    wrong: `$ cat backup.xml
<domainbackup>
  <incremental>cp1</incremental>
</domainbackup>`,
    right: `<domainbackup>
  <incremental>cp1</incremental>
</domainbackup>`,
  },
  {
    code: 'xml-empty',
    severity: 'error',
    what: 'The document is empty, or holds comments only.',
    why: 'There is no root element, so libvirt finds nothing to do. An empty file is often what is left of a command that failed.',
    wrong: '<!-- weekly -->',
    right: `<!-- weekly -->
<domainbackup/>`,
  },
  {
    code: 'xml-not-xml',
    severity: 'error',
    what: 'The file is not XML at all.',
    why: 'libvirt takes backup documents as XML only.',
    wrong: '{"domainbackup": {"incremental": "cp1"}}',
    right: `<domainbackup>
  <incremental>cp1</incremental>
</domainbackup>`,
  },
  {
    code: 'xml-too-large',
    severity: 'error',
    what: 'The document is longer than the limit.',
    why: 'libxml2 gets slower out of proportion on large documents. A backup document of 1 MiB describes thousands of disks; `--max-size` raises the limit.',
    wrong: `<domainbackup>
  <!-- ${'weekly '.repeat(200)}-->
</domainbackup>`,
    right: `<domainbackup>
  <!-- weekly -->
</domainbackup>`,
  },
  {
    code: 'xml-too-deep',
    severity: 'error',
    what: 'Elements stand too deep in one another.',
    why: 'libxml2, and so libvirt, refuses more than 256 levels. A valid backup document has seven at most.',
    wrong: `<domainbackup>
  <a><b><c><d><e><f><g/></f></e></d></c></b></a>
</domainbackup>`,
    right: `<domainbackup>
  <incremental>cp1</incremental>
</domainbackup>`,
  },
  {
    code: 'xml-too-many-attributes',
    severity: 'error',
    what: 'An element has too many attributes.',
    why: 'libxml2 takes seconds and minutes where one element has many thousands. No element of a backup document has more than a few.',
    wrong: '<domainbackup a="1" b="2" c="3" d="4" e="5" f="6" g="7" h="8" i="9"/>',
    right: '<domainbackup mode="push"/>',
  },
  {
    code: 'xml-too-many-children',
    severity: 'error',
    what: 'An element has too many others directly in it.',
    why: 'libxml2 gets slower out of proportion with the number of siblings.',
    wrong: `<domainbackup>
  ${'<a/>'.repeat(20)}
</domainbackup>`,
    right: `<domainbackup>
  <a/>
</domainbackup>`,
  },
  {
    code: 'xml-too-many-namespaces',
    severity: 'error',
    what: 'There are too many namespace declarations, and too many names within them.',
    why: 'libxml2 looks each name up among all declarations around it, which takes minutes where there are thousands of both. Backup documents need none.',
    wrong: `<domainbackup xmlns:a="urn:a" xmlns:b="urn:b" xmlns:c="urn:c">
  ${'<a/>'.repeat(10)}
</domainbackup>`,
    right: '<domainbackup mode="push"/>',
  },
  {
    code: 'xml-name-too-long',
    severity: 'error',
    what: 'A name is too long.',
    why: 'Names in backup documents are short; a long one is a mistake or an attack.',
    wrong: `<domainbackup ${'n'.repeat(60)}="1"/>`,
    right: '<domainbackup mode="push"/>',
  },
  {
    code: 'xml-value-too-long',
    severity: 'error',
    what: 'The value of an attribute, or a text, is too long.',
    why: 'No value that libvirt takes is longer than a few thousand characters: a path has at most 4,096.',
    wrong: `<domainbackup>
  <incremental>${'cp'.repeat(120)}</incremental>
</domainbackup>`,
    right: `<domainbackup>
  <incremental>cp1</incremental>
</domainbackup>`,
  },
];
