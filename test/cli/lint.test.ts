import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Run } from 'sarif';
import { describe, expect, it } from 'vitest';
import type { FileReport } from '../../src/report/json.js';
import { backupxml, folderWith, GOOD, MISSPELT, shell } from './process.js';

/** An info on line 2 and a warning on line 3. */
const DOUBTFUL = `<domainbackup mode='pull'>
  <server name='192.168.1.10' port='10809'/>
  <incremental/>
  <disks><disk name='vda' type='file'><scratch file='/b'/></disk></disks>
</domainbackup>
`;

function findings(args: readonly string[], cwd: string): { status: number | null; stderr: string; found: string[] } {
  const { status, stdout, stderr } = backupxml(['validate', ...args], { cwd });
  const found = [...stdout.matchAll(/^\S+:\d+:\d+: (\w+\[[a-z-]+\])/gm)].map(([, name]) => name ?? '');
  return { status, stderr, found };
}

const INFO = 'info[server-unencrypted]';
const WARNING = 'warning[incremental-empty]';

describe('how grave findings are', () => {
  it.each<[string[], number, string, string[]]>([
    [[], 0, '', [INFO, WARNING]],
    [['--rule', 'server-unencrypted=off'], 0, '', [WARNING]],
    [
      ['--rule', 'server-unencrypted=error', '--rule', 'incremental-empty=info'],
      1,
      '',
      ['error[server-unencrypted]', 'info[incremental-empty]'],
    ],
    [['--strict'], 1, 'error: 1 warning, and none may be there (--strict)\n', [INFO, WARNING]],
    [['--max-warnings', '0'], 1, 'error: 1 warning, and at most 0 may be there (--max-warnings)\n', [INFO, WARNING]],
    [['--max-warnings', '1'], 0, '', [INFO, WARNING]],
    [['--quiet'], 0, '', []],
    [['--quiet', '--strict'], 1, 'error: 1 warning, and none may be there (--strict)\n', []],
    [['--quiet', '--rule', 'server-unencrypted=error'], 1, '', ['error[server-unencrypted]']],
    [
      ['--strict', 'missing.xml'],
      2,
      'error: missing.xml: there is no such file: check the name\nerror: 1 warning, and none may be there (--strict)\n',
      [INFO, WARNING],
    ],
  ])('%j', (args, status, stderr, found) => {
    const cwd = folderWith({ 'a.xml': DOUBTFUL });
    expect(findings([...args, 'a.xml'], cwd)).toEqual({ status, stderr, found });
  });

  it.each<[string[], RegExp]>([
    [['--rule', 'server-unencripted=off'], /did you mean server-unencrypted\?/],
    [['--rule', 'server-unencrypted'], /must be CODE=LEVEL/],
    [['--rule', 'server-unencrypted=fatal'], /off, info, warning, error/],
    [['--rule', 'element-misspelt=off'], /cannot be set/],
    [['--max-warnings', 'few'], /"few"/],
    [['--libvirt', '8.0.0,newest'], /"newest" is no release/],
    [['--libvirt', '8.0.0,'], /"" is no release/],
    [['--config', 'missing.json'], /the configuration missing\.json: there is no such file/],
    [['--exclude', '*a*b*c*d*'], /cannot|matched quickly/],
  ])('is told in one line, with exit code 2: %j', (args, words) => {
    const cwd = folderWith({ 'a.xml': GOOD });
    const { status, stdout, stderr } = backupxml(['validate', ...args, 'a.xml'], { cwd });
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/^error: .*\n$/);
    expect(stderr).toMatch(words);
  });
});

describe('the configuration', () => {
  it('is found upwards, overridden by glob, and by options above all', () => {
    const cwd = folderWith({
      '.backupxmlrc.yaml': `# what our team has agreed on
rules: { server-unencrypted: error }
ignore: [old]
overrides:
  - files: lab
    rules: { server-unencrypted: off }
    libvirt: 9.0.0
strict: true
`,
      'in/a.xml': DOUBTFUL,
      'in/lab/a.xml': DOUBTFUL,
      'in/old/a.xml': MISSPELT,
    });
    const inside = join(cwd, 'in');
    expect(findings(['.'], inside)).toMatchObject({
      status: 1,
      found: ['error[server-unencrypted]', WARNING, WARNING],
    });
    expect(findings(['--rule', 'server-unencrypted=info', '--no-strict', '.'], inside)).toEqual({
      status: 0,
      stderr: '',
      found: [INFO, WARNING, INFO, WARNING],
    });
    expect(findings(['--no-config', 'a.xml'], inside)).toMatchObject({ status: 0, found: [INFO, WARNING] });
    expect(findings(['--no-ignore', 'old'], inside)).toMatchObject({ status: 1, found: ['error[element-misspelt]'] });
    expect(findings(['old/a.xml'], inside)).toMatchObject({ status: 2, stderr: expect.stringContaining('left out') });
    const stdin = ['validate', '--stdin-filename', 'lab/b.xml', '--format', 'json', '-'];
    const report = JSON.parse(backupxml(stdin, { cwd: inside, input: DOUBTFUL }).stdout);
    expect(report.files[0].diagnostics.map(({ code }: { code: string }) => code)).toEqual(['incremental-empty']);
  });

  it('holds in the children that judge many files, too', () => {
    const files = Object.fromEntries(
      Array.from({ length: 400 }, (_, i) => [`${i % 2 ? 'lab' : 'b'}/${i}.xml`, DOUBTFUL]),
    );
    const config = {
      rules: { 'incremental-empty': 'off' },
      overrides: [{ files: ['lab'], rules: { 'incremental-empty': 'error' } }],
    };
    const cwd = folderWith({ ...files, 'backupxml.config.json': JSON.stringify(config) });
    const { summary } = JSON.parse(backupxml(['validate', '--format', 'json', '.'], { cwd }).stdout);
    expect(summary).toEqual({ files: 400, valid: 200, invalid: 200, skipped: 0, errors: 200, warnings: 0 });
  });

  it.each<[string, string[], Record<string, string>]>([
    ['by an override', [], { 'lab/a.xml': '9.0.0', 'lab/two/a.xml': '8.0.0,10.0.0' }],
    ['by none, where an option says the same', ['--libvirt', '9.0.0'], {}],
    ['by none, where there is no configuration', ['--no-config'], {}],
  ])('is told of for each file that is judged for another release: %s', (_name, args, expected) => {
    const config = {
      overrides: [
        { files: ['lab'], libvirt: '9.0.0' },
        { files: ['lab/two'], libvirt: ['10.0.0', '8.0.0'] },
        { files: ['same'], libvirt: '12.8.0' },
        { files: ['rules'], rules: { 'disk-listed-twice': 'off' } },
      ],
    };
    const names = ['a.xml', 'lab/a.xml', 'lab/two/a.xml', 'rules/a.xml', 'same/a.xml'];
    const documents = Object.fromEntries(names.map((name) => [name, MISSPELT]));
    const cwd = folderWith({ ...documents, '.backupxmlrc.json': JSON.stringify(config) });
    const formats = ['json', 'sarif:sarif.out', 'junit:junit.out'].flatMap((format) => ['--format', format]);
    const { stdout, stderr } = backupxml(['validate', ...formats, ...args, '.'], { cwd });
    expect(stderr).toBe('');
    const read = (name: string) => readFileSync(join(cwd, name), 'utf8');
    const own = (files: readonly (readonly [string, string | undefined])[]) =>
      Object.fromEntries(files.filter(([, libvirt]) => libvirt !== undefined));
    const { files }: { files: FileReport[] } = JSON.parse(stdout);
    expect(own(files.map(({ path, libvirt }) => [path, libvirt]))).toEqual(expected);
    const { artifacts }: Run = JSON.parse(read('sarif.out')).runs[0];
    expect(own(artifacts?.map(({ location, properties }) => [location?.uri ?? '', properties?.libvirt]) ?? [])).toEqual(
      expected,
    );
    const properties = [
      ...read('junit.out').matchAll(
        /<testsuite name='(.*?)' .*\n +<properties>\n +<property name='libvirt' value='(.*?)'/g,
      ),
    ];
    expect(own(properties.map(([, path = '', libvirt]) => [path, libvirt]))).toEqual(expected);
  });

  it('is shown after all: for all, and for a file', () => {
    const cwd = folderWith({
      'package.json': JSON.stringify({
        backupxml: {
          libvirt: ['11.3.0', '8.0.0'],
          overrides: [{ files: '*.old.xml', libvirt: '6.0', rules: { 'disk-listed-twice': 'off' } }],
        },
      }),
    });
    const print = (args: string[]) => {
      const { status, stdout, stderr } = backupxml(['validate', '--print-config', ...args], { cwd });
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      return JSON.parse(stdout);
    };
    const all = print(['--max-warnings', '4', '--no-inline']);
    expect(all).toMatchObject({
      config: 'package.json',
      libvirt: ['8.0.0', '11.3.0'],
      overrides: [{ files: ['*.old.xml'], libvirt: ['6.0.0'], rules: { 'disk-listed-twice': 'off' } }],
      strict: false,
      maxWarnings: 4,
      noInline: true,
    });
    expect(all.rules['disk-listed-twice']).toBe('error');
    const one = print(['a.old.xml']);
    expect(one).toMatchObject({ file: 'a.old.xml', ignored: false, libvirt: ['6.0.0'] });
    expect(one.rules['disk-listed-twice']).toBe('off');
    expect(print(['--no-config'])).toMatchObject({ config: null, libvirt: ['12.8.0'] });
  });

  it.each<[string, string, RegExp]>([
    [
      '.backupxmlrc.json',
      '{\n  "rulez": {}\n}',
      /configuration \.backupxmlrc\.json:2:3: .*"rulez"; did you mean rules\?/,
    ],
    [
      '.backupxmlrc.yaml',
      'rules:\n  disk-listed-twise: off\n',
      /\.backupxmlrc\.yaml:2:3: .*did you mean disk-listed-twice\?/,
    ],
    ['backupxml.config.json', '{', /backupxml\.config\.json:1:2: is not JSON/],
  ])('is refused in one line: %s', (name, text, words) => {
    const cwd = folderWith({ [name]: text, 'a.xml': GOOD });
    const { status, stdout, stderr } = backupxml(['validate', 'a.xml'], { cwd });
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/^error: .*\n$/);
    expect(stderr).toMatch(words);
    expect(backupxml(['validate', '--no-config', 'a.xml'], { cwd })).toMatchObject({ status: 0 });
  });

  it('is data, never code', () => {
    const cwd = folderWith({
      'backupxml.config.js': 'process.exit(9)',
      '.backupxmlrc.js': 'process.exit(9)',
      '.backupxmlrc.yaml': 'strict: !!js/function "process.exit(9)"\n',
      'a.xml': GOOD,
    });
    expect(backupxml(['validate', 'a.xml'], { cwd })).toMatchObject({ status: 2, stdout: '' });
  });
});

describe('comments that suppress', () => {
  const SUPPRESSED = DOUBTFUL.replace(
    '  <server',
    '  <!-- backupxml-disable-next-line server-unencrypted -->\n  <server',
  );
  const IDLE = GOOD.replace('  <disks', '  <!-- backupxml-disable-next-line disk-listed-twice: once -->\n  <disks');

  it.each<[string[], number, string[]]>([
    [[], 0, [WARNING]],
    [['--no-inline'], 0, ['warning[suppression-forbidden]', INFO, WARNING]],
    [['--require-reason'], 1, ['error[suppression-without-reason]', WARNING]],
    [
      ['--require-reason', '--rule', 'suppression-without-reason=warning'],
      0,
      ['warning[suppression-without-reason]', WARNING],
    ],
  ])('%j', (args, status, found) => {
    expect(findings([...args, 'a.xml'], folderWith({ 'a.xml': SUPPRESSED }))).toEqual({ status, stderr: '', found });
  });

  it('are removed by --fix where they suppress nothing', () => {
    const cwd = folderWith({ 'a.xml': IDLE });
    expect(findings(['--strict', 'a.xml'], cwd)).toMatchObject({ status: 1, found: ['warning[suppression-unused]'] });
    expect(backupxml(['validate', '--fix', '--strict', 'a.xml'], { cwd })).toMatchObject({ status: 0 });
    expect(shell('cat a.xml', [], cwd).stdout).toBe(GOOD);
  });

  it('hold nothing that libvirt refuses', () => {
    const text = MISSPELT.replace('  <disks', '  <!-- backupxml-disable-file element-misspelt: mine -->\n  <disks');
    expect(findings(['a.xml'], folderWith({ 'a.xml': text }))).toMatchObject({
      status: 1,
      found: ['warning[suppression-refused]', 'error[element-misspelt]'],
    });
  });
});

const FD =
  "<domainbackup mode='pull'>\n  <server transport='fd' fdgroup='nbd'/>\n  <disks><disk name='vda' type='file'><scratch file='/b'/></disk></disks>\n</domainbackup>\n";

describe('several releases at once', () => {
  it('say which of them refuse', () => {
    const cwd = folderWith({ 'a.xml': FD, 'b.xml': GOOD });
    const { status, stdout, stderr } = backupxml(['validate', '--libvirt', '11.3.0,8.0', '.'], { cwd });
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(stdout).toMatch(/^a\.xml:2:11: error\[release-too-old\]: .*11\.3\.0/);
    expect(stdout.replace(/\s+/g, ' ')).toContain('note: refused by libvirt 8.0.0, not by 11.3.0');
    const report = JSON.parse(
      backupxml(['validate', '--libvirt', '11.3.0,8.0', '--format', 'json', '.'], { cwd }).stdout,
    );
    expect(report.libvirt).toBe('8.0.0,11.3.0');
    expect(report.files[0]).toMatchObject({
      schemaValid: false,
      valid: false,
      diagnostics: [{ code: 'release-too-old', releases: ['8.0.0'] }],
      releases: [
        { libvirt: '8.0.0', schemaValid: false, valid: false },
        { libvirt: '11.3.0', schemaValid: true, valid: true },
      ],
    });
    expect(report.files[1]).toMatchObject({ valid: true, diagnostics: [] });
  });
});
