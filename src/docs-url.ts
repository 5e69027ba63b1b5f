/** Where the pages of the documentation are to be read. They are made from the code by scripts/docs.mjs. */
const PAGES = 'https://github.com/backupxml/backupxml/blob/main/docs/';

/** The page on a diagnostic's code. */
export function docsUrl(code: string): string {
  return `${PAGES}rules/${code}.md`;
}
