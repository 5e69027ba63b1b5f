/** What a team has decided about the findings in its documents. Plain data: it crosses between processes. */
import type { Severity } from '../diagnostic.js';

/** How grave a finding is to be; `off`: it is not reported. */
export const LEVELS = ['off', 'info', 'warning', 'error'] as const;

export type Level = 'off' | Severity;

export interface Policy {
  /** By code, those of the rules and of comments that suppress; what is left out has the severity that it is found with. */
  readonly levels: ReadonlyMap<string, Level>;
  /** What comments that suppress do: their work, nothing but being reported, or nothing at all. */
  readonly inline: 'honoured' | 'forbidden' | 'unseen';
  /** Whether such comments must say why. */
  readonly requireReason: boolean;
}

export const DEFAULT_POLICY: Policy = { levels: new Map(), inline: 'honoured', requireReason: false };
