import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';

/** A change of a file as a unified diff that `patch -p1` and `git apply` take. Text is kept as it is, line ends included. */
export function unifiedDiff(path: string, before: string, after: string): string {
  return createTwoFilesPatch(`a/${path}`, `b/${path}`, before, after, undefined, undefined, {
    context: 3,
    headerOptions: FILE_HEADERS_ONLY,
  });
}
