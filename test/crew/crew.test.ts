/** Children that judge, and what becomes of the rest where one of them dies. */
import { fork } from 'node:child_process';
import { on, once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type CrewOptions, createCrew, type Outcome } from '../../src/crew/crew.js';
import type { Answer, Working } from '../../src/crew/wire.js';
import { type ReadResult, sourceOf } from '../../src/read/read.js';
import { EXAMPLE_CHECKPOINT, EXAMPLE_DOMAIN } from '../../src/rules/examples.js';
import { type ValidateSettings, validateDocuments } from '../../src/validate.js';
import { folderWith, GOOD, MISSPELT, ROOT } from '../cli/process.js';
import { contextOf } from '../rules/scene.js';
import { SAMPLE, SETTINGS } from '../sample.js';

function crewOf(options: CrewOptions, settings = SETTINGS) {
  const crew = createCrew(settings, options);
  onTestFinished(() => crew.close());
  return crew;
}

const documents = (names: readonly string[]): ReadResult[] => names.map((name) => sourceOf(name, Buffer.from('<a/>')));

/** A child that finds nothing in any document, but does `misdeed` once it is sent one that is called so. */
function childThat(misdeed: string): string {
  const folder = folderWith({});
  const entry = join(folder, 'child.cjs');
  writeFileSync(
    entry,
    `process.on('message', ({ kind, tasks }) => {
      if (kind !== 'work') return;
      if (tasks.some(({ path }) => path.startsWith('bad'))) { ${misdeed} }
      const verdict = ({ path }) => ({
        result: { path, text: '', wellFormed: true, schemaValid: true, valid: true, diagnostics: [] }, onNewCheckpoint: [],
      });
      process.send({ kind: 'judged', judged: tasks.map((task) => ({ kind: 'verdict', verdict: verdict(task) })) });
    });`,
  );
  return entry;
}

const shown = (outcomes: readonly Outcome[]) =>
  outcomes.map((outcome) => {
    if (outcome.kind === 'verdict') return outcome.verdict.result.path;
    return outcome.kind === 'crash' ? `${outcome.path}: ${outcome.reason}` : outcome.kind;
  });

type Message = Answer | Working;

/** A child as a crew starts it, that has been sent these files of a folder; and what it says. */
function childAt(folder: string, names: readonly string[]) {
  const tasks = names.map((name) => ({ kind: 'file' as const, path: join(folder, name), named: false }));
  const child = fork(join(ROOT, 'bin/child.js'), { serialization: 'advanced' });
  onTestFinished(() => void child.kill('SIGKILL'));
  child.send({ kind: 'setup', settings: SETTINGS, host: false, newCheckpoint: undefined });
  child.send({ kind: 'work', tasks });
  const messages = on(child, 'message');
  const next = async (): Promise<Message> => (await messages.next()).value[0];
  return { child, next };
}

test('what is asked for first is answered first, however long it takes', async () => {
  const large = GOOD.replace('<disks>', `<disks>${'<!-- large -->'.repeat(40_000)}`);
  const folder = folderWith({ 'large.xml': large, 'small.xml': MISSPELT });
  const crew = crewOf({ size: 1 });
  const asked = [['large.xml', 'large.xml', 'large.xml'], ['small.xml'], ['large.xml', 'small.xml'], ['small.xml']];
  const outcomes = await Promise.all(
    asked.map((names) =>
      crew.validate(names.map((name) => ({ kind: 'file' as const, path: join(folder, name), named: false }))),
    ),
  );
  const valid = outcomes.map((some) =>
    some.map((outcome) => outcome.kind === 'verdict' && [outcome.verdict.result.path, outcome.verdict.result.valid]),
  );
  expect(valid).toEqual(asked.map((names) => names.map((name) => [join(folder, name), name === 'large.xml'])));
});

describe('a child', () => {
  const LARGE = GOOD.replace('<disks>', `<disks>${'<!-- large -->'.repeat(40_000)}`);

  test('gives a sign of life between large documents, and answers in their order all the same', async () => {
    const folder = folderWith({ 'large.xml': LARGE, 'broken.xml': MISSPELT, 'foreign.xml': '<project/>' });
    const { next } = childAt(folder, ['large.xml', 'broken.xml', 'large.xml', 'foreign.xml', 'broken.xml']);
    expect([await next(), await next()]).toEqual([{ kind: 'working' }, { kind: 'working' }]);
    const broken = {
      kind: 'verdict',
      verdict: { result: { path: join(folder, 'broken.xml'), text: MISSPELT, valid: false } },
    };
    expect(await next()).toMatchObject({
      kind: 'judged',
      judged: [{ kind: 'clean' }, broken, { kind: 'clean' }, { kind: 'foreign' }, broken],
    });
  });

  test('ends with its parent, whatever there is left to do', async () => {
    const folder = folderWith({ 'large.xml': LARGE });
    const { child, next } = childAt(folder, Array<string>(5000).fill('large.xml'));
    expect(await next()).toEqual({ kind: 'working' });
    const ended = once(child, 'exit');
    child.disconnect();
    expect(await ended).toEqual([0, null]);
  }, 5_000);
});

describe('a crew', () => {
  test('finds what is found in one process', async () => {
    const crew = crewOf({ size: 2 });
    const sources = [...SAMPLE, 'no XML', ''].map((text, i) => sourceOf(`${i}.xml`, Buffer.from(text)));
    sources.push(sourceOf('bytes.xml', Buffer.from([0x3c, 0x61, 0xff, 0x3e])));
    const outcomes = (
      await Promise.all([crew.validate(sources.slice(0, 30)), crew.validate(sources.slice(30))])
    ).flat();
    const expected = validateDocuments(sources, SETTINGS);
    expect(outcomes).toEqual(expected.map((verdict) => ({ kind: 'verdict', verdict })));
  });

  test('finds what is found in one process, beside a domain, its checkpoints and a new one', async () => {
    const newCheckpoint = `<domaincheckpoint><name>new</name><disks><disk name='vda'/><disk name='vda' bitmap='x'/></disks></domaincheckpoint>`;
    const settings: ValidateSettings = {
      ...SETTINGS,
      context: contextOf({ domain: EXAMPLE_DOMAIN, checkpoints: [EXAMPLE_CHECKPOINT], newCheckpoint }),
    };
    const sources = SAMPLE.map((text, i) => sourceOf(`${i}.xml`, Buffer.from(text)));
    const expected = validateDocuments(sources, settings);
    expect(expected.flatMap(({ onNewCheckpoint }) => onNewCheckpoint).length).toBeGreaterThan(0);
    const outcomes = await crewOf({ size: 1 }, settings).validate(sources);
    expect(outcomes).toEqual(expected.map((verdict) => ({ kind: 'verdict', verdict })));
  });

  test('reads files itself, and gives back the text where there is something to show', async () => {
    const broken = '<domainbackup><disks><disc name="vda"/></disks></domainbackup>';
    const folder = folderWith({
      'good.xml': '<domainbackup mode="push"/>',
      'broken.xml': broken,
      'foreign.xml': '<project/>',
      'large.xml': `<domainbackup>${' '.repeat(SETTINGS.maxSize)}</domainbackup>`,
    });
    const file = (name: string, named = false) => ({ kind: 'file' as const, path: join(folder, name), named });
    const tasks = [file('good.xml'), file('broken.xml'), file('foreign.xml'), file('foreign.xml', true)];
    const outcomes = await crewOf({ size: 2 }).validate([...tasks, file('large.xml'), file('missing.xml')]);
    expect(outcomes.map(({ kind }) => kind)).toEqual([
      'verdict',
      'verdict',
      'foreign',
      'verdict',
      'unreadable',
      'unreadable',
    ]);
    const [, verdict] = outcomes;
    expect(verdict).toMatchObject({ verdict: { result: { text: broken, valid: false } } });
    expect(outcomes.slice(4)).toMatchObject([
      { message: expect.stringContaining('large.xml: has') },
      { message: expect.stringContaining('missing.xml: there is no such file') },
    ]);
  });

  test.each([
    ['is killed by native code', `process.kill(process.pid, 'SIGSEGV'); return;`, /SIGSEGV/],
    ['gives up', 'process.abort();', /SIGABRT/],
    ['ends without an answer', 'process.exit(7);', /exit code 7/],
    ['hangs', 'for (;;);', /not judged within 3 seconds/],
    ['throws', `process.send({ kind: 'failed', reason: 'out of its depth' }); return;`, /^bad: out of its depth$/],
  ])('judges the others where a child %s', async (_name, misdeed, reason) => {
    const names = ['a', 'b', 'bad', 'c', 'd'];
    const crew = crewOf({ size: 2, entry: childThat(misdeed), patience: 3000 });
    const outcomes = await Promise.all([crew.validate(documents(names)), crew.validate(documents(['e', 'f']))]);
    const [first = [], second = []] = outcomes.map(shown);
    expect(first.map((line, i) => (i === 2 ? '' : line))).toEqual(['a', 'b', '', 'c', 'd']);
    expect(first[2]).toMatch(reason);
    expect(second).toEqual(['e', 'f']);
  });

  test('has done by another child what one has not come to before it ends', async () => {
    const crew = crewOf({ size: 1, entry: childThat('process.abort();') });
    const outcomes = await Promise.all([['bad'], ['a'], ['b', 'c']].map((names) => crew.validate(documents(names))));
    expect(outcomes.map(shown)).toEqual([[expect.stringMatching(/^bad: .*SIGABRT/)], ['a'], ['b', 'c']]);
  });

  test('is busy where each child works on something and has something to go on with', async () => {
    const crew = crewOf({ size: 1, entry: childThat('for (;;);'), patience: 3000 });
    const one = crew.validate(documents(['bad']));
    expect(crew.isBusy()).toBe(false);
    const two = crew.validate(documents(['a']));
    expect(crew.isBusy()).toBe(true);
    expect((await Promise.all([one, two])).map(([outcome]) => outcome?.kind)).toEqual(['crash', 'verdict']);
    expect(crew.isBusy()).toBe(false);
  });

  test('waits for a child as long as that gives signs of life', async () => {
    const misdeed = `
      const wait = (milliseconds) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
      for (let i = 0; i < 4; i++) { wait(300); process.send({ kind: 'working' }); }`;
    const crew = crewOf({ size: 1, entry: childThat(misdeed), patience: 1000 });
    expect(shown(await crew.validate(documents(['bad', 'a'])))).toEqual(['bad', 'a']);
  });

  test('comes to an end where every document kills', async () => {
    const crew = crewOf({ size: 2, entry: childThat('process.abort();') });
    const names = Array.from({ length: 200 }, (_, i) => `bad${i}`);
    const outcomes = await crew.validate(documents(names));
    expect(outcomes.map(({ kind }) => kind)).toEqual(names.map(() => 'crash'));
  }, 60_000);

  test('says so where its children cannot be started', async () => {
    const crew = crewOf({ size: 1, entry: '/nowhere/child.js' });
    expect(shown(await crew.validate(documents(['a'])))).toEqual(['a: the process that judged it ended (exit code 1)']);
  });
});
