import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { invitePerson } from '#contract/accounts.ts'
import { listCalls, noteOnCall, setExtensions } from '#contract/calls.ts'
import { showCard } from '#contract/card.ts'
import { escalate, openCase, promise } from '#contract/cases.ts'
import { issueClaimCode, listClaims, makeClaim, withdrawClaim } from '#contract/claims.ts'
import { showDossier } from '#contract/dossier.ts'
import type { Endpoint } from '#contract/endpoint.ts'
import { addTelephone } from '#contract/telephones.ts'
import { ask, type Caller } from '#test/ask.ts'
import { deskProcess, type DeskProcess } from '#test/desk-process.ts'
import { startSwitchboard, type Switchboard } from '#test/peers/switchboard.ts'
import { tellDesk } from '#test/peers/tell-desk.ts'

// Calls below the browser: a running desk, a real exchange, and real telephones that ring.

vi.setConfig({ testTimeout: 90_000 })

let desk: DeskProcess
let board: Switchboard
let admin: Caller

beforeAll(async () => {
  desk = await deskProcess()
  if (!(await desk.start())) throw new Error(`The desk does not start:\n${desk.said.join('\n')}`)
  admin = { url: desk.url, token: await desk.token('admin') }
  const { telephone, secret } = await ask(admin, addTelephone, { name: 'Kamailio' })
  board = await startSwitchboard(tellDesk({ url: desk.url, path: telephone.path, secret: secret ?? '' }))
}, 60_000)

afterAll(async () => {
  await board.stop()
  await desk.remove()
}, 60_000)

/** A colleague who is signed in: their own extension is for no token to choose. */
type Seat = {
  name: string
  does: <In extends z.ZodType, Out extends z.ZodType>(
    endpoint: Endpoint<In, Out>,
    input: z.input<In> & Readonly<Record<string, unknown>>,
  ) => Promise<z.output<Out>>
  /** The calls that the live stream told of, one list after the other. */
  hears: () => Promise<{ heard: Calls[]; close: () => void }>
}

type Calls = z.output<typeof listCalls.output>['calls']

async function seat(name: string, extensions: readonly string[]): Promise<Seat> {
  const email = `${name}@aldera.example`
  const { link } = await ask(admin, invitePerson, {
    name,
    email,
    role: 'agent',
    teams: [],
    key: `invite ${name}`,
  })
  const signedIn = await fetch(`${desk.url}/api/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ link: link.replace(/^.*#/, '') }),
  })
  const cookie = signedIn.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
  const does: Seat['does'] = async ({ method, path, output }, input) => {
    const rest = new Map(Object.entries(input))
    const filled = path.replaceAll(/:(\w+)/g, (_, part: string) => {
      const value = String(rest.get(part))
      rest.delete(part)
      return encodeURIComponent(value)
    })
    const query =
      method === 'GET' ? `?${new URLSearchParams([...rest].map(([key, value]) => [key, String(value)]))}` : ''
    const answer = await fetch(`${desk.url}/api${filled}${query}`, {
      method,
      headers: { cookie, 'content-type': 'application/json' },
      ...(method === 'POST' && { body: JSON.stringify(Object.fromEntries(rest)) }),
    })
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
    return output.parse(await answer.json())
  }
  const hears = async () => {
    const ending = new AbortController()
    const { body } = await fetch(`${desk.url}/api/live`, { headers: { cookie }, signal: ending.signal })
    const heard: Calls[] = []
    void readCalls(body, heard).catch(() => undefined)
    return { heard, close: () => ending.abort() }
  }
  await does(setExtensions, { extensions: [...extensions] })
  return { name, does, hears }
}

async function readCalls(body: ReadableStream<Uint8Array<ArrayBuffer>> | null, heard: Calls[]) {
  let text = ''
  for await (const part of body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += part
    const events = text.split('\n\n')
    text = events.pop() ?? ''
    for (const event of events) {
      const [, data] = /^event: calls\ndata: (.*)$/m.exec(event) ?? []
      if (data) heard.push(listCalls.output.parse(JSON.parse(data)).calls)
    }
  }
}

/** Asks until it is so, or until fifteen seconds have passed. */
async function until<T>(look: () => Promise<T | undefined> | T | undefined): Promise<T> {
  const end = performance.now() + 15_000
  for (;;) {
    const found = await look()
    if (found !== undefined) return found
    if (performance.now() > end) throw new Error('It did not become so in fifteen seconds.')
    await sleep(10)
  }
}

test('twenty calls at once each reach the colleague whose extension rings', async () => {
  const extensions = Array.from({ length: 20 }, (_, place) => String(4100 + place))
  const seats = await Promise.all(extensions.map((extension) => seat(`agent-${extension}`, [extension])))
  await board.telephones(extensions, 300)
  const ears = await Promise.all(seats.map(({ hears }) => hears()))

  const callers = extensions.map((to, place) => ({
    from: `+4930200${100 + place}`,
    name: `Caller ${place}`,
    to,
  }))
  await board.call(callers, { apartMs: 0, lastsMs: 500 })
  await until(() => ears.every(({ heard }) => heard.at(-1)?.[0]?.state === 'ended') || undefined)

  for (const [place, { heard, close }] of ears.entries()) {
    close()
    const told = heard.flat().map(({ from, extension }) => `${from} ${extension}`)
    expect(new Set(told)).toEqual(new Set([`+4930200${100 + place} ${extensions[place]}`]))
    const states = heard.flat().map(({ state }) => state)
    expect(states.indexOf('ringing')).toBe(0)
  }
})

test('a call that rang and was given up while the desk was dead is a case when it is back', async () => {
  const mara = await seat('mara', ['4200'])
  await board.telephones(['4200'], null)
  await desk.kill()

  await board.call([{ from: '+4930300300', name: 'Ada Berg', to: '4200' }], {
    apartMs: 0,
    lastsMs: 300,
    givesUp: true,
  })
  expect(await desk.start()).toBe(true)

  const { front } = await until(async () => {
    const card = await mara.does(showCard, { phone: '+4930300300' })
    return card.front ? card : undefined
  })
  expect(front).toMatchObject({ subject: 'Missed call', person: { name: 'Ada Berg' }, turn: 'ours' })
  expect(front?.nextDueAt).not.toBeNull()
  expect((await mara.does(listCalls, {})).calls).toMatchObject([{ state: 'missed', from: '+4930300300' }])
})

test('the warning on the line: failures bring the executive office, and the claim changes who looks and nothing that is owed', async () => {
  const ruth = { from: '+4930400400', name: 'Ruth Adeyemi', to: '4300' }
  const tom = await seat('tom', [ruth.to])
  await board.telephones([ruth.to], 50)
  const known = new Set<string>()
  /** Ruth calls, and what she says is written down while she speaks, or when she has just hung up. */
  const call = async (words: string) => {
    const calling = board.call([ruth], { apartMs: 0, lastsMs: 400 })
    const { id } = await until(async () =>
      (await tom.does(listCalls, {})).calls.find((one) => one.state !== 'ringing' && !known.has(one.id)),
    )
    known.add(id)
    const { front } = await tom.does(showCard, { call: id })
    const noted = await tom.does(noteOnCall, {
      callId: id,
      body: words,
      joins: front?.id ?? null,
      key: words,
    })
    await calling
    await until(
      async () => (await tom.does(listCalls, {})).calls.every(({ state }) => state === 'ended') || undefined,
    )
    return noted
  }
  await call('The drum bearing of the Brio 8 broke after five months.')
  await call('Nobody came for the visit that was booked.')
  const { caseId } = await call('Third time. I have 1M followers and I will post this.')

  const without = await tom.does(openCase, { caseId })
  expect(without).toMatchObject({
    failures: 3,
    duties: { rung: 'executive' },
    offer: { rung: { id: 'executive' } },
  })

  const said = {
    kind: 'reach' as const,
    said: 'says 1M followers, will post',
    followers: 1_000_000,
    warns: true,
  }
  const handle = { network: 'bluesky', handle: 'ruth.example' }
  const { id: claimId } = await tom.does(makeClaim, {
    caseId,
    seq: without.seq,
    key: 'claim',
    ...said,
    ...handle,
  })
  const { code } = await tom.does(issueClaimCode, { claimId, key: 'code' })
  expect(code.length).toBeGreaterThan(5)
  const { claims } = await tom.does(listClaims, { caseId })
  expect(claims).toMatchObject([{ state: 'claimed', warns: true, code: { text: code } }])

  const claimed = await tom.does(openCase, { caseId })
  const by = 'administrator'
  const dueAt = Temporal.Now.instant().add({ hours: 2 }).toString()
  await tom.does(promise, {
    caseId,
    what: 'Call Ruth about the bearing',
    by,
    dueAt,
    seq: claimed.seq,
    key: 'promise',
  })
  const began = performance.now()
  const dossier = await tom.does(showDossier, { caseId })
  expect(performance.now() - began).toBeLessThan(5000)
  const parts = Map.groupBy(dossier.lines, ({ part }) => part)
  expect(parts.get('failures')).toHaveLength(3)
  expect(parts.get('promises')).toMatchObject([
    { says: 'promised', by: { id: by }, words: 'Call Ruth about the bearing' },
  ])
  expect(dossier.lines.every(({ seq }) => seq > 0)).toBe(true)

  await tom.does(withdrawClaim, { claimId, key: 'withdraw' })
  const after = await tom.does(openCase, { caseId })
  for (const kase of [claimed, after]) {
    expect(kase.duties.rung).toBe('executive')
    expect(kase.duties.entitlement).toEqual(without.duties.entitlement)
    expect(kase.duties.clocks).toEqual(without.duties.clocks)
  }
  await expect(
    tom.does(escalate, { caseId, reason: 'I need help', seq: after.seq, key: 'help' }),
  ).resolves.toMatchObject({
    caseId,
  })
})

test('nobody tells the desk of calls who cannot sign for them', async () => {
  const { telephone } = await ask(admin, addTelephone, { name: 'Another' })
  const body = JSON.stringify({ id: 'x', from: '+491', to: '4000', state: 'ringing' })
  const answers = await Promise.all(
    [undefined, `t=${Math.floor(Date.now() / 1000)},v1=${'0'.repeat(64)}`, 't=1,v1=abc'].map((signature) =>
      fetch(`${desk.url}${telephone.path}`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(signature && { 'evenhand-signature': signature }),
        },
        body,
      }),
    ),
  )
  expect(answers.map(({ status }) => status)).toEqual([400, 403, 400])
})
