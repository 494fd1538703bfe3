import { IconCircleCheck, IconHelpCircle, IconX } from '@tabler/icons-react'
import { memo } from 'react'
import type { Facts } from '#domain/policy/fact.ts'
import { faultKinds, type Finding } from '#domain/policy/proof/finding.ts'
import type { WrittenPolicy } from '#domain/policy/written-policy.ts'
import { locale, say } from '#web/words/say.ts'
import { faultWords, proofWords } from './finding-words.ts'
import { FindingDetail, FindingItem } from './FindingDetail.tsx'
import { LivingRota } from './LivingRota.tsx'
import { findingKey } from './place-findings.ts'
import type { Proof } from './use-proof.ts'
import classes from './Side.module.css'

type Props = {
  version: number
  policy: WrittenPolicy
  proof: Proof
  chosen: string | null
  choose: (finding: Finding | null) => void
  tryIt: (facts: Facts) => void
}

/** Whoever has more than that begins with the first. */
const mostListed = 12

/** What the proofs say of the policy as it stands on the screen. */
export const Side = memo(function Side({ version, policy, proof, chosen, choose, tryIt }: Props) {
  const { checked, isCurrent, hasFailed } = proof
  const findings = checked?.state === 'checked' ? checked.findings : []
  const detail = findings.find((finding) => findingKey(finding) === chosen)
  if (detail)
    return <FindingDetail finding={detail} policy={policy} tryIt={tryIt} close={() => choose(null)} />
  return (
    <section className={classes['proofs']} aria-label={say('Proofs')} aria-busy={!isCurrent}>
      <h2>{summary(proof)}</h2>
      {checked?.state === 'unreadable' ? (
        <>
          <p className="supports">{say('Nothing is proved while something cannot be read.')}</p>
          <ul className={classes['problems']}>
            {checked.problems.slice(0, 12).map(({ path, says }) => (
              <li key={path.join('.') + says}>
                <span className="waits">{path.join(' · ')}</span> {says}
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {findings.length > 0 ? (
        <ul className={classes['findings']} aria-label={say('Findings')}>
          {findings.slice(0, mostListed).map((finding) => (
            <FindingItem key={findingKey(finding)} finding={finding} version={version} choose={choose} />
          ))}
        </ul>
      ) : null}
      {findings.length > mostListed ? (
        <p className="supports">{say('and {count} more', { count: findings.length - mostListed })}</p>
      ) : null}
      {checked?.state === 'checked' ? (
        <>
          <Proofs findings={findings} />
          <LivingRota />
        </>
      ) : null}
      <p className="small waits">
        {hasFailed
          ? say('The proofs do not run in this browser. The desk proves before anything is published.')
          : provedWords(proof)}
      </p>
    </section>
  )
})

function provedWords({ checked, isCurrent }: Proof): string {
  if (!checked || !isCurrent) return say('Being proved.')
  return checked.state === 'unreadable'
    ? ''
    : say('Proved in {milliseconds} ms, as you write.', {
        milliseconds: Math.round(checked.milliseconds).toLocaleString(locale()),
      })
}

/** The state of the proofs in a few words. */
function summary({ checked }: Proof): string {
  if (!checked) return say('Not proved yet')
  if (checked.state === 'unreadable') return say('Cannot be read yet')
  const open = checked.findings.filter(({ kind }) => kind === 'not-proved').length
  const found = checked.findings.length - open
  if (found > 0)
    return say('{count, plural, one {# finding} other {# findings}}, cannot be published', { count: found })
  return open > 0
    ? say('{count, plural, one {# question} other {# questions}} not proved, cannot be published', {
        count: open,
      })
    : say('Nothing found')
}

/** The same where there is room for a word or two. */
export function count({ checked }: Proof): string {
  if (!checked) return say('Not proved yet')
  if (checked.state === 'unreadable') return say('Cannot be read yet')
  const found = checked.findings.filter(({ kind }) => kind !== 'not-proved').length
  if (found > 0) return say('{count, plural, one {# finding} other {# findings}}', { count: found })
  return checked.findings.length > 0 ? say('Not proved') : say('Nothing found')
}

/** The proofs one by one: what holds, what does not, and what could not be settled. */
function Proofs({ findings }: { findings: readonly Finding[] }) {
  return (
    <ul className={classes['list']} aria-label={say('Proofs of the whole policy')}>
      {faultKinds.map((kind) => {
        const found = findings.filter((finding) => finding.kind === kind).length
        const isOpen = findings.some(({ saying }) => saying.says === 'not-settled' && saying.about === kind)
        if (found > 0)
          return (
            <li key={kind} data-found>
              <IconX size={16} stroke={1.8} aria-hidden="true" />
              {faultWords(kind)}, {found}
            </li>
          )
        return isOpen ? (
          <li key={kind} data-open>
            <IconHelpCircle size={16} stroke={1.5} aria-hidden="true" />
            {say('{proof}: not proved', { proof: proofWords(kind) })}
          </li>
        ) : (
          <li key={kind}>
            <IconCircleCheck size={16} stroke={1.5} aria-hidden="true" />
            {proofWords(kind)}
          </li>
        )
      })}
    </ul>
  )
}
