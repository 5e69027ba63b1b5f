/** Shows the tests as skipped where there is no newer Node. */
import { beforeEach, inject } from 'vitest';

const found = inject('newerNode');
if (!found) throw new Error('these tests are for a newer Node: see vitest.config.ts');
if ('missing' in found) beforeEach(({ skip }) => skip(found.missing));
