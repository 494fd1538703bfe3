import { expect, test } from 'vitest'
import { stringify } from 'yaml'
import { aPolicy } from '#domain/policy/a-policy.ts'
import { weekDays } from '#domain/policy/staffing.ts'
import type { Agent } from '../command.ts'
import { approvePolicy } from './approve-policy.ts'
import { savePolicyDraft } from './draft-policy.ts'
import { overrideProof } from './override-proof.ts'
import { sendPolicyBack } from './send-policy-back.ts'
import { staffRung } from '../colleagues/staff-rung.ts'
import { showPolicyVersion, showPolicyVersions } from './show-policy-versions.ts'
import { submitPolicy } from './submit-policy.ts'
import { withdrawPolicy } from './withdraw-policy.ts'
import { switchPolicies } from '#server/work/look-after-policy.ts'
import { aDesk, aDeskAlone, type TestDesk } from '#test/desk.ts'

let keys = 0
const key = () => `key-${++keys}`

/** A desk under a policy of its own, with one who writes policy and one who approves it. */
async function aHouse(alone = false) {
  const desk = await (alone ? aDeskAlone() : aDesk())
  await desk.publish(aPolicy(), ['ann', 'lee', 'kim'])
  const pat = await desk.colleague('pat', 'policy')
  const quinn = await desk.colleague('quinn', 'policy')
  return { desk, pat, quinn }
}

/** The policy with another answer for every loss. */
const generous = (upTo: number) => {
  const policy = aPolicy()
  const tables = policy.tables.map((table) =>
    table.id !== 'entitlement'
      ? table
      : {
          ...table,
          rows: table.rows.map((row) => (row.id === 'e1' ? { ...row, then: { ...row.then, upTo } } : row)),
        },
  )
  return stringify({ ...policy, tables })
}

const draft = (desk: TestDesk, agent: Agent, text: string, basedOn = 2) =>
  savePolicyDraft(desk, agent, { text, purpose: 'More for whoever lost something', basedOn, key: key() })

/** A draft that was submitted. */
async function submitted(desk: TestDesk, agent: Agent, text = generous(700)) {
  const { version, revision } = await draft(desk, agent, text)
  await submitPolicy(desk, agent, { version, revision, key: key() })
  return { version, revision }
}

const stateOf = async (desk: TestDesk, version: number) =>
  (await showPolicyVersion(desk, desk.admin, { version })).state

test('a draft is submitted, approved by somebody else, and judges the cases that are opened from then on', async () => {
  const { desk, pat, quinn } = await aHouse()
  const before = await desk.take()
  const { version, revision } = await submitted(desk, pat)
  expect(await stateOf(desk, version)).toBe('submitted')
  await approvePolicy(desk, quinn, { version, revision, key: key() })

  const after = await desk.take({ from: { email: 'bo@example.org' } })
  expect((await desk.see(before.caseId)).policy).toBe(2)
  expect((await desk.see(after.caseId)).policy).toBe(version)
  const { inForce, versions } = await showPolicyVersions(desk, desk.admin, {})
  expect(inForce).toBe(version)
  expect(versions.map((one) => [one.version, one.state])).toEqual([
    [3, 'in-force'],
    [2, 'superseded'],
    [1, 'superseded'],
  ])
  const { life, owners } = await showPolicyVersion(desk, desk.admin, { version })
  expect(life.map(({ kind, by }) => [kind, by?.id])).toEqual([
    ['drafted', 'pat'],
    ['submitted', 'pat'],
    ['approved', 'quinn'],
    ['took-effect', undefined],
  ])
  expect(owners['entitlement.e1']).toMatchObject({ id: 'pat' })
})

test('nobody approves what they wrote a word of', async () => {
  const { desk, pat, quinn } = await aHouse()
  const { version } = await draft(desk, pat, generous(700))
  await savePolicyDraft(desk, quinn, {
    text: generous(800),
    purpose: 'Still more',
    version,
    revision: 1,
    key: key(),
  })
  await submitPolicy(desk, pat, { version, revision: 2, key: key() })
  for (const agent of [pat, quinn])
    await expect(approvePolicy(desk, agent, { version, revision: 2, key: key() })).rejects.toThrow(
      'Somebody else has to approve it',
    )
  await approvePolicy(desk, desk.admin, { version, revision: 2, key: key() })
  expect(await stateOf(desk, version)).toBe('in-force')
})

test('a policy is in force from its date, the clock writes that down once, whichever process is first', async () => {
  const { desk, pat, quinn } = await aHouse(true)
  const { version, revision } = await submitted(desk, pat)
  const effectiveAt = desk.now().add({ hours: 24 }).toString()
  await approvePolicy(desk, quinn, { version, revision, effectiveAt, key: key() })
  expect(await stateOf(desk, version)).toBe('scheduled')
  desk.wait('PT23H59M')
  await switchPolicies(desk)
  expect((await showPolicyVersions(desk, desk.admin, {})).inForce).toBe(2)

  desk.wait('PT1M')
  await Promise.all([switchPolicies(desk), switchPolicies(desk), switchPolicies(desk)])
  await switchPolicies(desk)
  const { caseId } = await desk.take()
  expect((await desk.see(caseId)).policy).toBe(version)
  const { life } = await showPolicyVersion(desk, desk.admin, { version })
  expect(life.filter(({ kind }) => kind === 'took-effect')).toHaveLength(1)
  const old = await showPolicyVersion(desk, desk.admin, { version: 2 })
  expect(old.life.map(({ kind }) => kind)).toEqual(['superseded'])
})

test('a policy whose date has not come is withdrawn; the one in force is followed by another instead', async () => {
  const { desk, pat, quinn } = await aHouse()
  const { version, revision } = await submitted(desk, pat)
  const effectiveAt = desk.now().add({ hours: 24 }).toString()
  await approvePolicy(desk, quinn, { version, revision, effectiveAt, key: key() })
  await withdrawPolicy(desk, quinn, { version, because: 'The board wants to see it first.', key: key() })
  desk.wait('PT25H')
  expect((await showPolicyVersions(desk, desk.admin, {})).inForce).toBe(2)
  await expect(withdrawPolicy(desk, quinn, { version: 2, because: 'No.', key: key() })).rejects.toThrow(
    'Publish another in its place',
  )
})

test('a policy that was sent back can be changed and submitted again', async () => {
  const { desk, pat, quinn } = await aHouse()
  const { version, revision } = await submitted(desk, pat)
  const saved = { text: generous(600), purpose: 'Less', version, revision }
  await expect(savePolicyDraft(desk, pat, { ...saved, key: key() })).rejects.toThrow('no draft any more')
  await sendPolicyBack(desk, quinn, { version, because: 'Why so much?', key: key() })
  const again = await savePolicyDraft(desk, pat, { ...saved, key: key() })
  expect(again.revision).toBe(2)
  await submitPolicy(desk, pat, { version, revision: 2, key: key() })
  await expect(approvePolicy(desk, quinn, { version, revision: 1, key: key() })).rejects.toThrow(
    'Somebody has saved version 3 since you looked',
  )
})

test('a text that cannot be read is refused with line and column', async () => {
  const { desk, pat } = await aHouse()
  const text = generous(700)
    .replace("'>= 3'", "'about three'")
    .replace('failures: ">= 3"', 'failures: about three')
  await expect(draft(desk, pat, text)).rejects.toMatchObject({
    message: expect.stringMatching(/Line \d+, column \d+: tables\.severity\.rows\.s2\.when\.failures/),
    details: {
      problems: [expect.objectContaining({ line: expect.any(Number), column: expect.any(Number) })],
    },
  })
  await expect(draft(desk, pat, 'evenhand: policy/1\n\tname: x')).rejects.toThrow(/Line 2, column/)
})

test('the same key saves one draft, and two who save at once do not write over each other', async () => {
  const { desk, pat, quinn } = await aHouse()
  const asked = { text: generous(700), purpose: 'More', basedOn: 2, key: key() }
  const [one, other] = await Promise.all([
    savePolicyDraft(desk, pat, asked),
    savePolicyDraft(desk, pat, asked),
  ])
  expect(one).toEqual(other)
  const next = { text: generous(800), purpose: 'More still', version: one.version, revision: 1 }
  const both = await Promise.allSettled([
    savePolicyDraft(desk, pat, { ...next, key: key() }),
    savePolicyDraft(desk, quinn, { ...next, key: key() }),
  ])
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
})

test('a ladder that climbs in circles is kept as a draft and found, and nobody can answer it into force', async () => {
  const { desk, pat } = await aHouse()
  const executive = await desk.colleague('edda', 'executive')
  const ladder = aPolicy().ladder.map((rung) => (rung.id === 'chief' ? { ...rung, climbsTo: 'front' } : rung))
  const { version, revision } = await draft(desk, pat, stringify(aPolicy({ ladder })))
  await expect(submitPolicy(desk, pat, { version, revision, key: key() })).rejects.toMatchObject({
    details: { findings: expect.arrayContaining([expect.objectContaining({ kind: 'endless' })]) },
  })
  await expect(submitPolicy(desk, pat, { version, revision, key: key() })).rejects.toThrow(
    'Mend it: nobody can answer for a ladder that no desk could follow.',
  )
  const until = desk.now().add({ hours: 24 }).toString()
  const answering = overrideProof(desk, executive, {
    version,
    revision,
    because: 'For a day.',
    until,
    key: key(),
  })
  await expect(answering).rejects.toThrow('Mend it first.')
})

test('a rung on which the house has put people goes with a new version only when that was said of it', async () => {
  const { desk, pat } = await aHouse()
  const always = { days: [...weekDays], from: '00:00', to: '24:00' }
  const staffing = {
    rung: 'lead',
    version: 0,
    zone: 'UTC',
    hours: [always],
    rota: [{ who: 'ann', ...always }],
  }
  await staffRung(desk, desk.admin, { ...staffing, key: key() })
  const renamed: unknown = JSON.parse(JSON.stringify(aPolicy()).replaceAll('"lead"', '"second-line"'))
  const { version, revision } = await draft(desk, pat, stringify(renamed))

  const asked = { version, revision }
  await expect(submitPolicy(desk, pat, { ...asked, key: key() })).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringMatching(/^The rung “.+” goes \(lead\).+ ann\. Keep its id/),
    details: { rungsLost: [expect.objectContaining({ id: 'lead' })] },
  })
  expect(await stateOf(desk, version)).toBe('draft')
  await submitPolicy(desk, pat, { ...asked, without: ['lead'], key: key() })
  expect(await stateOf(desk, version)).toBe('submitted')
})
