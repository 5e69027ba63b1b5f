/** The files of the repository that are made from the code. */
import { createWholeProgram } from '../commands/program.js';
import { SILENT } from '../commands/silent.js';
import { pages } from '../reference/pages.js';
import { readTool } from '../report/tool.js';
import { manPage } from './man.js';
import { outlineOf, type ProgramOutline } from './outline.js';

/** Each by its path from the root of the repository. */
export async function madeFiles(): Promise<ReadonlyMap<string, string>> {
  // Help is asked for, and nothing is run.
  const outline = outlineOf(await createWholeProgram(SILENT));
  return new Map([
    ['man/backupxml.1', manPage(outline, readTool().version)],
    ['docs/commands.md', commandsPage(outline)],
    ...[...pages()].map(([path, text]) => [`docs/${path}`, text] as const),
  ]);
}

/** Each command's help; what it prints is put in, and held against it, as in all documentation. */
function commandsPage({ name, commands }: ProgramOutline): string {
  const sections = commands.map(
    (command) => `## ${command.name}\n\n\`\`\`\n$ ${name} help ${command.name}\n${command.help}\`\`\``,
  );
  return `<!-- Made by \`npm run docs\` from the commands. Edit those. -->\n\n# The commands\n\n${[
    `What \`${name} help COMMAND\` prints.`,
    ...sections,
  ].join('\n\n')}\n`;
}
