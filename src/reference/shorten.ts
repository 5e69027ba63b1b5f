/** Longer runs of one and the same thing than this are cut, in UTF-16 units. */
const LONGEST_RUN = 100;

/** Cuts what repeats itself for very long, as examples at a limit do, and says how long it was. */
export function shorten(text: string): string {
  return text.replace(/(.{1,12}?)\1{9,}/g, (run, once: string) =>
    run.length > LONGEST_RUN ? `${once.repeat(Math.ceil(8 / once.length))}…(${run.length} characters)` : run,
  );
}
