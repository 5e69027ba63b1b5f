/** How the parts of a text report look. The report is made without knowing whether there is colour. */
import type { Severity } from '../diagnostic.js';

type Paint = (text: string) => string;

export interface Style {
  readonly severity: Readonly<Record<Severity, Paint>>;
  readonly message: Paint;
  readonly path: Paint;
  readonly gutter: Paint;
  readonly related: Paint;
  readonly label: Paint;
  readonly good: Paint;
}

const plain: Paint = (text) => text;

export const PLAIN: Style = {
  severity: { error: plain, warning: plain, info: plain },
  message: plain,
  path: plain,
  gutter: plain,
  related: plain,
  label: plain,
  good: plain,
};
