/** A sample of the corpus, and the settings that most documents are judged with. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ValidateSettings } from '../src/validate.js';
import { release } from './rules/scene.js';

export const SAMPLE: readonly string[] = readFileSync(join(import.meta.dirname, 'fixtures/corpus-sample.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line): string => JSON.parse(line).xml);

export const SETTINGS: ValidateSettings = { context: { release: release() }, schemaOnly: false, maxSize: 1 << 20 };
