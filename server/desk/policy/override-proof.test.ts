import { expect, test } from 'vitest'
import { stringify } from 'yaml'
import { aPolicy, aRung } from '#domain/policy/a-policy.ts'
import { switchPolicies } from '#server/work/look-after-policy.ts'
import { aDesk, type TestDesk } from '#test/desk.ts'
import { approvePolicy } from './approve-policy.ts'
import type { Agent } from '../command.ts'
import { savePolicyDraft } from './draft-policy.ts'
import { endOverride, listCurrentOverrides, overrideProof } from './override-proof.ts'
import { showPolicyVersion, showPolicyVersions } from './show-policy-versions.ts'
import { submitPolicy } from './submit-policy.ts'

let keys = 0
const key = () => `key-${++keys}`

/** The policy with nobody at its top on Friday afternoons. */
const holed = () =>
  stringify(
    aPolicy({
      ladder: [
        aRung('front', { climbsTo: 'lead' }),
        aRung('lead', { climbsTo: 'chief' }),
        aRung('chief', { rota: [{ who: 'kim', 'mon-thu': ['08:00-18:00'], fri: ['08:00-12:00'] }] }),
      ],
    }),
  )

async function aHouse() {
  const desk = await aDesk()
  await desk.publish(aPolicy(), ['ann', 'lee', 'kim'])
  const pat = await desk.colleague('pat', 'policy')
  const quinn = await desk.colleague('quinn', 'policy')
  const kim = await desk.colleague('edda', 'executive')
  const { version, revision } = await savePolicyDraft(desk, pat, {
    text: holed(),
    purpose: 'Kim has Friday afternoons off',
    basedOn: 2,
    key: key(),
  })
  return { desk, pat, quinn, executive: kim, version, revision }
}

const day = 24

const answered = (
  desk: TestDesk,
  executive: Agent,
  version: { version: number; revision: number },
  hours = 30 * day,
) =>
  overrideProof(desk, executive, {
    ...version,
    because: 'Until the new colleague starts.',
    until: desk.now().add({ hours }).toString(),
    key: key(),
  })

test('a policy with a fault is not handed over, and the refusal holds the finding', async () => {
  const { desk, pat, version, revision } = await aHouse()
  await expect(submitPolicy(desk, pat, { version, revision, key: key() })).rejects.toMatchObject({
    code: 'conflict',
    details: { findings: [expect.objectContaining({ kind: 'unstaffed' })] },
  })
  expect((await showPolicyVersion(desk, desk.admin, { version })).found).toMatchObject([
    { kind: 'unstaffed' },
  ])
})

test('an executive answers for it by name until a day; it is in force no longer, and everybody sees it meanwhile', async () => {
  const { desk, pat, quinn, executive, version, revision } = await aHouse()
  await answered(desk, executive, { version, revision })
  await submitPolicy(desk, pat, { version, revision, key: key() })
  await approvePolicy(desk, quinn, { version, revision, key: key() })
  const { caseId } = await desk.take()
  const { overrides } = await listCurrentOverrides(desk, await desk.colleague('ann'))
  expect(overrides).toMatchObject([
    {
      version,
      executive: { id: 'edda' },
      because: 'Until the new colleague starts.',
      state: 'standing',
      isInForce: true,
      openCases: 1,
      findings: [{ kind: 'unstaffed' }],
    },
  ])

  desk.wait(`PT${30 * day}H`)
  await switchPolicies(desk)
  expect((await showPolicyVersions(desk, desk.admin, {})).inForce).toBe(2)
  expect((await showPolicyVersion(desk, desk.admin, { version })).state).toBe('lapsed')
  // The case that was opened under it keeps it, and so it stays to be seen.
  expect((await desk.see(caseId)).policy).toBe(version)
  expect((await listCurrentOverrides(desk, desk.admin)).overrides).toMatchObject([
    { state: 'ended', isInForce: false, openCases: 1 },
  ])
})

test('what an executive answers for is what was found: the next revision is not covered, whatever is wrong with it', async () => {
  const { desk, pat, executive, version, revision } = await aHouse()
  await answered(desk, executive, { version, revision })
  const gapped = holed().replace('- id: s9\n        when: {}', '- id: s9\n        when: { failures: 0 }')
  expect(gapped).not.toBe(holed())
  const next = await savePolicyDraft(desk, pat, {
    text: gapped,
    purpose: 'More',
    version,
    revision,
    key: key(),
  })
  await expect(
    submitPolicy(desk, pat, { version, revision: next.revision, key: key() }),
  ).rejects.toMatchObject({
    details: {
      findings: [expect.objectContaining({ kind: 'gap' }), expect.objectContaining({ kind: 'unstaffed' })],
    },
  })
  // Whoever answers reads it again: the same fault in the same rows may be a greater one by now.
  expect((await showPolicyVersion(desk, desk.admin, { version })).overrides).toMatchObject([
    { state: 'ended' },
  ])
})

test('an executive who takes it back ends the policy at once; whoever answers longer keeps it', async () => {
  const { desk, pat, quinn, executive, version, revision } = await aHouse()
  const first = await answered(desk, executive, { version, revision })
  await submitPolicy(desk, pat, { version, revision, key: key() })
  await approvePolicy(desk, quinn, { version, revision, key: key() })
  const second = await answered(desk, executive, { version, revision }, 60 * day)
  expect((await showPolicyVersion(desk, desk.admin, { version })).until).toBe(second.until)
  await endOverride(desk, executive, { overrideId: first.id, key: key() })
  expect((await showPolicyVersions(desk, desk.admin, {})).inForce).toBe(version)
  await endOverride(desk, executive, { overrideId: second.id, key: key() })
  expect((await showPolicyVersions(desk, desk.admin, {})).inForce).toBe(2)
})

test('nobody answers for nothing, or for longer than a year', async () => {
  const { desk, pat, executive, version, revision } = await aHouse()
  await expect(answered(desk, executive, { version, revision }, 400 * day)).rejects.toThrow('at most a year')
  const sound = await savePolicyDraft(desk, pat, {
    text: stringify(aPolicy()),
    purpose: 'As it was',
    key: key(),
  })
  await expect(answered(desk, executive, sound)).rejects.toThrow('nothing to answer for')
})
