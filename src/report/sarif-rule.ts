/** What is known of a code, as SARIF describes a rule. */
import type { MultiformatMessageString, ReportingConfiguration, ReportingDescriptor } from 'sarif';
import type { CodeDoc, Severity } from '../diagnostic.js';
import { docsUrl } from '../docs-url.js';
import { escapeLines } from './escape.js';

/** Texts of our own making; those of documents go through `sarifText`. */
export function sarifRule(doc: CodeDoc): ReportingDescriptor {
  return {
    id: doc.code,
    shortDescription: { text: doc.what },
    fullDescription: { text: withoutMarkup(doc.why) },
    help: help(doc),
    helpUri: docsUrl(doc.code),
    defaultConfiguration: { level: levelOf(doc.severity) },
  };
}

const LEVELS: Readonly<Record<Severity, NonNullable<ReportingConfiguration['level']>>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
};

export function levelOf(severity: Severity): NonNullable<ReportingConfiguration['level']> {
  return LEVELS[severity];
}

function help({ what, why, wrong, right }: CodeDoc): MultiformatMessageString {
  const examples = [['Wrong', wrong] as const, ['Right', right] as const].flatMap(([title, text]) =>
    text === '' ? [] : [{ title, text: escapeLines(text).trimEnd() }],
  );
  return {
    text: [what, withoutMarkup(why), ...examples.map(({ title, text }) => `${title}:\n\n${text}`)].join('\n\n'),
    markdown: [what, why, ...examples.map(({ title, text }) => `**${title}**\n\n${fenced(text)}`)].join('\n\n'),
  };
}

function withoutMarkup(markdown: string): string {
  return markdown.replaceAll('`', '');
}

/** A fence that nothing in the text can close. */
function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}xml\n${text}\n${fence}`;
}
