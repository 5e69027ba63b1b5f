/** Whether a run could do all that it was asked for, as its exit code tells. */
export function isComplete(exitCode: number): boolean {
  return exitCode <= 1;
}

/** For reports that people read without the rest of the output. */
export const INCOMPLETE = 'not all that was asked for could be read, judged and written; standard error says what';
