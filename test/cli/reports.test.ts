import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { parseXml } from 'libxmljs2';
import { describe, expect, it } from 'vitest';
import { FORMATS, type Format } from '../../src/commands/report-option.js';
import { obeyed } from '../report/made.js';
import { backupxml, copyWith, folderWith, GOOD, MISSPELT, shell, UNFIXABLE } from './process.js';

const files = () => folderWith({ 'a.xml': MISSPELT, 'b.xml': GOOD, 'c.xml': UNFIXABLE });
const IN_GITHUB = { GITHUB_ACTIONS: 'true' };

/** Whether a report is of its format, and how many errors it tells of. */
const ERRORS: Readonly<Record<Format, (report: string) => number>> = {
  text: (report) => report.match(/^\S.*:\d+:\d+: error\[/gm)?.length ?? 0,
  json: (report) => JSON.parse(report).summary.errors,
  sarif: (report) => JSON.parse(report).runs[0].results.length,
  github: (report) => report.match(/^::error /gm)?.length ?? 0,
  junit: (report) => parseXml(report).find('//failure').length,
  checkstyle: (report) => parseXml(report).find('//error').length,
  gcc: (report) => report.match(/^\S.*:\d+:\d+: error: .* \[[a-z-]+\]$/gm)?.length ?? 0,
};

/** How reports that are read by themselves say that not all could be judged. */
const INCOMPLETE: Readonly<Partial<Record<Format, (report: string) => boolean>>> = {
  sarif: (report) => !JSON.parse(report).runs[0].invocations[0].executionSuccessful,
  junit: (report) => parseXml(report).find("//error[@type='incomplete']").length === 1,
};

const BUG = /^error: this is a bug in backupxml: (\d+)\.xml could not be judged: ./;

const CHECKPOINT =
  "<domaincheckpoint><name>c</name><disks><disk name='vda' checkpoint='bitmap'/></disks></domaincheckpoint>\n";

/** A command that fails at each backup, for which it has no grammar, and at nothing else. */
const brokenProgram = () => join(copyWith({ 'schemas/domainbackup.rng': 'broken' }), 'bin/backupxml.js');

describe.each(FORMATS.map((format) => [format]))('--format %s', (format) => {
  it.each<[number, string[], number]>([
    [0, ['b.xml'], 0],
    [1, ['a.xml', 'b.xml', 'c.xml'], 2],
  ])('ends with %i, tells of all, and leaves stderr alone', (status, paths, errors) => {
    const outcome = backupxml(['validate', '--format', format, ...paths], { cwd: files() });
    expect(outcome).toMatchObject({ status, stderr: '' });
    expect(ERRORS[format](outcome.stdout)).toBe(errors);
  });

  it('keeps what cannot be read off stdout, and ends with 2', () => {
    const outcome = backupxml(['validate', '--format', format, 'none.xml', 'a.xml'], { cwd: files() });
    expect(outcome.status).toBe(2);
    expect(outcome.stderr).toMatch(/^error: none\.xml: .*\n$/);
    expect(outcome.stdout).not.toContain('none.xml');
    expect(ERRORS[format](outcome.stdout)).toBe(1);
  });

  it('ends with 3 where we fail, with nothing on stdout and no report', () => {
    const cwd = files();
    const args = ['--format', format, '--format', 'json:report.json', 'b.xml'];
    const { status, stdout, stderr } = backupxml(['validate', ...args], { cwd, program: brokenProgram() });
    expect({ status, stdout }).toEqual({ status: 3, stdout: '' });
    expect(stderr).toMatch(/^error: this is a bug in backupxml: .*report.*\n$/);
    expect(readdirSync(cwd)).not.toContain('report.json');
  });

  it('ends with 3 where we fail at one of many documents, and tells of the others', () => {
    const cwd = folderWith({
      ...Object.fromEntries(Array.from({ length: 400 }, (_, i) => [`${1000 + i}.xml`, CHECKPOINT])),
      // Some are judged by a child, and some by the command itself.
      ...Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`${1024 + 50 * i}.xml`, GOOD])),
      'bad.xml': CHECKPOINT.replaceAll('disks', 'discs'),
    });
    const outcome = backupxml(['validate', '--format', format, '.'], { cwd, program: brokenProgram() });
    expect(outcome.status).toBe(3);
    const failed = Array.from(outcome.stderr.trimEnd().split('\n'), (line) => BUG.exec(line)?.[1]);
    expect(failed).toEqual(Array.from({ length: 9 }, (_, i) => String(1024 + 50 * i)));
    expect(ERRORS[format](outcome.stdout)).toBe(1);
    const saysSo = INCOMPLETE[format];
    if (saysSo) expect(saysSo(outcome.stdout)).toBe(true);
  });

  it('ends with 3 where native code ends what judges a document, and tells of the others', () => {
    const cwd = folderWith({ 'a.xml': MISSPELT, 'b.xml': GOOD.replace('<disks>', '<disks><?c d?>'), 'c.xml': GOOD });
    const program = join(copyWith({ 'bin/child.js': "process.kill(process.pid, 'SIGSEGV');" }), 'bin/backupxml.js');
    const outcome = backupxml(['validate', '--format', format, '.'], { cwd, program });
    expect(outcome.status).toBe(3);
    expect(outcome.stderr).toMatch(
      /^error: this is a bug in backupxml: b\.xml could not be judged: .*\(SIGSEGV\); please report .*\n$/,
    );
    expect(ERRORS[format](outcome.stdout)).toBe(1);
    const saysSo = INCOMPLETE[format];
    if (saysSo) expect(saysSo(outcome.stdout)).toBe(true);
  });

  it('is the same in a file', () => {
    const cwd = files();
    const { stdout } = backupxml(['validate', '--format', format, 'a.xml', 'c.xml'], { cwd });
    const outcome = backupxml(['validate', '--format', `${format}:report`, 'a.xml', 'c.xml'], {
      cwd,
      env: { FORCE_COLOR: '3' },
    });
    expect(outcome).toEqual({ status: 1, stdout: '', stderr: '' });
    expect(readFileSync(join(cwd, 'report'), 'utf8')).toBe(stdout);
    expect(readdirSync(cwd).sort()).toEqual(['a.xml', 'b.xml', 'c.xml', 'report']);
  });

  it('ends quietly where its reader goes away', () => {
    const many = folderWith(Object.fromEntries(Array.from({ length: 1200 }, (_, i) => [`${i}.xml`, MISSPELT])));
    const script = 'node "$0" validate --format "$1" "$2" | head -n 1 | wc -l; echo $PIPESTATUS';
    expect(shell(script, [format, many])).toEqual({ status: 0, stdout: '1\n1\n', stderr: '' });
  });

  it('sends no escape and forges no line by the name of a file or a text', () => {
    const name = 'a\n::error file=b.xml::forged\u001b[31m\r%0A.xml';
    const text = MISSPELT.replace('taget', 'taget a="\n::error::forged\n%0A::error::forged"').replace(
      "'vda'",
      "'\u202e::error::&#10;::error::forged'",
    );
    const { status, stdout, stderr } = backupxml(['validate', '--format', format, name], {
      cwd: folderWith({ [name]: text }),
    });
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be sent
    expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
    const commands = stdout.split('\n').filter((line) => line.trimStart().startsWith('::'));
    expect(commands).toHaveLength(format === 'github' ? ERRORS.github(stdout) : 0);
    for (const line of commands) expect(line).toMatch(/^::error file=a\\x0a%3A%3Aerror file=b\.xml%3A%3Aforged/);
    expect(ERRORS[format](stdout)).toBeGreaterThan(0);
  });
});

it.each([
  ['validate', '--libvirt', '11.3.0,12.8.0', 'b.xml'],
  ['validate', '--fix', 'a.xml'],
  ['validate', '--fix-dry-run', 'a.xml'],
  ['validate', '-'],
  ['compat', 'b.xml'],
  ['compat', '--format', 'json', 'b.xml'],
  ['plan', 'b.xml', '--domain', 'domain.xml'],
  ['new', '--push', '--disk', 'vda', '-o', 'new.xml'],
])('where we fail all modes end with 3, in a line: %s', (...args) => {
  const cwd = folderWith({ 'a.xml': MISSPELT, 'b.xml': GOOD, 'domain.xml': '<domain><name>a</name></domain>' });
  const before = readdirSync(cwd);
  const { status, stdout, stderr } = backupxml(args, { cwd, program: brokenProgram(), input: GOOD });
  expect({ status, stdout }).toEqual({ status: 3, stdout: '' });
  expect(stderr).toMatch(/^error: this is a bug in backupxml: .*\n$/);
  expect(readdirSync(cwd)).toEqual(before);
  expect(readFileSync(join(cwd, 'a.xml'), 'utf8')).toBe(MISSPELT);
});

describe('several reports', () => {
  it('are made at once, one on stdout and the others in files', () => {
    const cwd = files();
    const formats = ['gcc', 'sarif:out.sarif', 'junit:junit.xml.report', 'json:deep/out.json'];
    mkdirSync(join(cwd, 'deep'));
    const args = formats.flatMap((format) => ['--format', format]);
    const outcome = backupxml(['validate', ...args, '.'], { cwd });
    expect(outcome).toMatchObject({ status: 1, stderr: '' });
    const read = (name: string) => readFileSync(join(cwd, name), 'utf8');
    expect([
      ERRORS.gcc(outcome.stdout),
      ERRORS.sarif(read('out.sarif')),
      ERRORS.junit(read('junit.xml.report')),
      ERRORS.json(read('deep/out.json')),
    ]).toEqual([2, 2, 2, 2]);
  });

  it('leave out GitHub where none of them is for it', () => {
    const { stdout } = backupxml(['validate', '--format', 'json:out.json', 'a.xml'], { cwd: files(), env: IN_GITHUB });
    expect(stdout).toBe('');
  });
});

describe('files of reports', () => {
  it('replace a report of before, with its mode, through a link', () => {
    const cwd = files();
    backupxml(['validate', '--format', 'json:out.json', 'a.xml'], { cwd });
    chmodSync(join(cwd, 'out.json'), 0o640);
    symlinkSync('out.json', join(cwd, 'link'));
    backupxml(['validate', '--format', 'json:link', 'b.xml'], { cwd });
    expect(JSON.parse(readFileSync(join(cwd, 'out.json'), 'utf8')).files[0].path).toBe('b.xml');
    expect(statSync(join(cwd, 'out.json')).mode & 0o777).toBe(0o640);
  });

  it.each<[string, string, RegExp]>([
    ['in no folder', 'json:none/out.json', /none\/out\.json cannot be written: its folder does not exist/],
    ['that are folders', 'json:folder', /folder cannot be written: is a folder/],
    ['that are the document', 'json:a.xml', /a\.xml is one of the files that are read/],
    ['that are a link to the document', 'json:link', /link is one of the files that are read/],
    ['with an escape in the name', 'json:\u001b[31m/a', /\\x1b\[31m/],
  ])('are refused %s, while the report on stdout is made, and the documents stay', (_name, target, words) => {
    const cwd = files();
    mkdirSync(join(cwd, 'folder'));
    symlinkSync('a.xml', join(cwd, 'link'));
    const { status, stdout, stderr } = backupxml(['validate', '--format', 'gcc', '--format', target, 'a.xml'], { cwd });
    expect({ status, errors: ERRORS.gcc(stdout) }).toEqual({ status: 2, errors: 1 });
    expect(stderr).toMatch(/^error: --format: .*\n$/);
    expect(stderr).toMatch(words);
    expect(readFileSync(join(cwd, 'a.xml'), 'utf8')).toBe(MISSPELT);
    expect(readdirSync(cwd).sort()).toEqual(['a.xml', 'b.xml', 'c.xml', 'folder', 'link']);
  });

  it.each<[string, readonly string[]]>([
    ['the domain', ['b.xml', '--domain', 'kept']],
    ['a checkpoint', ['b.xml', '--checkpoint', 'kept']],
    ['a new checkpoint', ['b.xml', '--new-checkpoint', 'kept']],
    ['the configuration', ['b.xml', '--config', 'kept']],
    ['a document that is too large', ['b.xml', 'kept', '--max-size', '300']],
  ])('never replace %s', (what, args) => {
    const contents: Record<string, string> = {
      'the domain': '<domain><devices/></domain>',
      'the configuration': '{}',
      'a document that is too large': GOOD + ' '.repeat(300),
    };
    const kept = contents[what] ?? CHECKPOINT;
    const cwd = folderWith({ 'b.xml': '<domainbackup/>', kept });
    const { status, stderr } = backupxml(['validate', ...args, '--format', 'json:./kept'], { cwd });
    expect(status).toBe(2);
    expect(stderr).toContain('error: --format: ./kept is one of the files that are read');
    expect(readFileSync(join(cwd, 'kept'), 'utf8')).toBe(kept);
  });

  it('are refused where two of them would be one file, or where one has no folder: none is written then', () => {
    const cwd = folderWith({ 'b.xml': GOOD, old: 'old' });
    symlinkSync('old', join(cwd, 'link'));
    for (const [one, other] of [
      ['new', './new'],
      ['old', 'link'],
      ['old', 'none/new'],
    ] as const) {
      const args = ['validate', '--format', `json:${one}`, '--format', `sarif:${other}`, 'b.xml'];
      expect(backupxml(args, { cwd })).toMatchObject({ status: 2 });
    }
    expect(readFileSync(join(cwd, 'old'), 'utf8')).toBe('old');
    expect(readdirSync(cwd).sort()).toEqual(['b.xml', 'link', 'old']);
  });

  it('are all written or none', () => {
    const cwd = files();
    const args = ['--format', 'json:out.json', '--format', 'gcc:none/out.gcc'];
    expect(backupxml(['validate', ...args, 'a.xml'], { cwd })).toMatchObject({ status: 2, stdout: '' });
    expect(readdirSync(cwd)).not.toContain('out.json');
  });

  it('stay as they are where the disk has no room', () => {
    const cwd = files();
    backupxml(['validate', '--format', 'json:out.json', 'b.xml'], { cwd });
    const before = readFileSync(join(cwd, 'out.json'), 'utf8');
    const { status, stderr } = shell(
      'ulimit -f 1; node "$0" validate --format json:out.json a.xml a.xml c.xml b.xml',
      [],
      cwd,
    );
    expect(status).toBe(2);
    expect(stderr).toMatch(/^error: --format: out\.json cannot be written: .*ulimit.*\n$/);
    expect(readFileSync(join(cwd, 'out.json'), 'utf8')).toBe(before);
    expect(readdirSync(cwd).sort()).toEqual(['a.xml', 'b.xml', 'c.xml', 'out.json']);
  });
});

describe('in GitHub Actions', () => {
  /** Of each kind, wherever lines are broken. */
  const FORGED = '::error::forged ##[error]forged '.repeat(12);
  const HOSTILE = UNFIXABLE.replace('/dev/vda', `/${FORGED}`).replace(
    '<disks>',
    `<incremental>\n${FORGED}</incremental>\n<disks>`,
  );
  const STORE = `<target file='/${FORGED}'><seclabel><label>\n${FORGED}</label></seclabel></target>`;
  const DOCUMENTS = {
    '::error::fixable.xml': HOSTILE.replace('target', 'taget'),
    ' ::error::malformed.xml': HOSTILE.replace('</disk>', '</disc>'),
    '##[error]hostile.xml': HOSTILE,
    '::error::planned': GOOD.replace(/<target.*>/, STORE),
    '##[error]domain': `<domain type='kvm'><name>::error::a</name><devices><disk type='file'><driver type='qcow2'/>
<source file='/##[error]'/><target dev='vda'/></disk></devices></domain>`,
  };
  const hostile = () => folderWith(DOCUMENTS);

  it.each([
    ...FORMATS.map((format) => ['validate', '--format', format, '.']),
    ['validate', '--list-files', '.'],
    ['validate', '--fix-dry-run', '.'],
    ['validate', '--print-config', '::error::fixable.xml'],
    ['validate', '##[error]none.xml', '::error::none.xml'],
    ['validate', '--rule', '\n::error::a=##[error]', '.'],
    ['compat', '.'],
    ['compat', '--format', 'json', '.'],
    ['plan', '::error::a.xml', '--domain', '##[error]none'],
    ...['text', 'json', 'xml'].map((format) => [
      'plan',
      '::error::planned',
      '--domain',
      '##[error]domain',
      '--format',
      format,
    ]),
    ['format', '--check', '.'],
    ['explain', '##[error]'],
    ['::error::forged'],
  ])('nothing forges a command: %s', (...args) => {
    const { status, stdout, stderr } = backupxml(args, { cwd: hostile(), env: IN_GITHUB });
    expect([0, 1, 2]).toContain(status);
    expect(stdout + stderr).not.toBe('');
    const commands = obeyed(stdout + stderr);
    expect(commands).toHaveLength(args.includes('github') ? ERRORS.github(stdout) : 0);
    for (const command of commands) expect(command).toMatch(/^::error file=/);
  });

  it('elsewhere lines are shown as they are', () => {
    const shown = backupxml(['validate', '.'], { cwd: hostile() }).stdout;
    expect(obeyed(shown).length).toBeGreaterThan(Object.keys(DOCUMENTS).length);
  });

  it('documents are printed as they are', () => {
    const input = GOOD.replace('<disks>', '<!--\n::error::a ##[error] -->\n  <disks>');
    expect(backupxml(['format', '-'], { input, env: IN_GITHUB }).stdout).toBe(
      backupxml(['format', '-'], { input }).stdout,
    );
  });

  it('annotations are made where no format is asked for', () => {
    const { status, stdout, stderr } = backupxml(['validate', 'a.xml', 'b.xml'], { cwd: files(), env: IN_GITHUB });
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(stdout).toMatch(
      /^::error file=a\.xml,line=4,endLine=4,col=8,endColumn=12,title=[a-z-]+::.*\n2 files: .*\n$/,
    );
  });

  it('another format is made where it is asked for', () => {
    const { stdout } = backupxml(['validate', '--format', 'text', 'a.xml'], { cwd: files(), env: IN_GITHUB });
    expect(ERRORS.text(stdout)).toBe(1);
  });

  it('fixes are shown as a diff all the same', () => {
    const { status, stdout } = backupxml(['validate', '--fix-dry-run', 'a.xml'], { cwd: files(), env: IN_GITHUB });
    expect(status).toBe(1);
    expect(stdout).toMatch(/^--- /);
  });

  it.each<[string, string]>([
    ['github', 'file=deep/a.xml,'],
    ['sarif', '"uri": "deep/a.xml"'],
  ])('paths count from the repository, from whatever folder: %s', (format, words) => {
    const workspace = folderWith({ 'deep/a.xml': MISSPELT });
    const { stdout } = backupxml(['validate', '--format', format, 'a.xml'], {
      cwd: join(workspace, 'deep'),
      env: { ...IN_GITHUB, GITHUB_WORKSPACE: workspace },
    });
    expect(stdout).toContain(words);
  });
});

describe('a run over 10,000 files', () => {
  const COUNT = 10_000;

  it('gives one line for each failing file in gcc, in the order of names', () => {
    const name = (i: number) => `${String(i).padStart(5, '0')}.xml`;
    const many = folderWith(
      Object.fromEntries(Array.from({ length: COUNT }, (_, i) => [name(i), i % 4 === 0 ? MISSPELT : GOOD])),
    );
    const { status, stdout, stderr } = backupxml(['validate', '--format', 'gcc', '.'], { cwd: many });
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    const named = stdout
      .trimEnd()
      .split('\n')
      .map((line) => line.slice(0, line.indexOf(':')));
    expect(named).toEqual(Array.from({ length: COUNT / 4 }, (_, i) => name(4 * i)));
  });
});
