import { spawnSync } from 'node:child_process';
import { chmodSync, readdirSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { folderWith, GOOD, MISSPELT, type Outcome, PACKAGE, PATH, PROGRAM, ROOT } from '../cli/process.js';

interface Step {
  readonly id: string;
  readonly shell: string;
  readonly env: Readonly<Record<string, string>>;
  readonly run: string;
}

interface Action {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

const ACTION: Action = parse(readFileSync(join(ROOT, 'action.yml'), 'utf8'));

type Inputs = Readonly<Record<string, string>>;

interface Job {
  readonly outcomes: readonly Outcome[];
  /** What npm was called with, an argument a line. */
  readonly npm: string;
  readonly outputs: string;
  /** What is in the workspace afterwards. */
  readonly left: readonly string[];
}

/** npm, which says what it was asked for; where it should install from the registry, it puts the built command there. */
const NPM = `#!/usr/bin/env bash
printf '%s\\n' "$@" >> "$NPM_LOG"
while [ $# -gt 1 ]; do
  if [ "$1" = --prefix ] && [ "$2" != "$ACTION_PATH" ]; then
    mkdir -p "$2/node_modules/.bin" && ln -s ${PROGRAM} "$2/node_modules/.bin/backupxml"
  fi
  shift
done
`;

/** Runs the steps of the action as GitHub's runner does, until one fails. */
function runAction(given: Inputs, files: Readonly<Record<string, string>>): Job {
  const workspace = folderWith(files);
  const runner = folderWith({ 'bin/npm': NPM, path: '', output: '', npm: '', 'temp/x': '' });
  chmodSync(join(runner, 'bin/npm'), 0o755);
  const read = (name: string) => readFileSync(join(runner, name), 'utf8');
  const outcomes: Outcome[] = [];
  for (const step of ACTION.runs.steps) {
    const added = read('path').split('\n').filter(Boolean).reverse();
    const { status, stdout, stderr } = spawnSync(
      'bash',
      ['--noprofile', '--norc', '-e', '-o', 'pipefail', '-c', step.run],
      {
        cwd: workspace,
        encoding: 'utf8',
        env: {
          PATH: [...added, join(runner, 'bin'), PATH].join(delimiter),
          GITHUB_ACTIONS: 'true',
          GITHUB_WORKSPACE: workspace,
          GITHUB_PATH: join(runner, 'path'),
          GITHUB_OUTPUT: join(runner, 'output'),
          RUNNER_TEMP: join(runner, 'temp'),
          NPM_LOG: join(runner, 'npm'),
          ...Object.fromEntries(Object.entries(step.env).map(([name, text]) => [name, evaluate(text, given)])),
        },
      },
    );
    outcomes.push({ status, stdout, stderr });
    if (status !== 0) break;
  }
  return { outcomes, npm: read('npm'), outputs: read('output'), left: readdirSync(workspace).sort() };
}

/** The expressions that the action makes use of. */
function evaluate(text: string, given: Inputs): string {
  return text.replace(/\$\{\{ (\S+) \}\}/g, (_, expression: string) => {
    if (expression === 'github.action_path') return PACKAGE;
    const name = /^inputs\.(\S+)$/.exec(expression)?.[1] ?? '';
    const input = ACTION.inputs[name];
    if (!input) throw new Error(`no input ${expression}`);
    return given[name] ?? input.default;
  });
}

describe('action.yml', () => {
  it('is a composite action, whose scripts hold nothing that is given', () => {
    expect(ACTION.runs.using).toBe('composite');
    for (const { run, shell } of ACTION.runs.steps) {
      expect(shell).toBe('bash');
      expect(run).not.toContain('${' + '{');
    }
  });

  it('describes each input, and makes use of it', () => {
    const used = JSON.stringify(ACTION.runs.steps.map(({ env }) => env));
    expect(Object.keys(ACTION.inputs).sort()).toEqual(['args', 'format', 'libvirt', 'paths', 'version']);
    for (const [name, { description }] of Object.entries(ACTION.inputs)) {
      expect(description).toMatch(/\.$/);
      expect(used).toContain(`{{ inputs.${name} }}`);
    }
    expect(ACTION.outputs['exit-code']?.value).toContain('steps.validate.outputs.exit-code');
    expect(ACTION.runs.steps.map(({ id }) => id)).toContain('validate');
  });

  it('installs what it is part of, and annotates', () => {
    const { outcomes, npm, outputs } = runAction({}, { 'backups/a.xml': MISSPELT });
    expect(outcomes[0]).toEqual({ status: 0, stdout: '', stderr: '' });
    expect(npm.split('\n')).toEqual(expect.arrayContaining(['install', '--prefix', PACKAGE]));
    expect(outcomes[1]).toMatchObject({ status: 1, stderr: '' });
    expect(outcomes[1]?.stdout).toMatch(/^::error file=backups\/a\.xml,line=4,.*\n1 file: .*\n$/);
    expect(outputs).toBe('exit-code=1\n');
  });

  it('installs the version that is asked for', () => {
    const { outcomes, npm, outputs } = runAction({ version: '0.1.0' }, { 'a.xml': GOOD });
    expect(npm.split('\n')).toContain('backupxml@0.1.0');
    expect(outcomes).toMatchObject([{ status: 0 }, { status: 0, stdout: '1 file: 1 valid\n' }]);
    expect(outputs).toBe('exit-code=0\n');
  });

  it('judges the paths for the release and with the options that are given, and writes reports', () => {
    const fd = "<domainbackup mode='pull'><server transport='fd' fdgroup='g'/></domainbackup>";
    const files = { 'a b.xml': fd, 'c.xml': MISSPELT, '-d.xml': fd };
    const given = {
      paths: 'a b.xml\n-d.xml\n',
      libvirt: '9.0.0',
      args: '--schema-only\n--max-size=1K',
      format: 'gcc\nsarif:out file.sarif\njson:-d.json\n',
    };
    const { outcomes, left } = runAction(given, files);
    expect(outcomes[1]).toMatchObject({ status: 1, stderr: '' });
    expect(left).toEqual(['-d.json', '-d.xml', 'a b.xml', 'c.xml', 'out file.sarif']);
    expect(outcomes[1]?.stdout).toMatch(/^-d\.xml:1:\d+: error: .*11\.3\.0.*\na b\.xml:1:\d+: error: .*\n$/);
    expect(runAction({ ...given, libvirt: '' }, files).outcomes).toMatchObject([
      { status: 0 },
      { status: 0, stdout: '' },
    ]);
  });

  it.each<[string, Inputs]>([
    ['paths', { paths: '$(touch forged)\n`touch forged`\n"; touch forged; "\n*.xml; touch forged' }],
    ['options', { args: '--exclude=$(touch forged); touch forged' }],
    ['a release', { libvirt: '9.0.0"; touch forged; "' }],
    ['a format', { format: 'gcc:$(touch forged)' }],
  ])('runs nothing that stands in %s', (_name, given) => {
    const { outcomes, left } = runAction(given, { 'a.xml': GOOD });
    expect(outcomes).toHaveLength(2);
    expect(left).not.toContain('forged');
  });

  it.each<[string, Inputs, number, RegExp]>([
    ['what cannot be read', { paths: 'none.xml' }, 2, /none\.xml/],
    ['wrong usage', { format: 'xml' }, 2, /xml.*choose one of/],
  ])('fails with the exit code for %s', (_name, given, status, words) => {
    const { outcomes, outputs } = runAction(given, { 'a.xml': GOOD });
    expect(outcomes[1]).toMatchObject({ status, stderr: expect.stringMatching(words) });
    expect(outputs).toBe(`exit-code=${status}\n`);
  });
});
