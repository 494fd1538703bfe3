import { expect, test } from 'vitest'
import { stringify } from 'yaml'
import { aPolicy } from '#domain/policy/a-policy.ts'
import { isDrawn } from '#domain/policy/trial.ts'
import { lookAfterTrials } from '#server/work/look-after-policy.ts'
import { aDeskAlone } from '#test/desk.ts'
import { approvePolicy } from './approve-policy.ts'
import { savePolicyDraft } from './draft-policy.ts'
import { showPolicyVersion, showPolicyVersions } from './show-policy-versions.ts'
import { submitPolicy } from './submit-policy.ts'
import { takeOverCases } from '../cases/take-over-cases.ts'
import { breakTrialOff, showTrials, startTrial } from './try-on-new-cases.ts'

let keys = 0
const key = () => `key-${++keys}`

/** A desk with a submitted policy by which a second failure reaches the chief. */
async function aHouse() {
  const desk = await aDeskAlone()
  await desk.publish(aPolicy(), ['ann', 'lee', 'kim'])
  const pat = await desk.colleague('pat', 'policy')
  const quinn = await desk.colleague('quinn', 'policy')
  const tables = aPolicy().tables.map((table) => ({
    ...table,
    rows: table.rows.map((row) => (row.id === 'a2' ? { ...row, when: { failures: '>= 2' } } : row)),
  }))
  const text = stringify(aPolicy({ tables }))
  const { version, revision } = await savePolicyDraft(desk, pat, {
    text,
    purpose: 'Sooner',
    basedOn: 2,
    key: key(),
  })
  await submitPolicy(desk, pat, { version, revision, key: key() })
  const terms = {
    version,
    revision,
    share: 0.5,
    measure: 'failed' as const,
    guardrails: ['failed' as const],
    endsAt: desk
      .now()
      .add({ hours: 24 * 7 })
      .toString(),
    followUpDays: 7,
  }
  return { desk, pat, quinn, version, revision, terms }
}

test('new cases are split between the two versions by their own ids, and stay where they were drawn', async () => {
  const { desk, quinn, version, terms } = await aHouse()
  const trial = await startTrial(desk, quinn, { ...terms, key: key() })
  expect(trial).toMatchObject({ state: 'running', version, against: 2, verdict: null })
  for (let nth = 0; nth < 16; nth += 1) {
    const { caseId } = await desk.take({ from: { email: `c${nth}@example.org` } })
    expect((await desk.see(caseId)).policy).toBe(isDrawn(trial.id, caseId, 500) ? version : 2)
  }
  const [shown] = (await showTrials(desk, desk.admin)).trials
  expect((shown?.drawn.onTrial ?? 0) + (shown?.drawn.inForce ?? 0)).toBe(16)
  // Nothing else may change what is compared.
  expect((await showPolicyVersions(desk, desk.admin, {})).inForce).toBe(2)
  await expect(takeOverCases(desk, quinn, { version: 2, because: 'All.', key: key() })).rejects.toThrow(
    'A trial is going',
  )
})

test('a trial is read out once, on the day that was set before, and says when there were too few', async () => {
  const { desk, quinn, version, revision, terms } = await aHouse()
  await startTrial(desk, quinn, { ...terms, key: key() })
  for (let nth = 0; nth < 6; nth += 1) await desk.take({ from: { email: `c${nth}@example.org` } })
  desk.wait(`PT${24 * 14 - 1}H`)
  await lookAfterTrials(desk)
  expect((await showTrials(desk, desk.admin)).trials).toMatchObject([{ state: 'waiting', verdict: null }])
  const { caseId } = await desk.take({ from: { email: 'late@example.org' } })
  expect((await desk.see(caseId)).policy).toBe(2)

  desk.wait('PT1H')
  await Promise.all([lookAfterTrials(desk), lookAfterTrials(desk)])
  const [read] = (await showTrials(desk, desk.admin)).trials
  expect(read).toMatchObject({ state: 'read', verdict: { says: 'too-few', p: null } })
  expect((read?.verdict?.onTrial.cases ?? 0) + (read?.verdict?.inForce.cases ?? 0)).toBe(6)
  const { life } = await showPolicyVersion(desk, desk.admin, { version })
  expect(life.filter(({ kind }) => kind === 'trial-ended')).toHaveLength(1)

  await approvePolicy(desk, quinn, { version, revision, key: key() })
  expect((await showPolicyVersions(desk, desk.admin, {})).inForce).toBe(version)
})

test('a trial that is broken off is never read out, and its author may not start it', async () => {
  const { desk, pat, quinn, terms } = await aHouse()
  await expect(startTrial(desk, pat, { ...terms, key: key() })).rejects.toThrow('Somebody else has to')
  const { id } = await startTrial(desk, quinn, { ...terms, key: key() })
  await expect(startTrial(desk, quinn, { ...terms, key: key() })).rejects.toThrow('was decided already')
  const broken = await breakTrialOff(desk, quinn, { trialId: id, because: 'A recall.', key: key() })
  expect(broken).toMatchObject({ state: 'broken-off', because: 'A recall.', verdict: null })
  desk.wait(`PT${24 * 30}H`)
  await lookAfterTrials(desk)
  expect((await showTrials(desk, desk.admin)).trials).toMatchObject([{ state: 'broken-off', verdict: null }])
  const { caseId } = await desk.take()
  expect((await desk.see(caseId)).policy).toBe(2)
})
