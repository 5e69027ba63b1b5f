/** What asks a process to end, and what a terminal sends where somebody types ^C or closes it. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Does what must not be left half-done: a signal that comes meanwhile ends the process after it. What takes seconds is better done in parts. */
export async function uninterrupted<T>(work: () => T | Promise<T>): Promise<T> {
  const heard: NodeJS.Signals[] = [];
  const hear = (signal: NodeJS.Signals): void => {
    heard.push(signal);
  };
  for (const signal of SIGNALS) process.on(signal, hear);
  try {
    return await work();
  } finally {
    // Node hears of a signal when it waits for something.
    await new Promise((resolve) => setImmediate(resolve));
    for (const signal of SIGNALS) process.off(signal, hear);
    const [first] = heard;
    if (first) process.kill(process.pid, first);
  }
}
