/** The report that Checkstyle made common: Jenkins, reviewdog and others read it. */
import { element } from '../author/print.js';
import type { RunResult } from '../settle/result.js';
import { fileReport } from './json.js';
import { xmlDocument, xmlText } from './xml.js';

/** The version of Checkstyle whose form it is, the one that all readers know. */
const FORM = '4.3';

/** All files are listed, those without a diagnostic too. */
export function checkstyleReport(run: RunResult): string {
  const files = run.files.map((file) => {
    const { path, diagnostics } = fileReport(file);
    const errors = diagnostics.map(({ line, column, severity, message, code }) =>
      element('error', [
        ['line', String(line)],
        ['column', String(column)],
        ['severity', severity],
        ['message', xmlText(message)],
        ['source', `backupxml.${code}`],
      ]),
    );
    return element('file', [['name', xmlText(path)]], errors);
  });
  return xmlDocument(element('checkstyle', [['version', FORM]], files));
}
