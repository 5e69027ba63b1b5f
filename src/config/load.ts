/** Reads a configuration file: data, never code. Only loaded where there is one. */
import { basename, dirname, resolve } from 'node:path';
import { lineIndex } from '../read/lines.js';
import { ReadError, readFileBounded } from '../read/read.js';
import { type Config, type ConfigPath, ConfigProblem, readConfig } from './config.js';
import { MAX_CONFIG_SIZE, PACKAGE_KEY } from './find.js';

export interface LoadedConfig {
  readonly config: Config;
  /** The folder that its globs count from. */
  readonly folder: string;
}

/** A configuration that cannot be used: the message says where and why, without the file's name. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/**
 * Loads a file, as YAML or JSON by its name. Throws `ReadError` where it cannot be read, and `ConfigError` with line and column where it is no
 * configuration.
 */
export async function loadConfig(path: string): Promise<LoadedConfig> {
  const text = readText(path);
  const within: ConfigPath = basename(path) === 'package.json' ? [PACKAGE_KEY] : [];
  const value = await parse(text, /\.ya?ml$/i.test(path));
  try {
    return { config: readConfig(pick(value, within)), folder: dirname(resolve(path)) };
  } catch (error) {
    if (!(error instanceof ConfigProblem)) throw error;
    const { placeOf } = await import('./yaml.js');
    throw new ConfigError(`${placed(text, placeOf(text, [...within, ...error.path]))}${error.message}`);
  }
}

function readText(path: string): string {
  try {
    return readFileBounded(path, MAX_CONFIG_SIZE)
      .toString('utf8')
      .replace(/^\uFEFF/, '');
  } catch (error) {
    // The option is for documents.
    throw error instanceof ReadError ? new ReadError(path, error.reason.replace(/ \(--max-size.*\)$/, '')) : error;
  }
}

async function parse(text: string, isYaml: boolean): Promise<unknown> {
  if (!isYaml) {
    try {
      return JSON.parse(text) as unknown;
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      const { jsonFault } = await import('./yaml.js');
      const { offset, message } = jsonFault(text, error.message);
      throw new ConfigError(`${placed(text, offset)}is not JSON: ${message}`);
    }
  }
  const { parseYaml } = await import('./yaml.js');
  const parsed = parseYaml(text);
  if (parsed.ok) return parsed.value;
  throw new ConfigError(`${placed(text, parsed.offset)}is not YAML: ${parsed.message}`);
}

function pick(value: unknown, path: ConfigPath): unknown {
  return path.reduce<unknown>(
    (at, key) => (at as Readonly<Record<string | number, unknown>> | undefined)?.[key],
    value,
  );
}

/** `:3:5: `, or `: ` where the place is not known. */
function placed(text: string, offset: number | undefined): string {
  if (offset === undefined) return ': ';
  const { line, column } = lineIndex(text).position(offset);
  return `:${line}:${column}: `;
}
