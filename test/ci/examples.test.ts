import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseXml } from 'libxmljs2';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { folderWith, GOOD, MISSPELT, ROOT, shell } from '../cli/process.js';

const read = (path: string) => parse(readFileSync(join(ROOT, path), 'utf8'));
const { name, version } = read('package.json');

it.each(readdirSync(join(ROOT, 'examples/ci')).map((file) => [file]))('README shows examples/ci/%s', (file) => {
  const example = readFileSync(join(ROOT, 'examples/ci', file), 'utf8').replace(/^#.*\n/, '');
  expect(readFileSync(join(ROOT, 'README.md'), 'utf8')).toContain(`\`\`\`yaml\n${example}\`\`\`\n`);
});

describe('examples/ci/gitlab-ci.yml', () => {
  const { backupxml: job } = read('examples/ci/gitlab-ci.yml');

  /** The job's script as the runner gives it to a shell, with the built command in the place of the one from npm. */
  function run(documents: Readonly<Record<string, string>>) {
    const folder = folderWith({ ...documents, 'bin/npm': '' });
    const variables = Object.entries(job.variables).map(([key, value]) => `export ${key}='${value}'`);
    const lines = ['ln -s "$0" bin/backupxml; PATH="$PWD/bin:$PATH"', ...variables, 'set -eo pipefail', ...job.script];
    const outcome = shell(lines.join('\n'), [], folder);
    const report = join(folder, job.artifacts.reports.junit);
    return { ...outcome, report: existsSync(report) ? readFileSync(report, 'utf8') : '' };
  }

  it('installs this package', () => {
    expect(job.before_script).toEqual([`npm install --global ${name}`]);
  });

  it.each<[string, string, number, number]>([
    ['good', GOOD, 0, 0],
    ['broken', MISSPELT, 1, 1],
  ])(
    'prints text, writes the report that the merge request shows, and fails where it has to: %s',
    (_name, text, status, failures) => {
      const outcome = run({ 'backups/a.xml': text });
      expect(outcome).toMatchObject({ status, stderr: '' });
      expect(outcome.stdout).toMatch(/1 file: .*\n$/);
      expect(parseXml(outcome.report).find('//failure')).toHaveLength(failures);
    },
  );
});

describe('examples/ci/github.yml', () => {
  const steps: { uses: string; with?: Record<string, string> }[] = read('examples/ci/github.yml').jobs.validate.steps;
  const step = (uses: string) => steps.find((one) => one.uses.startsWith(uses));

  it('uses the action of this version, with inputs that it has', () => {
    const ours = step('backupxml/backupxml@');
    expect(ours?.uses).toBe(`backupxml/backupxml@v${version}`);
    expect(Object.keys(read('action.yml').inputs)).toEqual(expect.arrayContaining(Object.keys(ours?.with ?? {})));
  });

  it('uploads the file that was written', () => {
    const file = step('github/codeql-action/upload-sarif')?.with?.sarif_file;
    expect(step('backupxml/backupxml@')?.with?.format?.split('\n')).toContain(`sarif:${file}`);
  });
});

describe('examples/ci/pre-commit-config.yaml', () => {
  it('names a hook of this version', () => {
    const [repo] = read('examples/ci/pre-commit-config.yaml').repos;
    const ids = read('.pre-commit-hooks.yaml').map(({ id }: { id: string }) => id);
    expect(repo.rev).toBe(`v${version}`);
    for (const { id } of repo.hooks) expect(ids).toContain(id);
  });
});
