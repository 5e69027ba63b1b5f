/** How documents are to be judged after all: what the options say, and else what the configuration does. */
import { relative } from 'node:path';
import { type Command, Option } from 'commander';
import type { Config, Override } from '../config/config.js';
import { findConfig } from '../config/find.js';
import type { LoadedConfig } from '../config/load.js';
import type { PathTest } from '../read/glob.js';
import { ReadError } from '../read/read.js';
import { shownPath } from '../read/shown.js';
import { NEWEST_RELEASE, type Release } from '../release.js';
import { LEVELS, type Level, type Policy } from '../settle/policy.js';
import type { Profile } from '../validate.js';
import { UsageError } from './io.js';
import { collect, releaseOption, releasesOption } from './options.js';

export interface LintFlags {
  readonly libvirt?: readonly Release[];
  readonly rule?: readonly string[];
  readonly strict?: boolean;
  readonly quiet?: true;
  readonly maxWarnings?: number;
  readonly inline?: boolean;
  readonly requireReason?: boolean;
  /** A file; false for `--no-config`. */
  readonly config?: string | false;
  readonly printConfig?: true;
}

export function addLintOptions(command: Command): Command {
  return (
    command
      .optionsGroup('How to judge:')
      .addOption(
        new Option('--libvirt <versions>', 'the release of libvirt to judge for, or several with commas between')
          .argParser(releasesOption)
          .default(undefined, NEWEST_RELEASE),
      )
      .addOption(
        new Option('--rule <code=level>', `how grave a finding is: ${LEVELS.join(', ')} (repeatable)`).argParser(
          collect,
        ),
      )
      .option('--strict', 'fail for warnings, too')
      .addOption(new Option('--no-strict').hideHelp())
      .addOption(new Option('--max-warnings <count>', 'fail for more warnings than that').argParser(countOption))
      .option('--quiet', 'report errors only')
      // Before its negation, which would be the default without it.
      .addOption(new Option('--inline').hideHelp())
      .option('--no-inline', 'forbid comments that suppress')
      .option('--require-reason', 'demand a reason in comments that suppress')
      .addOption(new Option('--no-require-reason').hideHelp())
      .option('--config <file>', 'the configuration to go by, instead of the one that is found upwards')
      .option('--no-config', 'go by no configuration')
      .option('--print-config', 'print what holds after all, for the file that is named if one is, and judge none')
  );
}

function countOption(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new UsageError(`--max-warnings ${JSON.stringify(text)} is no number: write how many may be there, such as 10`);
}

export interface LintSettings {
  readonly profile: Profile;
  /** How some of the files are judged instead, by their paths. Undefined where all are judged alike. */
  readonly profiles: (paths: readonly string[]) => ReadonlyMap<string, Profile> | undefined;
  /** What the configuration leaves out. */
  readonly ignored: PathTest | undefined;
  readonly strict: boolean;
  readonly quiet: boolean;
  readonly maxWarnings: number | undefined;
  /** The file that the configuration is from, and what it says. */
  readonly source: { readonly path: string; readonly config: Config } | undefined;
}

/** Throws a usage error for options and configurations that say nothing sensible. */
export async function lintSettings(flags: LintFlags): Promise<LintSettings> {
  const source = await readSource(flags);
  const config = source?.loaded.config ?? {};
  const rules = await ruleLevels(flags.rule ?? []);
  const policy: Policy = {
    levels: new Map([...(config.rules ?? []), ...rules]),
    inline: (flags.inline ?? !config.noInline) ? 'honoured' : 'forbidden',
    requireReason: flags.requireReason ?? config.requireReason ?? false,
  };
  const releases = flags.libvirt ?? config.libvirt ?? [releaseOption(NEWEST_RELEASE)];
  const profile: Profile = { releases, policy };
  const overrides = source ? await compile(source.loaded) : [];
  const fixed = { libvirt: flags.libvirt, rules };
  return {
    profile,
    profiles: (paths) => profilesOf(paths, overrides, profile, fixed),
    ignored: source && config.ignore ? await globs(config.ignore, source.loaded.folder) : undefined,
    strict: flags.strict ?? config.strict ?? false,
    quiet: flags.quiet === true,
    maxWarnings: flags.maxWarnings ?? config.maxWarnings,
    source: source && { path: source.path, config },
  };
}

async function readSource(flags: LintFlags): Promise<{ path: string; loaded: LoadedConfig } | undefined> {
  if (flags.config === false) return undefined;
  const path = flags.config ?? findConfig('.');
  if (path === undefined) return undefined;
  const { ConfigError, loadConfig } = await import('../config/load.js');
  try {
    return { path, loaded: await loadConfig(path) };
  } catch (error) {
    const shown = shownPath(flags.config ?? relative('.', path));
    if (error instanceof ReadError) throw new UsageError(`the configuration ${shown}: ${error.reason}`);
    if (error instanceof ConfigError) throw new UsageError(`the configuration ${shown}${error.message}`);
    throw error;
  }
}

async function ruleLevels(texts: readonly string[]): Promise<[string, Level][]> {
  if (texts.length === 0) return [];
  const { codeProblem } = await import('../config/config.js');
  return texts.map((text) => {
    const [code = '', level, ...rest] = text.split('=');
    const known = LEVELS.find((candidate) => candidate === level);
    if (!known || rest.length > 0) {
      throw new UsageError(`--rule ${JSON.stringify(text)} must be CODE=LEVEL, the level one of ${LEVELS.join(', ')}`);
    }
    const problem = codeProblem(code);
    if (problem !== undefined) throw new UsageError(`--rule ${JSON.stringify(text)}: ${problem}`);
    return [code, known];
  });
}

interface CompiledOverride extends Override {
  readonly fits: PathTest;
}

async function compile({ config, folder }: LoadedConfig): Promise<CompiledOverride[]> {
  const compiled: CompiledOverride[] = [];
  for (const override of config.overrides ?? []) {
    compiled.push({ ...override, fits: await globs(override.files, folder) });
  }
  return compiled;
}

async function globs(list: readonly string[], folder: string): Promise<PathTest> {
  return (await import('../read/glob.js')).globTest(list, folder);
}

/** What the options say, which wins over any override. */
interface Fixed {
  readonly libvirt: readonly Release[] | undefined;
  readonly rules: readonly [string, Level][];
}

/** Files that the same overrides fit share a profile. */
function profilesOf(
  paths: readonly string[],
  overrides: readonly CompiledOverride[],
  base: Profile,
  fixed: Fixed,
): ReadonlyMap<string, Profile> | undefined {
  if (overrides.length === 0) return undefined;
  const made = new Map<string, Profile>();
  const byPath = new Map<string, Profile>();
  for (const path of paths) {
    const fitting = overrides.filter(({ fits }) => path !== '-' && fits(path));
    const key = fitting.map((override) => overrides.indexOf(override)).join();
    const profile = made.get(key) ?? profileWith(base, fitting, fixed);
    made.set(key, profile);
    if (fitting.length > 0) byPath.set(path, profile);
  }
  return byPath;
}

function profileWith(base: Profile, fitting: readonly CompiledOverride[], fixed: Fixed): Profile {
  const levels = fitting.flatMap(({ rules }) => [...(rules ?? [])]);
  const policy = base.policy && {
    ...base.policy,
    levels: new Map([...base.policy.levels, ...levels, ...fixed.rules]),
  };
  const releases = fixed.libvirt ?? fitting.findLast(({ libvirt }) => libvirt)?.libvirt ?? base.releases;
  return { releases, ...(policy && { policy }) };
}
