/** The JSON schema of a configuration, for editors: schemas/backupxml.config.schema.json is made from it, and holds what `readConfig` takes. */
import { GENERATIONS } from '../release.js';
import { LEVELS } from '../settle/policy.js';
import { SETTABLE } from './settable.js';

/** Draft 7, which editors know best, as text. */
export function configSchema(): string {
  return `${JSON.stringify(SCHEMA(), null, 2)}\n`;
}

const ref = (name: string): object => ({ $ref: `#/definitions/${name}` });

const SCHEMA = (): object => ({
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Configuration of backupxml',
  description: 'What `backupxml validate` goes by, where its options say nothing else.',
  type: 'object',
  additionalProperties: false,
  properties: {
    $schema: { type: 'string', description: 'Where this schema lies.' },
    libvirt: ref('libvirt'),
    rules: ref('rules'),
    ignore: { ...ref('globs'), description: 'What is left out. Counts from the folder of the configuration.' },
    overrides: {
      description: 'What holds for some files instead; of those that fit a file, the later win.',
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['files'],
        properties: {
          files: {
            description: 'The files that it is for. Counts from the folder of the configuration.',
            anyOf: [ref('glob'), ref('globs')],
          },
          rules: ref('rules'),
          libvirt: ref('libvirt'),
        },
      },
    },
    strict: { type: 'boolean', description: 'Whether warnings fail.' },
    maxWarnings: {
      type: 'integer',
      minimum: 0,
      maximum: Number.MAX_SAFE_INTEGER,
      description: 'How many warnings may be there.',
    },
    requireReason: { type: 'boolean', description: 'Whether comments that suppress must say why.' },
    noInline: { type: 'boolean', description: 'Whether comments that suppress are forbidden.' },
  },
  definitions: {
    release: {
      type: 'string',
      description: `A release of libvirt, from ${GENERATIONS[0]} on.`,
      pattern: '^\\s*v?(?=[0-9]{1,4}\\.)0*([6-9]|[1-9][0-9]{1,3})\\.[0-9]{1,4}(\\.[0-9]{1,4})?\\s*$',
    },
    libvirt: {
      description: 'The release of libvirt to judge for, or several.',
      anyOf: [ref('release'), { type: 'array', minItems: 1, items: ref('release') }],
    },
    glob: {
      type: 'string',
      description:
        'A name, at any depth, or with slashes a path: *, ?, [a-z] and {a,b} within a name, ** for any folders.',
      minLength: 1,
      maxLength: 512,
    },
    globs: { type: 'array', items: ref('glob') },
    level: { enum: [...LEVELS] },
    rules: {
      description: 'How grave what a rule finds is to be.',
      type: 'object',
      additionalProperties: false,
      properties: Object.fromEntries(
        SETTABLE.map(({ code, what, severity }) => [code, { ...ref('level'), description: what, default: severity }]),
      ),
    },
  },
});
