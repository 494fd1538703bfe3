import { expect, test } from 'vitest'
import { stringify } from 'yaml'
import { aPolicy } from '#domain/policy/a-policy.ts'
import { aDesk } from '#test/desk.ts'
import { approvePolicy } from './approve-policy.ts'
import { answerComment, commentOnRule, listComments } from './comment-on-rule.ts'
import { savePolicyDraft } from './draft-policy.ts'
import { submitPolicy } from './submit-policy.ts'

let keys = 0
const key = () => `key-${++keys}`

/** A desk under a policy in which pat has changed one row. */
async function aHouse() {
  const desk = await aDesk()
  await desk.publish(aPolicy(), ['ann', 'lee', 'kim'])
  const pat = await desk.colleague('pat', 'policy')
  const quinn = await desk.colleague('quinn', 'policy')
  const tables = aPolicy().tables.map((table) => ({
    ...table,
    rows: table.rows.map((row) =>
      row.id === 'e1' ? { ...row, then: { remedy: 'refund', upTo: 300 } } : row,
    ),
  }))
  const text = stringify(aPolicy({ tables }))
  const draft = await savePolicyDraft(desk, pat, { text, purpose: 'Less', basedOn: 2, key: key() })
  const { version, revision } = draft
  await submitPolicy(desk, pat, { version, revision, key: key() })
  await approvePolicy(desk, quinn, { version, revision, key: key() })
  const ann = await desk.colleague('ann')
  return { desk, pat, quinn, ann, version }
}

test('what an agent says about a rule waits for whoever last changed it, and the answer comes back', async () => {
  const { desk, pat, ann, version } = await aHouse()
  const { caseId } = await desk.take()
  const said = { version, table: 'entitlement', row: 'e1', caseId, body: 'Three hundred is not enough here.' }
  const { id, owner } = await commentOnRule(desk, ann, { ...said, key: key() })
  expect(owner.id).toBe('pat')
  expect(await listComments(desk, pat, {})).toMatchObject({
    waiting: 1,
    comments: [{ id, caseId, by: { id: 'ann' } }],
  })

  await expect(answerComment(desk, ann, { commentId: id, body: 'No.', key: key() })).rejects.toThrow(
    'Whoever answers for this rule',
  )
  await answerComment(desk, pat, { commentId: id, body: 'I raise it next week.', key: key() })
  expect(await listComments(desk, pat, {})).toMatchObject({ waiting: 0, comments: [] })
  expect((await listComments(desk, ann, {})).comments).toMatchObject([
    { id, answer: { body: 'I raise it next week.', by: { id: 'pat' } } },
  ])
  expect((await listComments(desk, desk.admin, { version })).comments).toHaveLength(1)
  await expect(
    answerComment(desk, desk.admin, { commentId: id, body: 'Never.', key: key() }),
  ).rejects.toThrow('answered this comment already')
})

test('a rule that nobody changed belongs to whoever writes policy', async () => {
  const { desk, ann } = await aHouse()
  const said = { version: 2, table: 'attention', body: 'Why not three?', key: key() }
  expect((await commentOnRule(desk, ann, said)).owner.id).toBe('pat')
})

test('a comment is about a rule that there is', async () => {
  const { desk, ann, version } = await aHouse()
  const said = { version, table: 'entitlement', row: 'e77', body: 'What?', key: key() }
  await expect(commentOnRule(desk, ann, said)).rejects.toThrow('has no row "e77"')
  await expect(commentOnRule(desk, ann, { ...said, version: 99 })).rejects.toThrow('no version 99')
})
