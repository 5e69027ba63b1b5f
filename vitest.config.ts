import { defineConfig, type TestProjectConfiguration } from 'vitest/config';

/** The tests that run the built command as a process, for which it makes a difference on which Node that runs. */
const OF_THE_COMMAND = ['test/cli/**/*.test.ts', 'test/ci/**/*.test.ts'];
const ON_A_NEWER_NODE = 'test/newer-node/**/*.test.ts';

const thisNode: TestProjectConfiguration = {
  extends: true,
  test: { name: 'this-node', include: ['test/**/*.test.ts'], exclude: [ON_A_NEWER_NODE] },
};

/** The same tests: what they start is the packed package on the Node that scripts/newer-node.mjs has got. */
const newerNode: TestProjectConfiguration = {
  extends: true,
  test: {
    name: 'newer-node',
    include: [...OF_THE_COMMAND, ON_A_NEWER_NODE],
    exclude: ['test/cli/run.test.ts'],
    globalSetup: ['test/newer-node/provide.ts'],
    setupFiles: ['test/newer-node/skip.ts'],
  },
};

const isOld = Number.parseInt(process.versions.node, 10) < 22;

export default defineConfig({
  test: {
    projects: isOld ? [thisNode, newerNode] : [thisNode],
    // Tests of the built command start processes.
    testTimeout: 30_000,
    coverage: {
      // What runs in processes of their own is not seen, such as the command's: its share is covered, but not counted.
      include: ['src/**/*.ts'],
      reporter: ['text-summary', 'html'],
      reportOnFailure: true,
      // What the tests reach today, rounded down: raise it with them, and do not lower it.
      thresholds: { statements: 89, branches: 85, functions: 88, lines: 90 },
    },
  },
});
