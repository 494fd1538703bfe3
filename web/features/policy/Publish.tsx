import { TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import {
  approvePolicy,
  sendPolicyBack,
  submitPolicy,
  takeOverCases,
  withdrawPolicy,
} from '#contract/policy.ts'
import type { Finding } from '#domain/policy/proof/finding.ts'
import { isAnswerable } from '#domain/policy/life.ts'
import { ask, sentenceOf } from '#web/api.ts'
import { queries } from '#web/queries.ts'
import { Button } from '#web/ui/Button.tsx'
import { FreeText } from '#web/ui/FreeText.tsx'
import { Note } from '#web/ui/Note.tsx'
import { exactWords } from '#web/ui/time-words.ts'
import { say } from '#web/words/say.ts'
import { Approvers } from './Approvers.tsx'
import { Life } from './Life.tsx'
import { OverrideForm } from './OverrideForm.tsx'
import type { Version } from './queries.ts'
import type { Draft } from './use-draft.ts'
import { RefusedNote } from './RefusedNote.tsx'
import { rungsLost } from './rungs-lost.ts'
import { useStep } from './use-step.ts'
import classes from './Changes.module.css'

type Props = { version: Version; draft: Draft; faults: readonly Finding[] | null }

/** From a draft to what is in force: submitted by one, approved by another, from a date. */
export function Publish({ version, draft, faults }: Props) {
  const { data: me } = useQuery(queries.me)
  const role = me?.role
  const isWriter = role === 'admin' || role === 'policy'
  const isApprover = isWriter || role === 'executive'
  const wroteIt = version.writers.some(({ id }) => id === me?.handle)
  return (
    <section className={classes['publish']} aria-labelledby="publish-title">
      <h2 id="publish-title">{say('Publishing')}</h2>
      {version.state === 'draft' && isWriter ? (
        <Submit version={version} draft={draft} faults={faults} />
      ) : null}
      {version.state === 'submitted' && isApprover ? (
        <Approve version={version} faults={faults} wroteIt={wroteIt} />
      ) : null}
      {version.state === 'draft' || version.state === 'submitted' ? (
        <Approvers
          writers={version.writers.map(({ id }) => id)}
          of={version.state === 'submitted' ? version.version : 'draft'}
        />
      ) : null}
      {version.state === 'scheduled' && version.effectiveAt ? (
        <p>
          {say('Approved by {name}. It comes into force {when}.', {
            name: version.approvedBy?.name ?? '',
            when: exactWords(Temporal.Instant.from(version.effectiveAt)),
          })}
        </p>
      ) : null}
      {version.state === 'in-force' && isApprover ? <TakeOver version={version} /> : null}
      {(version.state === 'draft' || version.state === 'submitted' || version.state === 'scheduled') &&
      (faults?.length ?? 0) + (version.findings ?? 0) > 0 &&
      (faults ?? []).every(isAnswerable) ? (
        <OverrideForm version={version} mayAnswer={role === 'executive'} isSaved={draft.isSaved} />
      ) : null}
      {(version.state === 'draft' || version.state === 'scheduled') && isApprover ? (
        <WithReason
          title={say('Withdraw this version')}
          button={say('Withdraw')}
          step={(because, key) => ask(withdrawPolicy, { version: version.version, because, key })}
          said={say('The version is withdrawn.')}
        />
      ) : null}
      <Life version={version} />
    </section>
  )
}

function Submit({ version, draft, faults }: Props) {
  const step = useStep(
    (without: readonly string[], key) =>
      ask(submitPolicy, {
        version: version.version,
        revision: version.revision,
        ...(without.length > 0 && { without: [...without] }),
        key,
      }),
    say('The draft is submitted.'),
  )
  const lost = rungsLost(step.error)
  return (
    <div className={classes['form']}>
      <TextInput
        label={say('What this change is for')}
        description={say('Whoever approves it reads this first.')}
        maxLength={500}
        value={draft.purpose}
        onChange={(event) => draft.setPurpose(event.currentTarget.value)}
      />
      {faults !== null && faults.length > 0 ? (
        <Note tone="danger">
          {faults.every(isAnswerable)
            ? say(
                '{count, plural, one {# finding} other {# findings}}: it cannot be published like this. Mend it, or have an executive answer for it by name.',
                { count: faults.length },
              )
            : say(
                '{count, plural, one {# finding} other {# findings}}: it cannot be published like this. Mend it: nobody can answer for a ladder that no desk could follow.',
                { count: faults.length },
              )}
        </Note>
      ) : null}
      <RefusedNote error={step.error} proved={faults} />
      <div className={classes['acts']}>
        {draft.isSaved ? null : (
          <Button onClick={draft.save} busy={draft.isSaving} keyName="mod+S">
            {say('Save')}
          </Button>
        )}
        <Button look="go" disabled={!draft.isSaved} busy={step.isPending} onClick={() => step.mutate([])}>
          {say('Submit for approval')}
        </Button>
        {lost.length > 0 && draft.isSaved ? (
          <Button busy={step.isPending} onClick={() => step.mutate(lost)}>
            {say('It may go: submit without it')}
          </Button>
        ) : null}
      </div>
      <p className="supports">
        {draft.isSaved
          ? say('The desk proves it again, then somebody else who may approve policy reads it.')
          : say('Save it first: what is submitted is what is saved.')}
      </p>
    </div>
  )
}

type ApproveProps = Pick<Props, 'version' | 'faults'> & { wroteIt: boolean }

function Approve({ version, faults, wroteIt }: ApproveProps) {
  const [day, setDay] = useState('')
  const step = useStep(
    (_: null, key) =>
      ask(approvePolicy, {
        version: version.version,
        revision: version.revision,
        ...(day !== '' && { effectiveAt: instantOf(day) }),
        key,
      }),
    say('The version is approved.'),
  )
  return (
    <>
      <p>
        {say('{name} submitted it: {purpose}', {
          name: version.submittedBy?.name ?? '',
          purpose: version.purpose,
        })}
      </p>
      {wroteIt ? (
        <Note>
          {say('You wrote in this version. Somebody else has to approve it: four eyes see more than two.')}
        </Note>
      ) : (
        <div className={classes['form']}>
          <TextInput
            type="datetime-local"
            label={say('In force from')}
            description={say('At once, when this is left empty.')}
            value={day}
            onChange={(event) => setDay(event.currentTarget.value)}
          />
          <RefusedNote error={step.error} proved={faults} />
          <div className={classes['acts']}>
            <Button look="go" busy={step.isPending} onClick={() => step.mutate(null)}>
              {day === '' ? say('Approve, in force at once') : say('Approve from this date')}
            </Button>
          </div>
        </div>
      )}
      <WithReason
        title={wroteIt ? say('Take it back') : say('Send it back')}
        button={wroteIt ? say('Take it back') : say('Send it back')}
        step={(because, key) => ask(sendPolicyBack, { version: version.version, because, key })}
        said={say('The version is a draft again.')}
      />
    </>
  )
}

/** A moment on the clock of whoever looks. */
const instantOf = (local: string): string =>
  Temporal.PlainDateTime.from(local).toZonedDateTime(Temporal.Now.timeZoneId()).toInstant().toString()

function TakeOver({ version }: { version: Version }) {
  const { takeOver } = version
  return (
    <>
      <p>
        {say(
          'New complaints are judged by this version. Those that are open keep the one they were opened under.',
        )}
      </p>
      {takeOver ? (
        <p className="supports">
          {say('{taken, plural, one {# open case} other {# open cases}} taken over, {left} left.', {
            taken: takeOver.taken,
            left: takeOver.left,
          })}
        </p>
      ) : null}
      <WithReason
        title={say('Let it judge the open cases too')}
        button={say('Take them over')}
        step={(because, key) => ask(takeOverCases, { version: version.version, because, key })}
        said={say('The open cases are being taken over.')}
      />
    </>
  )
}

type ReasonProps = {
  title: string
  button: string
  step: (because: string, key: string) => Promise<unknown>
  said: string
}

/** A step that is taken with a reason, folded away until it is wanted. */
function WithReason({ title, button, step: take, said }: ReasonProps) {
  const [because, setBecause] = useState('')
  const step = useStep(take, said, () => setBecause(''))
  return (
    <details>
      <summary className="supports">{title}</summary>
      <form
        className={classes['form']}
        onSubmit={(event) => {
          event.preventDefault()
          step.mutate(because)
        }}
      >
        <FreeText
          label={say('Because')}
          autosize
          minRows={2}
          most={2000}
          value={because}
          onChange={(event) => setBecause(event.currentTarget.value)}
        />
        {step.error ? <Note tone="danger">{sentenceOf(step.error)}</Note> : null}
        <div className={classes['acts']}>
          <Button type="submit" busy={step.isPending} disabled={because.trim() === ''}>
            {button}
          </Button>
        </div>
      </form>
    </details>
  )
}
