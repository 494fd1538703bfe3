import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { aPolicy } from '../policy/a-policy.ts'
import { compilePolicy } from '../policy/compile.ts'
import { readPolicy } from '../policy/document.ts'
import { claimKinds } from './claim.ts'
import { claimRule } from './claim-rule.ts'

const compiled = (document: unknown) => compilePolicy(readPolicy(document))
const starter = compiled(
  parse(readFileSync(new URL('../../packs/policies/starter.yaml', import.meta.url), 'utf8')),
)

test('a policy says of each kind how it is verified, by when, by whom, and what holds meanwhile', () => {
  expect(
    claimKinds.map((kind) => {
      const { verifiedBy, verifyWithin, ifSilent, decidedBy, countsMeanwhile } = claimRule(starter, kind)
      return [kind, verifiedBy, verifyWithin.toString(), ifSilent, decidedBy, countsMeanwhile]
    }),
  ).toEqual([
    ['reach', 'code', 'PT15M', 'set-aside', 'front', true],
    ['press', 'a-colleague', 'PT24H', 'set-aside', 'lead', true],
    ['identity', 'code', 'PT24H', 'leave-open', 'front', false],
    ['purchase', 'our-records', 'PT24H', 'believe', 'front', false],
    ['vulnerability', 'their-word', 'PT0S', 'believe', 'front', false],
    ['other', 'a-colleague', 'PT48H', 'believe', 'front', false],
  ])
})

test('a policy that says nothing of claims has them shown by a code within a quarter of an hour', () => {
  const rule = claimRule(compiled(aPolicy()), 'reach')
  expect({ ...rule, verifyWithin: rule.verifyWithin.toString(), holdsFor: rule.holdsFor.toString() }).toEqual(
    {
      verifiedBy: 'code',
      verifyWithin: 'PT15M',
      ifSilent: 'set-aside',
      decidedBy: 'front',
      countsMeanwhile: true,
      holdsFor: 'P90D',
    },
  )
})
