import { describe, expect, test } from 'vitest'
import { alderasDesk } from '#test/aldera.ts'
import { aDesk } from '#test/desk.ts'
import { closeAfterNo } from '#test/settle-case.ts'
import { removeTeam } from '#server/store/teams.ts'
import { casesInHand, endPerson } from './end-person.ts'
import { assign, reopen } from '../cases/case-commands.ts'
import { keepPromise, promise } from '../cases/promise.ts'
import { holderOfPass, makePass } from '../sign-in/passes.ts'
import { changePerson, invitePerson, showPeople } from './people.ts'
import { enterAbsence } from './enter-absence.ts'
import { setPassword } from '../sign-in/set-password.ts'
import { showMembers } from '../cases/show-desk.ts'
import { showStaffing } from './show-staffing.ts'
import { staffRung } from './staff-rung.ts'
import { signInByLink, signInByPassword } from '../sign-in/sign-in.ts'
import { changeTeam, endTeam, makeTeam, showTeams } from './teams.ts'
import { endToken, makeToken, showTokens } from './tokens.ts'

const home = { client: { address: '203.0.113.7', browser: null, system: null }, cookies: {} }
const bens = { name: 'Ben Osei', email: 'ben@people.example', role: 'agent', teams: [], key: 'ben' } as const

describe('inviting a colleague', () => {
  test('is done once under one key, and each time with a link that works', async () => {
    const desk = await aDesk()

    const first = await invitePerson(desk, desk.admin, bens)
    const again = await invitePerson(desk, desk.admin, bens)

    expect([first.id, again.id]).toEqual(['ben-osei', 'ben-osei'])
    expect(first.link).not.toBe(again.link)
    expect(await signInByLink(desk, first, home)).toMatchObject({ needs: null, handle: 'ben-osei' })
  })

  test('two of one name get handles of their own, two of one e-mail are refused', async () => {
    const desk = await aDesk()
    await invitePerson(desk, desk.admin, bens)

    const other = { ...bens, email: 'other@people.example', key: 'other' }
    expect((await invitePerson(desk, desk.admin, other)).id).toBe('ben-osei-2')
    await expect(
      invitePerson(desk, desk.admin, { ...bens, email: 'BEN@people.example', key: 'third' }),
    ).rejects.toThrow('Somebody has the e-mail')
  })

  test('into a team that there is not is refused', async () => {
    const desk = await aDesk()

    await expect(invitePerson(desk, desk.admin, { ...bens, teams: ['bills'] })).rejects.toThrow(
      'There is no team "bills".',
    )
  })

  test('shows as one who has not begun, and then as one who has', async () => {
    const desk = await aDesk()
    const { id, link } = await invitePerson(desk, desk.admin, bens)
    const shown = async () => (await showPeople(desk, desk.admin)).people.find((person) => person.id === id)
    expect(await shown()).toMatchObject({ hasPassword: false, seenAt: null, isProgram: false })

    const came = await signInByLink(desk, { link }, home)
    if (came.needs !== null) throw new Error('No second step is on.')
    const agent = await holderOfPass(desk, came.session, ['session'])
    await setPassword(desk, agent, { password: 'four wet tea towels' })

    expect(await shown()).toMatchObject({ hasPassword: true, seenAt: desk.now().toString() })
  })
})

describe('changing a colleague', () => {
  test('counts at once for the sessions and tokens that they hold', async () => {
    const desk = await aDesk()
    await makeTeam(desk, desk.admin, { name: 'Bills', sees: 'own', key: 'team' })
    await desk.colleague('ben')
    const session = await makePass(desk, desk.org, {
      kind: 'session',
      member: 'ben',
      role: 'agent',
      openedBy: 'password',
      client: null,
    })

    await changePerson(desk, desk.admin, { handle: 'ben', role: 'lead', teams: ['bills'], name: 'Ben' })

    expect(await holderOfPass(desk, session, ['session'])).toMatchObject({
      role: 'lead',
      sees: ['bills'],
      name: 'Ben',
    })
  })

  test('never leaves an organisation without an administrator, also when two step down at once', async () => {
    const desk = await aDesk()
    await expect(changePerson(desk, desk.admin, { handle: 'administrator', role: 'lead' })).rejects.toThrow(
      'the last administrator',
    )

    await desk.colleague('second', 'admin')
    const both = await Promise.allSettled(
      ['administrator', 'second'].map((handle) => changePerson(desk, desk.admin, { handle, role: 'agent' })),
    )

    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })
})

describe('a colleague who leaves', () => {
  test('gives their open cases to whoever is named, recorded on each; passes end, and the e-mail is free again', async () => {
    const desk = await aDesk()
    const { id: handle, link } = await invitePerson(desk, desk.admin, bens)
    await desk.colleague('cem')
    const taken = [await desk.take(), await desk.take({ from: { email: 'eve@example.org' } })]
    for (const { caseId } of taken)
      await assign(desk, desk.admin, { ...(await desk.on(caseId)), owner: handle })
    const { token } = await makeToken(desk, desk.org, { name: 'Ben Osei', role: 'agent' })

    expect((await casesInHand(desk, desk.admin, { handle })).cases.map(({ id }) => id).toSorted()).toEqual(
      taken.map(({ caseId }) => caseId).toSorted(),
    )
    await expect(endPerson(desk, desk.admin, { handle, key: 'alone' })).rejects.toThrow('Say who gets them')
    const ended = { handle, successor: 'cem', key: 'end' }
    expect(await endPerson(desk, desk.admin, ended)).toEqual({ handedOver: 2, promises: 0 })
    expect(await endPerson(desk, desk.admin, ended)).toEqual({ handedOver: 2, promises: 0 })

    // What they did stays told by their name.
    const { members, former } = await showMembers(desk, desk.admin)
    expect(former).toEqual([{ id: handle, name: bens.name }])
    expect(members.map(({ id }) => id)).not.toContain(handle)
    for (const { caseId } of taken) {
      const { owner, events } = await desk.see(caseId)
      expect(owner.id).toBe('cem')
      expect(events.filter(({ type }) => type === 'owner-assigned')).toHaveLength(2)
    }
    await expect(holderOfPass(desk, token, ['token'])).rejects.toThrow('not valid')
    await expect(signInByLink(desk, { link }, home)).rejects.toThrow('used or is too old')
    expect((await invitePerson(desk, desk.admin, { ...bens, key: 'back' })).id).toBe('ben-osei-2')
    const people = (await showPeople(desk, desk.admin)).people
    expect(people.find(({ id }) => id === handle)?.endedAt).toBe(desk.now().toString())
  })

  test('hands over what they have promised on cases of others, and each case says who keeps it now', async () => {
    const desk = await aDesk()
    for (const handle of ['ben', 'cem']) await desk.colleague(handle)
    const { caseId } = await desk.take()
    const dueAt = desk.now().add({ hours: 20 }).toString()
    const what = 'A technician calls.'
    const { id } = await promise(desk, desk.admin, { ...(await desk.on(caseId)), by: 'ben', what, dueAt })

    expect(await casesInHand(desk, desk.admin, { handle: 'ben' })).toMatchObject({
      cases: [],
      promises: [{ id, caseId, what, dueAt }],
    })
    await expect(endPerson(desk, desk.admin, { handle: 'ben', key: 'alone' })).rejects.toThrow('not yet kept')
    const ended = { handle: 'ben', successor: 'cem', key: 'end' }
    expect(await endPerson(desk, desk.admin, ended)).toEqual({ handedOver: 0, promises: 1 })

    const { deadlines, events, owner } = await desk.see(caseId)
    expect(owner.id).not.toBe('cem')
    expect(deadlines.find((deadline) => deadline.id === id)).toMatchObject({
      state: 'running',
      promise: { what, giver: { id: 'cem' } },
    })
    expect(events[0]).toMatchObject({ type: 'promise-passed-on', data: { id, from: 'ben', to: 'cem' } })
    expect((await casesInHand(desk, desk.admin, { handle: 'cem' })).promises.map((one) => one.id)).toEqual([
      id,
    ])
  })

  test('hands over no promise that was kept', async () => {
    const desk = await aDesk()
    for (const handle of ['ben', 'cem']) await desk.colleague(handle)
    const { caseId } = await desk.take()
    const dueAt = desk.now().add({ hours: 20 }).toString()
    const given = { by: 'ben', what: 'A technician calls.', dueAt }
    const { id } = await promise(desk, desk.admin, { ...(await desk.on(caseId)), ...given })
    await keepPromise(desk, desk.admin, { promiseId: id, key: 'kept' })

    expect((await casesInHand(desk, desk.admin, { handle: 'ben' })).promises).toEqual([])
    expect(await endPerson(desk, desk.admin, { handle: 'ben', key: 'end' })).toEqual({
      handedOver: 0,
      promises: 0,
    })
  })

  test('and is given a case at that moment, is not left with it', async () => {
    const desk = await aDesk()
    await desk.colleague('ben')
    await desk.colleague('cem')
    const taken = [await desk.take(), await desk.take({ from: { email: 'eve@example.org' } })]
    const given = await Promise.all(
      taken.map(async ({ caseId }) => ({ ...(await desk.on(caseId)), owner: 'ben' })),
    )

    await Promise.allSettled([
      ...given.map((one) => assign(desk, desk.admin, one)),
      endPerson(desk, desk.admin, { handle: 'ben', successor: 'cem', key: 'end' }),
    ])

    for (const { caseId } of taken) expect((await desk.see(caseId)).owner.id).not.toBe('ben')
  })

  test('is replaced on a case that opens again, by somebody of its rung', async () => {
    const desk = await aDesk()
    await desk.colleague('ben')
    const { caseId } = await desk.take()
    await assign(desk, desk.admin, { ...(await desk.on(caseId)), owner: 'ben' })
    await closeAfterNo(desk, caseId)
    await endPerson(desk, desk.admin, { handle: 'ben', key: 'end' })

    await reopen(desk, desk.admin, await desk.on(caseId))

    expect((await desk.see(caseId)).owner.id).toBe('administrator')
  })

  test('who stands on a rota is taken off it first', async () => {
    const desk = await alderasDesk()
    const { people } = await showPeople(desk, desk.admin)
    const onRota = people.find(({ rungs }) => rungs.length > 0)

    await expect(
      endPerson(desk, desk.admin, { handle: onRota?.id ?? '', successor: 'administrator', key: 'end' }),
    ).rejects.toThrow(`stands on the rota of ${onRota?.rungs.join(', ')}`)
  })

  test('is never the last administrator', async () => {
    const desk = await aDesk()
    await desk.colleague('cem')

    await expect(
      endPerson(desk, desk.admin, { handle: 'administrator', successor: 'cem', key: 'end' }),
    ).rejects.toThrow('the last administrator')
  })

  test('cannot sign in any more', async () => {
    const desk = await aDesk()
    const { id, link } = await invitePerson(desk, desk.admin, { ...bens, email: 'gone@people.example' })
    const came = await signInByLink(desk, { link }, home)
    if (came.needs !== null) throw new Error('No second step is on.')
    const agent = await holderOfPass(desk, came.session, ['session'])
    await setPassword(desk, agent, { password: 'four wet tea towels' })

    await endPerson(desk, desk.admin, { handle: id, key: 'end' })

    await expect(
      signInByPassword(desk, { email: 'gone@people.example', password: 'four wet tea towels' }, home),
    ).rejects.toThrow('The e-mail or the password is not right.')
    await expect(holderOfPass(desk, came.session, ['session'])).rejects.toThrow('not valid')
  })
})

describe('a team', () => {
  test('has a name of its own, and goes when nobody is in it', async () => {
    const desk = await aDesk()
    const { id } = await makeTeam(desk, desk.admin, { name: 'Bills & loans', sees: 'own', key: 'one' })
    await expect(
      makeTeam(desk, desk.admin, { name: 'bills & LOANS', sees: 'own', key: 'two' }),
    ).rejects.toThrow('There is a team called')
    await changeTeam(desk, desk.admin, { teamId: id, name: 'Bills', sees: 'all' })
    await desk.colleague('ben')
    await changePerson(desk, desk.admin, { handle: 'ben', teams: [id] })

    expect((await showTeams(desk, desk.admin)).teams).toEqual([
      { id: 'bills-loans', name: 'Bills', sees: 'all', members: 1 },
    ])
    await expect(endTeam(desk, desk.admin, { teamId: id })).rejects.toThrow('still has colleagues')
    await changePerson(desk, desk.admin, { handle: 'ben', teams: [] })
    await endTeam(desk, desk.admin, { teamId: id })
    expect((await showTeams(desk, desk.admin)).teams).toEqual([])
  })
})

test('whoever is in a team that there is not any more sees no more than they did', async () => {
  const desk = await aDesk()
  await makeTeam(desk, desk.admin, { name: 'Bills', sees: 'own', key: 'bills' })
  const { link } = await invitePerson(desk, desk.admin, { ...bens, teams: ['bills'] })
  await desk.db.withOrg(desk.org, (tx) => removeTeam(tx, 'bills'))

  const came = await signInByLink(desk, { link }, home)
  if (came.needs !== null) throw new Error('No second step is on.')

  expect((await holderOfPass(desk, came.session, ['session'])).sees).toEqual(['bills'])
})

describe('a token', () => {
  test('says when it was used last, to the minute', async () => {
    const desk = await aDesk()
    const { token } = await makeToken(desk, desk.org, { name: 'Shop', role: 'agent', scopes: ['items'] })
    const usedAt = async () => (await showTokens(desk, desk.admin)).tokens[0]?.usedAt
    expect(await usedAt()).toBeNull()

    await holderOfPass(desk, token, ['token'])
    const first = desk.now().toString()
    desk.wait('PT59S')
    await holderOfPass(desk, token, ['token'])
    expect(await usedAt()).toBe(first)
    desk.wait('PT1S')
    await holderOfPass(desk, token, ['token'])
    expect(await usedAt()).toBe(desk.now().toString())
  })

  test('opens nothing once it has expired or was ended', async () => {
    const desk = await aDesk()
    const soon = desk.now().add({ hours: 1 })
    const { token: short } = await makeToken(desk, desk.org, {
      name: 'Short',
      role: 'agent',
      expiresAt: soon,
    })
    const { token: ended } = await makeToken(desk, desk.org, { name: 'Ended', role: 'agent' })
    const { tokens } = await showTokens(desk, desk.admin)
    const tokenId = tokens.find(({ name }) => name === 'Ended')?.id ?? ''

    await endToken(desk, desk.admin, { tokenId })
    desk.wait('PT1H')

    await expect(holderOfPass(desk, short, ['token'])).rejects.toThrow('not valid')
    await expect(holderOfPass(desk, ended, ['token'])).rejects.toThrow('not valid')
    await expect(endToken(desk, desk.admin, { tokenId })).rejects.toThrow('no such token')
  })

  test('for a name that another role has is refused', async () => {
    const desk = await aDesk()
    await makeToken(desk, desk.org, { name: 'Shop', role: 'agent' })

    await expect(makeToken(desk, desk.org, { name: 'Shop', role: 'admin' })).rejects.toThrow(
      'Shop is Agent, not Administrator.',
    )
  })
})

/** A desk at which a program has a token, and ann works. */
async function withProgram() {
  const desk = await aDesk()
  await makeToken(desk, desk.admin.org, { name: 'Order import', role: 'agent' })
  await desk.colleague('ann')
  return desk
}

describe('a program with a token', () => {
  test('is told apart wherever a colleague is chosen', async () => {
    const desk = await withProgram()
    const { members } = await showMembers(desk, desk.admin)
    expect(members.filter(({ isProgram }) => isProgram).map(({ id }) => id)).toEqual(['order-import'])
  })

  test('is in no rota and stands in for nobody', async () => {
    const desk = await withProgram()
    const { rungs } = await showStaffing(desk, desk.admin)
    const { id: rung = '', version = 0, zone = '', hours = [] } = rungs[0] ?? {}
    const rota = hours.map((line) => ({ who: 'order-import', ...line }))
    await expect(
      staffRung(desk, desk.admin, { rung, version, zone, hours, rota, key: 'k1' }),
    ).rejects.toThrow('Only people stand on')
    const away = { who: 'ann', from: '2026-12-01T00:00:00Z', until: '2026-12-02T00:00:00Z' }
    await expect(
      enterAbsence(desk, desk.admin, { ...away, standIn: 'order-import', key: 'k2' }),
    ).rejects.toThrow('Only people stand in.')
  })

  test('is not chosen for a team, and stays in the one that says what it sees', async () => {
    const desk = await withProgram()
    const { id } = await makeTeam(desk, desk.admin, {
      name: 'Bills',
      sees: 'own',
      members: ['ann'],
      key: 't',
    })
    await changePerson(desk, desk.admin, { handle: 'order-import', teams: [id] })
    await expect(
      changeTeam(desk, desk.admin, { teamId: id, name: 'Bills', sees: 'own', members: ['order-import'] }),
    ).rejects.toThrow('Only people are chosen')
    await changeTeam(desk, desk.admin, { teamId: id, name: 'Bills', sees: 'own', members: [] })
    const { people } = await showPeople(desk, desk.admin)
    expect(people.filter(({ teams }) => teams.includes(id)).map((one) => one.id)).toEqual(['order-import'])
  })
})

test('a team has exactly the colleagues who were chosen for it', async () => {
  const desk = await aDesk()
  await Promise.all(['ann', 'bo', 'cy'].map((handle) => desk.colleague(handle)))
  const { id } = await makeTeam(desk, desk.admin, {
    name: 'Bills',
    sees: 'own',
    members: ['ann', 'bo'],
    key: 't',
  })
  await changeTeam(desk, desk.admin, { teamId: id, name: 'Bills', sees: 'own', members: ['bo', 'cy'] })
  await changeTeam(desk, desk.admin, { teamId: id, name: 'Bills and fees', sees: 'own' })
  const { people } = await showPeople(desk, desk.admin)
  expect(people.filter(({ teams }) => teams.includes(id)).map((one) => one.id)).toEqual(['bo', 'cy'])
})
