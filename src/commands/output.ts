/** Prints what a run found, or puts it into files. Each report is only loaded when it is asked for. */
import type { NewFile } from '../author/new-file.js';
import { PLAIN, type Style } from '../report/style.js';
import { summaryLine } from '../report/summary.js';
import type { TextLayout } from '../report/text.js';
import type { RunResult } from '../settle/result.js';
import { type CommandIo, type ExitCode, isInGithub, UsageError } from './io.js';
import type { Format, ReportTarget } from './report-option.js';

export async function printReport(run: RunResult, format: 'text' | 'json', io: CommandIo): Promise<void> {
  io.stdout.write(await RENDER[format](run, { io, exitCode: 0, printed: true }));
}

/**
 * Makes all reports that were asked for: the one without a file is printed, the others are written, each whole or not at all. Throws a usage error
 * where one cannot be written, or where that would replace a file that was read.
 */
export async function writeReports(
  run: RunResult,
  targets: readonly ReportTarget[],
  exitCode: ExitCode,
  { inputs, io }: { readonly inputs: readonly string[]; readonly io: CommandIo },
): Promise<void> {
  const files: NewFile[] = [];
  for (const { format, file } of targets) {
    const text = await RENDER[format](run, { io, exitCode, printed: file === undefined });
    if (file === undefined) io.stdout.write(format === 'github' ? Buffer.from(text) : text);
    else files.push({ path: file, text });
  }
  if (files.length > 0) await writeFiles(files, inputs);
}

async function writeFiles(files: readonly NewFile[], inputs: readonly string[]): Promise<void> {
  const { NewFileError, writeNewFiles } = await import('../author/new-file.js');
  const { sameFileAs } = await import('../read/same-file.js');
  const { isReport } = await import('../read/report-file.js');
  const { uninterrupted } = await import('./uninterrupted.js');
  for (const { path } of files) {
    if (inputs.some(sameFileAs(path)) && !isReport(path))
      throw new UsageError(`--format: ${path} is one of the files that are read: name another one for the report`);
  }
  try {
    await uninterrupted(() => writeNewFiles(files, true));
  } catch (error) {
    if (!(error instanceof NewFileError)) throw error;
    throw new UsageError(`--format: ${error.path} cannot be written: ${error.reason}`);
  }
}

interface Setting {
  readonly io: CommandIo;
  readonly exitCode: ExitCode;
  /** Whether it goes to standard output, with the colour and the width that this has; a file has neither. */
  readonly printed: boolean;
}

type Render = (run: RunResult, setting: Setting) => Promise<string>;

const RENDER: Readonly<Record<Format, Render>> = {
  text: renderText,
  json: async (run) => {
    const [{ jsonReport }, { readTool }] = await Promise.all([
      import('../report/json.js'),
      import('../report/tool.js'),
    ]);
    return jsonReport(run, readTool());
  },
  sarif: async (run, { io, exitCode }) => {
    const [{ sarifReport }, { readTool }, { allCodes }] = await Promise.all([
      import('../report/sarif.js'),
      import('../report/tool.js'),
      import('../codes.js'),
    ]);
    return sarifReport(run, { tool: readTool(), codes: allCodes(), folder: rootFolder(io), exitCode });
  },
  github: async (run, { io }) => {
    const [{ githubReport }, { pathBelow }] = await Promise.all([
      import('../report/github.js'),
      import('../report/place.js'),
    ]);
    return githubReport(run, (path) => pathBelow(rootFolder(io), path));
  },
  junit: async (run, { exitCode }) => (await import('../report/junit.js')).junitReport(run, exitCode),
  checkstyle: async (run) => (await import('../report/checkstyle.js')).checkstyleReport(run),
  gcc: async (run) => (await import('../report/gcc.js')).gccReport(run),
};

/** What paths in a report count from that is read elsewhere: the root of the repository where GitHub names it. */
function rootFolder({ env }: CommandIo): string {
  return (isInGithub(env) && env.GITHUB_WORKSPACE) || '.';
}

async function renderText(run: RunResult, { io, printed }: Setting): Promise<string> {
  const style = printed ? await chooseStyle(io) : PLAIN;
  if (run.files.every((file) => file.diagnostics.length === 0)) {
    return `${summaryLine(run, style)}\n`;
  }
  const { textReport } = await import('../report/text.js');
  return textReport(run, { style, ...widths(io, printed) });
}

/** How text is laid out on standard output. */
export async function textLayout(io: CommandIo): Promise<TextLayout> {
  return { style: await chooseStyle(io), ...widths(io, true) };
}

async function chooseStyle(io: CommandIo): Promise<Style> {
  const { colourLevel } = io;
  if (colourLevel !== 0) return (await import('../report/colour.js')).colourStyle(colourLevel);
  return PLAIN;
}

/** Words are wrapped at 80 columns where nobody says how wide the reader's window is, and lines of documents are then seldom cut. */
function widths(io: CommandIo, printed: boolean): { width: number; excerptWidth: number } {
  if (!printed || !io.stdoutTerminal || !io.columns) return { width: 80, excerptWidth: 160 };
  return { width: Math.min(Math.max(io.columns, 40), 120), excerptWidth: Math.max(io.columns, 40) };
}
