import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Tests start threads and processes of their own: a file at a time keeps two cores honest.
    fileParallelism: false,
    testTimeout: 30_000,
    // A shared machine may take the processor away for longer than any bound allows.
    retry: process.env['CI'] ? 2 : 0,
    reporters: ['default', ['json', { outputFile: 'coverage/results.json' }]],
  },
});
