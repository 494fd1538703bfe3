import { defineConfig } from 'vitest/config'
import { LongestFirst } from './test/longest-first.ts'

const common = { pool: 'forks', testTimeout: 60_000, hookTimeout: 60_000 } as const

/** With a database. */
const desk = { ...common, globalSetup: 'test/global-setup.ts', setupFiles: 'test/leave-file.ts' }

export default defineConfig({
  test: {
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    // What is waited for is done by several hands, on a machine that others use too: the default of a second is luck.
    expect: { poll: { timeout: 10_000 } },
    exclude: ['**/node_modules/**', '**/dist/**', 'data/**'],
    projects: [
      // What people see and what the desk knows needs no database, and is not kept waiting for one. It keeps nothing
      // either, so that its files need no process each.
      {
        extends: true,
        test: {
          ...common,
          name: 'rules',
          include: ['{domain,contract,web}/**/*.test.{ts,tsx}'],
          isolate: false,
        },
      },
      // The parts of the server keep all that lasts in a database, and each file has its own: to load them for every
      // file would take as long as the tests.
      {
        extends: true,
        test: { ...desk, name: 'server', include: ['server/*/**/*.test.ts'], isolate: false },
      },
      // Whatever changes its surroundings has a process of its own.
      {
        extends: true,
        test: { ...desk, name: 'desk', include: ['server/*.test.ts', '{test,bench}/**/*.test.ts'] },
      },
    ],
  },
})
