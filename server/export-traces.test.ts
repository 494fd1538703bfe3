import { once } from 'node:events'
import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { scopes } from '#domain/scope.ts'
import { makePass } from '#server/desk/sign-in/passes.ts'
import { buildApp } from '#server/http/app.ts'
import { openFeeds } from '#server/http/live.ts'
import { openOnlookers } from '#server/http/onlookers.ts'
import { aDesk } from '#test/desk.ts'
import { exportTraces } from './export-traces.ts'

const Span = z.object({
  traceId: z.string(),
  spanId: z.string(),
  parentSpanId: z.string().optional(),
  name: z.string(),
})
const Told = z.object({
  resourceSpans: z.array(z.object({ scopeSpans: z.array(z.object({ spans: z.array(Span) })) })),
})

/** What a collector was told, as text. */
const told: string[] = []
const collector = createServer((request, response) => {
  void text(request).then((body) => {
    told.push(body)
    return response.end('{}')
  })
})
let handOver: () => Promise<void>

beforeAll(async () => {
  collector.listen(0, '127.0.0.1')
  await once(collector, 'listening')
  const address = collector.address()
  const port = address !== null && typeof address === 'object' ? address.port : 0
  process.env['OTEL_EXPORTER_OTLP_ENDPOINT'] = `http://127.0.0.1:${port}`
  handOver = exportTraces(1, { 'evenhand.role': 'web' })
})

afterAll(() => {
  collector.close()
})

const trace = '0af7651916cd43dd8448eb211c80319c'

test('a request of whoever is known here goes on with their trace, its transactions are in it, and nobody is named', async () => {
  const desk = await aDesk()
  const app = await buildApp({
    desk,
    feeds: openFeeds(),
    onlookers: openOnlookers(desk),
    version: 'test',
    ending: new AbortController().signal,
    failed: () => undefined,
    isTraced: true,
  })
  const member = { member: 'administrator', role: 'admin' }
  const token = await makePass(desk, desk.org, { ...member, kind: 'token', scopes: [...scopes] })
  const headers = {
    authorization: `Bearer ${token}`,
    host: 'localhost:4600',
    traceparent: `00-${trace}-b7ad6b7169203331-01`,
  }
  await desk.take({ from: { email: 'philomena@example.org' }, body: 'It is about a quokka.' })
  // By the first request somebody becomes known.
  await app.inject({ url: '/api/me', headers })
  const { statusCode } = await app.inject({ url: '/api/cases?q=quokka', headers })
  const { authorization: _, ...ofNobody } = headers
  for (const stranger of [ofNobody, { ...headers, authorization: `Bearer ${token.slice(0, -1)}_` }])
    await app.inject({ url: '/api/connections', headers: stranger })
  await app.inject({ url: '/health/live', headers: ofNobody })
  await app.close()
  await handOver()

  expect(statusCode).toBe(200)
  const spans = told.flatMap((body) =>
    Told.parse(JSON.parse(body)).resourceSpans.flatMap(({ scopeSpans }) =>
      scopeSpans.flatMap(({ spans: all }) => all),
    ),
  )
  const request = spans.find(({ name }) => name === 'GET /api/cases')
  expect(request).toMatchObject({ traceId: trace, parentSpanId: 'b7ad6b7169203331' })
  expect(
    spans.filter(({ name }) => name === 'transaction').map(({ parentSpanId }) => parentSpanId),
  ).toContain(request?.spanId)
  const ofStrangers = spans.filter(({ name }) => /connections|health/.test(name))
  expect(ofStrangers.length).toBeGreaterThanOrEqual(2)
  expect(ofStrangers.filter(({ traceId, parentSpanId }) => traceId === trace || parentSpanId)).toEqual([])
  expect(told.join('')).toContain('evenhand')
  expect(told.join('')).not.toMatch(/quokka|philomena|eh_/)
})
