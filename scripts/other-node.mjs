import { join } from 'node:path';

/** The package of the npm registry that holds Node for this platform: the program, and the headers with which addons are compiled for it. */
const PACKAGE = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;

/**
 * Installs another Node into `folder`, which must hold a package.json, and never on a PATH: what a package has in node_modules/.bin would run its scripts.
 * @param npm called with arguments for npm, to be run in the folder; throws where npm fails
 */
export function installNode(version, folder, npm) {
  npm(['install', '--no-audit', '--no-fund', `${PACKAGE}@${version}`]);
  return otherNode(join(folder, 'node_modules', PACKAGE));
}

/** `bin` and the surroundings in which npm runs on that Node, takes what fits it, and compiles for it. */
function otherNode(home) {
  const bin = join(home, 'bin');
  return {
    bin,
    node: join(bin, 'node'),
    env: { ...process.env, PATH: `${bin}:${process.env.PATH}`, npm_config_nodedir: home },
  };
}
