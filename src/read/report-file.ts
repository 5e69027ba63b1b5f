import { decode } from './decode.js';
import { ReadError, readHead } from './read.js';
import { rootNameOf } from './root.js';

/** So much of a file shows what it is, in bytes. */
const HEAD = 4096;

/** The roots of reports in XML: JUnit's and Checkstyle's. */
const ROOTS: ReadonlySet<string | undefined> = new Set(['testsuites', 'testsuite', 'checkstyle']);

/** Whether a file is a report, such as one that lies among the documents from the run before. */
export function isReport(path: string): boolean {
  try {
    return ROOTS.has(rootNameOf(decode(readHead(path, HEAD)).text));
  } catch (error) {
    if (error instanceof ReadError) return false;
    throw error;
  }
}
