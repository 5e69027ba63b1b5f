import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Tests of the built command start processes.
    testTimeout: 30_000,
  },
});
