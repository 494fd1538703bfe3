import { afterAll } from 'vitest'
import { leaveFile } from './after-file.ts'

// Runs with every file of tests.
afterAll(leaveFile)
