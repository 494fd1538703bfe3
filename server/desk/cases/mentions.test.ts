import { describe, expect, test } from 'vitest'
import { saveMember } from '#server/store/members.ts'
import { sql } from '#server/store/statement.ts'
import { saveTeam } from '#server/store/teams.ts'
import { aDesk, type TestDesk } from '#test/desk.ts'
import { writeNote } from './case-commands.ts'
import { erasePerson } from '../people/erase-person.ts'
import { merge } from './merge.ts'
import { seeMentions, showMentions } from './mentions.ts'
import { showCounts } from './show-counts.ts'

const note = async (desk: TestDesk, caseId: string, body: string) =>
  writeNote(desk, desk.admin, { ...(await desk.on(caseId)), body })

describe('a colleague named in a note', () => {
  test('finds it until they have seen it, and nobody else does', async () => {
    const desk = await aDesk()
    const { caseId } = await desk.take()
    const lee = await desk.colleague('lee')
    const ann = await desk.colleague('ann')

    const { id } = await note(desk, caseId, 'Can you call her, @Lee? Not @nobody.')

    expect(await showMentions(desk, lee)).toEqual({
      mentions: [
        {
          messageId: id,
          caseId,
          number: (await desk.see(caseId)).number,
          by: 'Administrator',
          at: '2026-11-23T09:00:00Z',
          body: 'Can you call her, @Lee? Not @nobody.',
          person: 'Ada',
          subject: (await desk.see(caseId)).subject,
          isSeen: false,
        },
      ],
    })
    expect(await showMentions(desk, ann)).toEqual({ mentions: [] })
    expect((await showCounts(desk, lee)).mentioned.count).toBe(1)
    expect((await showCounts(desk, ann)).mentioned.count).toBe(0)
    expect(await seeMentions(desk, lee, { caseId })).toEqual({ seen: 1 })
    expect(await showMentions(desk, lee)).toEqual({ mentions: [] })
    expect((await showMentions(desk, lee, { seen: 'any' })).mentions).toMatchObject([
      { messageId: id, isSeen: true },
    ])
    expect((await showCounts(desk, lee)).mentioned.count).toBe(0)
    expect(await seeMentions(desk, lee, { caseId })).toEqual({ seen: 0 })
  })

  test('stands in the event by handle, and beside the note', async () => {
    const desk = await aDesk()
    const { caseId } = await desk.take()
    await desk.colleague('lee')
    await note(desk, caseId, '@lee @lee @administrator look')

    const kase = await desk.see(caseId)
    expect(kase.events[0]).toMatchObject({
      type: 'note-written',
      data: { mentions: ['lee', 'administrator'] },
    })
    expect(kase.messages.find(({ direction }) => direction === 'note')?.mentions).toEqual(['lee'])
    expect(await showMentions(desk, desk.admin)).toEqual({ mentions: [] })
  })

  test('who may not see the case is refused by name, and no note is written', async () => {
    const desk = await aDesk()
    const { caseId } = await desk.take()
    const at = desk.now().toString()
    await desk.db.withOrg(desk.org, async (tx) => {
      for (const id of ['north', 'south']) await saveTeam(tx, { id, name: id, sees: 'own', at })
      await saveMember(tx, {
        handle: 'nora',
        name: 'Nora North',
        role: 'agent',
        createdAt: at,
        teams: ['north'],
      })
      await saveMember(tx, {
        handle: 'sam',
        name: 'Sam South',
        role: 'agent',
        createdAt: at,
        teams: ['south'],
      })
      await saveMember(tx, { handle: 'ana', name: 'Ana Lyst', role: 'analyst', createdAt: at })
      await tx.rows(sql`update cases set team = 'south' where org_id = $1 and id = $2`, [desk.org, caseId])
    })

    await expect(note(desk, caseId, 'For @nora and @sam and @ana')).rejects.toThrow(
      'Ana Lyst, Nora North may not see this case',
    )
    expect((await desk.see(caseId)).messages).toHaveLength(1)

    await note(desk, caseId, 'For @sam')
    expect(
      (await showMentions(desk, { ...desk.admin, handle: 'sam', sees: ['south'] })).mentions,
    ).toHaveLength(1)
    expect((await showMentions(desk, { ...desk.admin, handle: 'sam', sees: ['north'] })).mentions).toEqual([])
  })

  test('has seen what was said on a case that was taken over, when they see the one that took it', async () => {
    const desk = await aDesk()
    const { caseId: other } = await desk.take({ subject: 'The bill', body: 'You charged me twice in May.' })
    const { caseId } = await desk.take()
    const lee = await desk.colleague('lee')
    await note(desk, other, '@lee what is this?')
    await merge(desk, desk.admin, { ...(await desk.on(caseId)), takes: other })

    expect(await seeMentions(desk, lee, { caseId })).toEqual({ seen: 1 })
  })

  test('is named by nothing that was erased', async () => {
    const desk = await aDesk()
    const { caseId } = await desk.take()
    const lee = await desk.colleague('lee')
    await note(desk, caseId, '@lee, Ada says that')
    const { person } = await desk.see(caseId)
    await erasePerson(desk, desk.admin, { personId: person?.id ?? '', key: 'erase' })

    expect(await showMentions(desk, lee)).toEqual({ mentions: [] })
  })
})
