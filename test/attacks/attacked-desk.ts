import { afterAll, expect } from 'vitest'
import { roles, type Role } from '#domain/role.ts'
import { makePass } from '#server/desk/sign-in/passes.ts'
import { buildApp } from '#server/http/app.ts'
import { openFeeds } from '#server/http/live.ts'
import { openOnlookers } from '#server/http/onlookers.ts'
import type { Desk } from '#server/desk/desk.ts'

const closers: (() => Promise<unknown>)[] = []
afterAll(async () => {
  for (const close of closers) await close()
}, 30_000)

/** The HTTP server of a desk, listening, with what it complained of. It is closed after the last test of the file. */
export async function answering(desk: Desk) {
  const ending = new AbortController()
  const faults: string[] = []
  const app = await buildApp({
    desk,
    feeds: openFeeds(),
    onlookers: openOnlookers(desk),
    version: 'test',
    ending: ending.signal,
    failed: (name, fault) => faults.push(`${name}: ${String(fault)}`),
  })
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  closers.push(() => {
    ending.abort()
    return app.close()
  })
  return { app, url, faults }
}

/** A session of a new colleague for each role, as the header that a browser sends. */
export async function sessionsOf(
  desk: Desk & { org: string; colleague(handle: string, role: Role): Promise<unknown> },
  named: string,
): Promise<Record<Role, string>> {
  const made = await Promise.all(
    roles.map(async (role): Promise<[Role, string]> => {
      const member = `${named}-${role}`
      await desk.colleague(member, role)
      const pass = { kind: 'session', member, role, openedBy: 'password', client: null } as const
      return [role, `evenhand=${await makePass(desk, desk.org, pass)}`]
    }),
  )
  // Every role is among the roles.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return Object.fromEntries(made) as Record<Role, string>
}

/** Whatever was done to it, the desk answers within a second; a machine that is busy with others is asked three times. */
export async function expectAnswers(url: string): Promise<void> {
  const took: number[] = []
  for (let tries = 0; tries < 3 && !took.some((milliseconds) => milliseconds < 1000); tries++) {
    const began = performance.now()
    const response = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(5000) })
    expect(response.status).toBe(200)
    took.push(performance.now() - began)
  }
  expect(Math.min(...took)).toBeLessThan(1000)
}
