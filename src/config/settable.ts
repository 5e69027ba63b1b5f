/** The codes whose severity can be set: those of rules and of comments that suppress. What libvirt's schema refuses stays an error. */
import type { CodeDoc } from '../diagnostic.js';
import { RULES } from '../rules/index.js';
import { SETTLE_CODES } from '../settle/codes.js';

export const SETTABLE: readonly CodeDoc[] = [...RULES, ...SETTLE_CODES];
