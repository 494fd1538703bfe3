import { expect, onTestFinished, test } from 'vitest'
import { endpoints } from '#contract/endpoints.ts'
import { scopes } from '#domain/scope.ts'
import { writeNote } from '#server/desk/cases/case-commands.ts'
import { merge } from '#server/desk/cases/merge.ts'
import { makePass } from '#server/desk/sign-in/passes.ts'
import { buildApp } from '#server/http/app.ts'
import { openFeeds } from '#server/http/live.ts'
import { openOnlookers } from '#server/http/onlookers.ts'
import type { Database, OrgTx, Tx } from '#server/store/database.ts'
import { aDesk, type TestDesk } from './desk.ts'

// What is shown takes as many statements for a full desk as for an empty one: none for each row.

test('no page asks the database more often because there is more on it', async () => {
  const desk = await aDesk()
  const asked = { statements: 0 }
  const ask = await asking({ ...desk, db: counting(desk.db, asked) })
  const { caseId, personId } = await fill(desk, 'few', 2)
  const paths = pathsOf(caseId, personId)
  const count = async () => {
    const counts = new Map<string, number>()
    for (const path of paths) {
      // What is known for a while, such as the policy, is asked once.
      await ask(path)
      asked.statements = 0
      const status = await ask(path)
      if (status === 200) counts.set(path, asked.statements)
    }
    return counts
  }

  const few = await count()
  await fill(desk, 'many', 25)
  const many = await count()

  expect([...few.keys()].length).toBeGreaterThan(10)
  expect(few.get('/cases')).toBeGreaterThan(1)
  expect(Object.fromEntries(many)).toEqual(Object.fromEntries(few))
  expect(Math.max(...many.values())).toBeLessThanOrEqual(most)
})

/** The page of a case, which tells of its person, links, messages, events and drafts, takes the most. */
const most = 20

/** Every page that can be asked for with no more than a case, a person or a word. */
function pathsOf(caseId: string, personId: string): string[] {
  const known: Readonly<Record<string, string>> = { caseId, personId }
  const plain = endpoints
    .filter(({ method }) => method === 'GET')
    .flatMap(({ path }) => {
      const filled = path.replaceAll(/:(\w+)/g, (whole, name: string) => known[name] ?? whole)
      return filled.includes(':') ? [] : [filled]
    })
  const narrowed = [
    'state=any',
    'state=closed',
    'owner=me',
    'turn=ours',
    'turn=owners',
    'turn=others',
    'q=washing',
    'q=ada',
  ].map((query) => `/cases?${query}`)
  return [...plain, ...narrowed, '/items?outcome=set-aside', '/items?outcome=quarantined']
}

/** People with a case each, one of which has many notes. */
async function fill(desk: TestDesk, name: string, count: number) {
  let caseId = first.get(desk) ?? ''
  for (let nth = 0; nth < count; nth += 1) {
    const from = { email: `${name}-${nth}@example.org`, name: `Ada ${name} ${nth}` }
    const taken = await desk.take({ from, subject: `My washing machine, number ${nth}` })
    caseId ||= taken.caseId
    await writeNote(desk, desk.admin, { ...(await desk.on(caseId)), body: `Note ${nth}` })
  }
  first.set(desk, caseId)
  for (let nth = 0; nth < count / 2; nth += 1) await takeOver(desk, caseId, `${name} ${nth}`)
  await desk.settle()
  const { person } = await desk.see(caseId)
  return { caseId, personId: person?.id ?? '' }
}

/** Another matter of the same person, which turns out to be this one. */
async function takeOver(desk: TestDesk, caseId: string, name: string) {
  const from = { email: 'few-0@example.org' }
  const { caseId: takes } = await desk.take({
    from,
    subject: `Invoice ${name}`,
    body: `Booked twice: ${name}.`,
  })
  await merge(desk, desk.admin, { ...(await desk.on(caseId)), takes })
}

const first = new WeakMap<TestDesk, string>()

async function asking(desk: TestDesk): Promise<(path: string) => Promise<number>> {
  const app = await buildApp({
    desk,
    feeds: openFeeds(),
    onlookers: openOnlookers(desk),
    version: 'test',
    ending: new AbortController().signal,
    failed: (where, fault) => {
      throw new Error(where, { cause: fault })
    },
  })
  onTestFinished(() => app.close())
  const member = { member: 'administrator', role: 'admin' }
  const token = await makePass(desk, desk.org, { ...member, kind: 'token', scopes: [...scopes] })
  const headers = { authorization: `Bearer ${token}`, host: 'localhost:4600' }
  return async (path) => (await app.inject({ url: `/api${path}`, headers })).statusCode
}

/** The same database, counting what it is asked. */
function counting(db: Database, asked: { statements: number }): Database {
  const counted = <T extends Tx>(tx: T): T => ({
    ...tx,
    rows: (statement: Parameters<Tx['rows']>[0], values: Parameters<Tx['rows']>[1]) => {
      asked.statements += 1
      return tx.rows(statement, values)
    },
    last: (statement: Parameters<Tx['last']>[0], values: Parameters<Tx['last']>[1]) => {
      asked.statements += 1
      return tx.last(statement, values)
    },
    write: (statement: Parameters<Tx['write']>[0], values: Parameters<Tx['write']>[1]) => {
      asked.statements += 1
      tx.write(statement, values)
    },
  })
  return {
    ...db,
    withOrg: (org, act, locks) => db.withOrg(org, (tx: OrgTx) => act(counted(tx)), locks),
    asWorker: (act) => db.asWorker((tx) => act(counted(tx))),
    asOwner: (act) => db.asOwner((tx) => act(counted(tx))),
  }
}
