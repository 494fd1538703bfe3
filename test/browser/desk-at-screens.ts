import { afterAll, afterEach, beforeAll } from 'vitest'
import { prepareFront } from './front.ts'

/** Runs a desk with browsers in front of it for the tests of one file. A test that fails leaves pictures behind. */
export function deskAtScreens(...prepared: Parameters<typeof prepareFront>) {
  const front = prepareFront(...prepared)
  beforeAll(() => front.start(), 120_000)
  afterEach(({ task }) => front.leave(task.result?.state === 'fail' ? task.name : undefined))
  afterAll(() => front.close(), 60_000)
  return front
}
