import { describe, expect, test } from 'vitest'
import type { OrgTx } from '#server/store/database.ts'
import { keepPersonKey } from '#server/store/sealed-words.ts'
import { sql } from '#server/store/statement.ts'
import { aRoomByMail, aRoomDesk, askIn, comeInByMail } from '#test/room-desk.ts'
import { confirmLink, proposeLink, undoLink } from './decide-link.ts'
import { erasePerson } from './erase-person.ts'

const { desk } = await aRoomDesk()

const bill = { subject: 'Wrong amount on invoice 4711', body: 'You charged the instalment twice in October.' }

describe('what lies under the key of a person', () => {
  test('stays readable when somebody is erased whose account was for a time thought to be theirs', async () => {
    for (const erased of ['other', 'own'] as const) {
      const ada = await aRoomByMail(desk, `ada-${erased}@example.org`)
      const bob = await desk.take({ from: { email: `bob-${erased}@example.net`, name: 'Bob' }, ...bill })
      const [account] = (await desk.see(bob.caseId)).accounts
      const wrong = { accountId: account?.id ?? '', caseId: ada.caseId, evidence: 'said-so' } as const
      const { id: linkId } = await proposeLink(desk, desk.admin, { ...wrong, key: `link-${erased}` })
      await confirmLink(desk, desk.admin, { linkId })
      const path = await askIn(desk, bob.caseId, 'private')
      await (await comeInByMail(desk, path, `bob-${erased}@example.net`)).say('Bob said this.')
      const adas = await comeInByMail(desk, ada.path, `ada-${erased}@example.org`)
      await adas.say('Ada said this.')
      await undoLink(desk, desk.admin, { linkId })

      const [gone, stays] = erased === 'other' ? [bob, ada] : [ada, bob]
      const personId = (await desk.see(gone.caseId)).person?.id ?? ''
      await erasePerson(desk, desk.admin, { personId, key: `erase-${erased}` })

      const words = async ({ caseId }: { caseId: string }) =>
        (await desk.see(caseId)).messages.map(({ body }) => body)
      expect(await words(stays)).toContain(erased === 'other' ? 'Ada said this.' : 'Bob said this.')
      expect((await words(gone)).join('')).not.toContain('said this')
      if (erased === 'own') continue
      await adas.say('And this.')
      expect(await words(ada)).toEqual(expect.arrayContaining(['Ada said this.', 'And this.']))
    }
  })

  test('goes along with its account: it stays when whose it was is erased, and is erased with whose it is', async () => {
    const ada = await aRoomByMail(desk, 'ada-later@example.org')
    const bob = await desk.take({ from: { email: 'bob-later@example.net', name: 'Bob' }, ...bill })
    const path = await askIn(desk, bob.caseId, 'private')
    const bobs = await comeInByMail(desk, path, 'bob-later@example.net')
    await bobs.say('Bob said this before.')
    const before = (await desk.see(bob.caseId)).person?.id ?? ''
    const [account] = (await desk.see(bob.caseId)).accounts
    const right = { accountId: account?.id ?? '', caseId: ada.caseId, evidence: 'said-so' } as const
    const { id: linkId } = await proposeLink(desk, desk.admin, { ...right, key: 'link-later' })
    await confirmLink(desk, desk.admin, { linkId })
    const words = async () => (await desk.see(bob.caseId)).messages.map(({ body }) => body)

    await erasePerson(desk, desk.admin, { personId: before, key: 'erase-before' })
    expect(await words()).toContain('Bob said this before.')

    // Undone, it is somebody's: not again of whom nobody is to know.
    await undoLink(desk, desk.admin, { linkId })
    const since = (await desk.see(bob.caseId)).person?.id ?? ''
    expect(since).not.toBe(before)
    await bobs.say('And this since.')
    expect(await words()).toEqual(expect.arrayContaining(['Bob said this before.', 'And this since.']))

    await erasePerson(desk, desk.admin, { personId: since, key: 'erase-since' })
    expect((await words()).join('')).toBe('')
    const left = await desk.db.withOrg(desk.org, (tx) =>
      tx.rows(
        sql`select person_id from sealed_words where org_id = $1 and person_id = any($2::uuid[])
        union select person_id from person_keys where org_id = $1 and person_id = any($2::uuid[])`,
        [desk.org, [before, since]],
      ),
    )
    expect(left).toEqual([])
  })

  test('is erased words where its key is gone, though its person has another by now', async () => {
    const { caseId, path } = await aRoomByMail(desk, 'nora@example.org')
    const nora = await comeInByMail(desk, path, 'nora@example.org')
    desk.wait('PT1S')
    await nora.say('Under the first key.', [new File(['first'], 'first.txt')])
    const person = (await desk.see(caseId)).person?.id
    await desk.db.withOrg(desk.org, (tx) =>
      tx.rows(sql`delete from person_keys where org_id = $1 and person_id = $2`, [desk.org, person]),
    )
    desk.wait('PT1S')
    await nora.say('Under the second.')
    const inRoom = (await desk.see(caseId)).messages.filter(({ direction }) => direction === 'in')
    expect(inRoom.slice(-2).map(({ isErased, body }) => [isErased, body])).toEqual([
      [true, ''],
      [false, 'Under the second.'],
    ])
    expect((await nora.ask('/room')).status).toBe(200)
    const first = inRoom.at(-2)?.id ?? ''
    expect((await nora.ask(`/room/files/${first}/0`)).status).toBe(404)
  })

  test('is under one key, though the first two messages come at the same moment', async () => {
    const { caseId } = await desk.take({ from: { email: 'olga@example.org', name: 'Olga' } })
    const person = (await desk.see(caseId)).person?.id ?? ''
    const give = (tx: OrgTx, key: string) => keepPersonKey(tx, person, Buffer.from(key))
    const [first, second] = await desk.db.withOrg(desk.org, async (tx) => {
      const made = await give(tx, 'one')
      const waits = desk.db.withOrg(desk.org, (other) => give(other, 'two'))
      // The other stands at the row that this one has not yet given away.
      const until = Date.now() + 5000
      while (
        Date.now() < until &&
        (await tx.rows(sql`select 1 from pg_locks where not granted`)).length === 0
      );
      return [made, () => waits] as const
    })
    expect([first.toString(), (await second()).toString()]).toEqual(['one', 'one'])
  })
})
