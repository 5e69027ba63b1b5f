import { Chalk } from 'chalk';
import type { Style } from './style.js';

/** The style for a terminal that shows colour. Level: 1 sixteen colours, 2 two hundred and fifty-six, 3 all. */
export function colourStyle(level: 1 | 2 | 3): Style {
  const chalk = new Chalk({ level });
  return {
    severity: { error: chalk.red.bold, warning: chalk.yellow.bold, info: chalk.cyan.bold },
    message: chalk.bold,
    path: chalk.underline,
    gutter: chalk.blue,
    related: chalk.blue.bold,
    label: chalk.green.bold,
    good: chalk.green,
  };
}
