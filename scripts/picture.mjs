// Draws what the built command prints on a terminal as docs/terminal.svg. With `--stdout` it prints the picture instead.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const ARGS = ['validate', 'examples/broken/two-faults.xml'];

const LINE = 20;
const CELL = 8.43;
const PAD = 16;
const FONT = "ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace";

/** What the numbers of an escape sequence change in the style of the text. */
const STYLES = {
  0: { color: undefined, bold: false, underline: false },
  1: { bold: true },
  4: { underline: true },
  22: { bold: false },
  24: { underline: false },
  31: { color: '#ff7b72' },
  32: { color: '#7ee787' },
  33: { color: '#e3b341' },
  34: { color: '#79c0ff' },
  36: { color: '#76e3ea' },
  39: { color: undefined },
};

const { stdout, error } = spawnSync(process.execPath, ['bin/backupxml.js', ...ARGS], {
  cwd: root,
  env: { PATH: process.env.PATH, FORCE_COLOR: '1' },
  encoding: 'utf8',
});
if (error) throw error;

const picture = draw(`\u001b[32m$\u001b[39m backupxml ${ARGS.join(' ')}\n${stdout}`);
if (process.argv.includes('--stdout')) process.stdout.write(picture);
else writeFileSync(join(root, 'docs/terminal.svg'), picture);

function draw(text) {
  const lines = styledLines(text.trimEnd());
  const columns = Math.max(...lines.map((runs) => runs.reduce((sum, run) => sum + run.text.length, 0)));
  const width = Math.ceil(columns * CELL + 2 * PAD);
  const height = lines.length * LINE + 2 * PAD;
  const rows = lines.map(
    (runs, i) => `  <text x="${PAD}" y="${PAD + LINE * i + 15}">${runs.map(span).join('')}</text>`,
  );
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" xml:space="preserve">`,
    '  <title>backupxml says what is wrong with a document, and what to write instead</title>',
    `  <style>text { font: 14px ${FONT}; fill: #e6edf3; white-space: pre; }</style>`,
    `  <rect width="100%" height="100%" rx="8" fill="#0d1117"/>`,
    ...rows,
    '</svg>',
  ].join('\n')}\n`;
}

/** For each line its stretches of text of one style. A style goes on over the end of a line. */
function styledLines(text) {
  let style = STYLES[0];
  return text.split('\n').map((line) =>
    // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences begin with one.
    line.split(/(\u001b\[[\d;]*m)/).flatMap((part) => {
      if (!part.startsWith('\u001b')) return part === '' ? [] : [{ text: part, ...style }];
      for (const number of part.slice(2, -1).split(';')) style = { ...style, ...STYLES[Number(number)] };
      return [];
    }),
  );
}

function span({ text, color, bold, underline }) {
  const attributes = [
    color && ` fill="${color}"`,
    bold && ' font-weight="bold"',
    underline && ' text-decoration="underline"',
  ];
  const marks = attributes.filter(Boolean).join('');
  const escaped = text.replace(/[&<>]/g, (char) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[char]);
  return marks ? `<tspan${marks}>${escaped}</tspan>` : escaped;
}
