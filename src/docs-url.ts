/** Where the project is to be found. */
export const PROJECT_URL = 'https://github.com/backupxml/backupxml';

/** Where the pages of the documentation are to be read. They are made from the code by scripts/docs.mjs. */
const PAGES = `${PROJECT_URL}/blob/main/docs/`;

/** The page on a diagnostic's code. */
export function docsUrl(code: string): string {
  return `${PAGES}rules/${code}.md`;
}
