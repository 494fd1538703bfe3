import { defineConfig } from 'vitest/config'
import { LongestFirst } from './test/longest-first.ts'

const common = { pool: 'forks', testTimeout: 60_000, hookTimeout: 60_000 } as const

export default defineConfig({
  test: {
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
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
      {
        extends: true,
        test: {
          ...common,
          name: 'desk',
          include: ['{server,test,bench}/**/*.test.ts'],
          globalSetup: 'test/global-setup.ts',
        },
      },
    ],
  },
})
