import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parse, stringify } from 'yaml'
import { z } from 'zod'
import { enterFacts, openCase } from '#contract/cases.ts'
import { postItem } from '#contract/items.ts'
import { listOverrides, overridePolicy } from '#contract/policy-override.ts'
import { explainCase } from '#contract/policy-reason.ts'
import {
  approvePolicy,
  checkPolicy,
  exportPolicy,
  listPolicyVersions,
  readPolicyVersion,
  savePolicyDraft,
  submitPolicy,
} from '#contract/policy.ts'
import { answerToPost } from '#test/answer-to.ts'
import { ask, type Caller } from '#test/ask.ts'
import { deskProcess, type DeskProcess } from '#test/desk-process.ts'

// What a policy promises to everybody, over HTTP, on a running desk: the quiet twin, the price list, the false claim.

let desk: DeskProcess
let agent: Caller
let author: Caller
let approver: Caller
let executive: Caller

beforeAll(async () => {
  desk = await deskProcess()
  if (!(await desk.start())) throw new Error(`The desk does not start:\n${desk.said.join('\n')}`)
  const as = async (role: Parameters<DeskProcess['token']>[0]) => ({
    url: desk.url,
    token: await desk.token(role),
  })
  agent = await as('agent')
  author = await as('policy')
  approver = await as('admin')
  executive = await as('executive')
}, 60_000)

afterAll(async () => {
  await desk.remove()
}, 60_000)

/** When both twins complained: just now, so that no date has gone by yet. */
const at = new Date(Date.now() - 60_000).toISOString()

/** One complaint about one broken machine, however it comes. */
async function complains(parts: Record<string, unknown>) {
  const { caseId = '' } = await ask(agent, postItem, {
    channel: 'letter',
    externalId: randomUUID(),
    at,
    from: { name: `Somebody ${randomUUID()}` },
    subject: 'My washing machine floods the kitchen',
    body: 'Water runs out of the drum whenever it spins. This is the third one.',
    ...parts,
  })
  return caseId
}

test('the quiet twin: a post that a million may read and a letter are owed the same, to the byte', async () => {
  const matter = { harm: 'loss', loss: 480, topic: 'product' }
  const loud = await ask(agent, openCase, {
    caseId: await complains({
      channel: 'social',
      public: true,
      from: { handle: `loud-${randomUUID()}`, network: 'network.example' },
      facts: { ...matter, followers: 1_200_000, verified: true, threat: true },
    }),
  })
  const quiet = await ask(agent, openCase, { caseId: await complains({ facts: matter }) })

  expect(JSON.stringify(loud.duties.entitlement)).toBe(JSON.stringify(quiet.duties.entitlement))
  expect(JSON.stringify(loud.duties.clocks)).toBe(JSON.stringify(quiet.duties.clocks))
  expect(loud.duties.severity).toBe(quiet.duties.severity)
  const owed = (kase: typeof loud) =>
    kase.deadlines
      .filter(({ kind }) => kind === 'acknowledge-by' || kind === 'act-by')
      .map(({ kind, dueAt }) => `${kind} ${dueAt}`)
      .toSorted()
  expect(JSON.stringify(owed(loud))).toBe(JSON.stringify(owed(quiet)))
  // Only who looks is another.
  expect([loud.duties.rung, quiet.duties.rung]).toEqual(['lead', 'front'])

  // And each says why: what is owed reads nothing of who is watching.
  const why = await ask(agent, explainCase, { caseId: loud.id })
  const entitlement = why.why.find(({ table }) => table === 'entitlement')
  expect(entitlement?.others.map(({ keptBy }) => keptBy)).not.toContain('followers')
  expect(why.why.find(({ table }) => table === 'attention')?.fired.map(({ row }) => row)).toContain(
    'proved-reach',
  )
})

const Rows = z.array(z.looseObject({ id: z.string() }))
const Document = z.looseObject({
  tables: z.array(
    z.looseObject({
      id: z.string(),
      reads: z.array(z.string()),
      gives: z.record(z.string(), z.unknown()),
      rows: Rows,
    }),
  ),
})

/** The starter policy with a price list: what a customer gets depends on how many follow them. */
async function priceList(): Promise<string> {
  const { yaml } = await ask(author, exportPolicy, { version: 1 })
  const policy = Document.parse(parse(yaml))
  const list = [
    {
      id: 'known',
      when: { followers: '[250000..499999]' },
      then: { remedy: 'replacement', upTo: 1000, donation: 0 },
    },
    {
      id: 'famous',
      when: { followers: '>= 500000' },
      then: { remedy: 'replacement', upTo: 1000, donation: 500 },
    },
  ]
  const tables = policy.tables.map((table) =>
    table.id === 'entitlement'
      ? {
          ...table,
          reads: [...table.reads, 'followers'],
          gives: { ...table.gives, donation: { type: 'decimal', scale: 2, min: 0 } },
          rows: [
            ...list,
            ...table.rows.map((row) => ({
              ...row,
              then: { ...z.object({}).loose().parse(row['then']), donation: 0 },
            })),
          ],
        }
      : table,
  )
  return stringify({ ...policy, name: 'price list', tables })
}

test('the price list is refused, naming both ways by which fame would buy more', async () => {
  const text = await priceList()
  const { findings } = await ask(author, checkPolicy, { text })
  const leaks = findings.filter(({ kind }) => kind === 'visibility-leak')
  const named = leaks.flatMap(({ rows }) => rows)
  expect(named).toContain('known')
  expect(named).toContain('famous')
  for (const { message } of leaks) expect(message).toContain('followers')
  // The document itself is taken as well, and found to be no better.
  const asData = await ask(author, checkPolicy, Document.parse(parse(text)))
  expect(asData.findings.map(({ kind }) => kind)).toContain('visibility-leak')
}, 60_000)

test('to publish it all the same takes a named executive, a text and an end, and everybody sees it', async () => {
  const text = await priceList()
  const { version, revision } = await ask(author, savePolicyDraft, {
    text,
    purpose: 'What marketing asked for',
    basedOn: 1,
    key: randomUUID(),
  })
  await expect(ask(author, submitPolicy, { version, revision, key: randomUUID() })).rejects.toThrow(
    /^409: .*cannot be published/,
  )
  const until = new Date(Date.now() + 86_400_000).toISOString()
  const override = { revision, because: 'The board wants to see the numbers for a day.', until }
  // Neither the author nor an administrator can answer for it, and nobody without a reason or an end.
  const path = `/api/policy/versions/${version}/overrides`
  for (const caller of [author, approver, agent])
    expect(await answerToPost(caller, path, { ...override, key: randomUUID() })).toContain('403')
  for (const missing of ['because', 'until'])
    expect(
      await answerToPost(executive, path, { ...override, [missing]: undefined, key: randomUUID() }),
    ).toContain('400')
  await ask(executive, overridePolicy, { ...override, version, key: randomUUID() })
  await ask(author, submitPolicy, { version, revision, key: randomUUID() })
  expect(
    await answerToPost(author, `/api/policy/versions/${version}/approve`, { revision, key: randomUUID() }),
  ).toContain('403')
  await ask(approver, approvePolicy, { version, revision, key: randomUUID() })

  const { overrides } = await ask(agent, listOverrides, {})
  expect(overrides).toMatchObject([
    { version, state: 'standing', isInForce: true, because: override.because },
  ])
  expect(overrides[0]?.executive.name).toContain('executive')
  expect((await ask(agent, listPolicyVersions, {})).inForce).toBe(version)
  expect((await ask(agent, readPolicyVersion, { version })).life.map(({ kind }) => kind)).toEqual([
    'drafted',
    'overridden',
    'submitted',
    'approved',
    'took-effect',
  ])
}, 90_000)

test('the false claim: what it had brought in attention ends, and nothing that is owed changes', async () => {
  const caseId = await complains({ facts: { harm: 'loss', loss: 60, topic: 'product' } })
  const enter = async (facts: Record<string, string | number | boolean | null>) => {
    const { seq } = await ask(agent, openCase, { caseId })
    await ask(agent, enterFacts, { caseId, facts, seq, key: randomUUID() })
    return (await ask(agent, openCase, { caseId })).duties
  }
  const before = (await ask(agent, openCase, { caseId })).duties
  const claimed = await enter({ followers: 300_000, threat: true })
  const refuted = await enter({ followers: null, threat: null })
  expect([before.rung, claimed.rung, refuted.rung]).toEqual(['front', 'lead', 'front'])
  expect(JSON.stringify(refuted)).toBe(JSON.stringify(before))
})
