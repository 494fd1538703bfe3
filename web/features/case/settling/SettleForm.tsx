import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { resolve } from '#contract/cases.ts'
import { grounds, type Ground } from '#domain/case/closing.ts'
import type { Decision } from '#domain/case/event.ts'
import { ask } from '#web/api.ts'
import { remediesQuery } from '#web/remedies-on-case.ts'
import { FreeText } from '#web/ui/FreeText.tsx'
import { Note } from '#web/ui/Note.tsx'
import { say } from '#web/words/say.ts'
import { useCaseCommand } from '#web/use-case-command.ts'
import { decisionWords } from '../timeline/decision-words.ts'
import { groundChoice } from './ground-choice.ts'
import { owedAtClose } from './owed-at-close.ts'
import { groundAtHand, isReadyToClose, lacksToClose, nothingFilled } from './ready-to-close.ts'
import type { TaskProps } from '../tasks/Tasks.tsx'
import { TaskSheet } from '../tasks/TaskSheet.tsx'
import { useSeen } from '../use-seen.ts'
import { WaysToClose } from './WaysToClose.tsx'

type Input = {
  decision: Decision
  restsOn: Ground
  reason: string
  nothingSentBecause: string | undefined
  seq: number
}

const decisions = ['upheld', 'partly-upheld', 'not-upheld', 'out-of-scope'] as const

/** Closes the case with a decision and its reason, where something entitles us to; what is missing is told, with the ways to it. */
export function SettleForm(props: TaskProps) {
  const { kase, me, done, filled, fill } = props
  const { decision, reason, because } = filled
  const { closing } = kase
  const [chosen, choose] = useState<Ground | null>(null)
  const seen = useSeen(kase, me)
  const command = useCaseCommand(kase.id, (input: Input, key) =>
    ask(resolve, { caseId: kase.id, ...input, key }),
  )
  const restsOn = chosen ?? groundAtHand(closing)
  const lacks = lacksToClose(closing, restsOn, decision)
  // Whoever says themselves that it is settled waits for no answer.
  const asksWhy = kase.isUnanswered && restsOn !== 'word'
  const { data: remedies } = useQuery(remediesQuery(kase.id))
  const owed = remedies ? owedAtClose(remedies, decision) : []
  const closed = () => {
    fill(nothingFilled)
    done(say('Case {number} is closed.', { number: String(kase.number) }))
  }
  const close = () => {
    if (decision === '') return
    command.mutate(
      { decision, restsOn, reason, nothingSentBecause: asksWhy ? because : undefined, seq: seen.seq },
      { onSuccess: closed },
    )
  }
  return (
    <TaskSheet
      {...props}
      title={say('Decide and close')}
      verb={say('Close it')}
      seen={seen}
      command={command}
      isReady={isReadyToClose(filled, lacks, asksWhy)}
      submit={close}
    >
      <NativeSelect
        label={say('The complaint is')}
        value={decision}
        onChange={(event) =>
          fill({
            ...filled,
            decision: decisions.find((known) => known === event.currentTarget.value) ?? decision,
          })
        }
        data-autofocus
        data={[
          { value: '', label: say('Choose a decision'), disabled: true },
          ...decisions.map((value) => ({ value, label: decisionWords(value) })),
        ]}
      />
      <NativeSelect
        label={say('It may be closed')}
        value={restsOn}
        onChange={(event) => choose(grounds.find((known) => known === event.currentTarget.value) ?? restsOn)}
        data={grounds.map((value) => ({ value, label: groundChoice(value) }))}
      />
      <WaysToClose kase={kase} lacks={lacks} seq={seen.seq} turnTo={props.turnTo} />
      <FreeText
        label={say('Reason')}
        description={say('Kept with the decision, so that whoever looks again can follow it.')}
        autosize
        minRows={3}
        maxRows={10}
        most={5000}
        value={reason}
        onChange={(event) => fill({ ...filled, reason: event.currentTarget.value })}
      />
      {owed.map((sentence) => (
        <Note key={sentence} tone="warn">
          {sentence}
        </Note>
      ))}
      {asksWhy ? (
        <>
          <Note tone="warn">{unansweredSentence(kase)}</Note>
          <FreeText
            label={say('Nothing needs to be sent, because')}
            description={say('Kept with the decision as well.')}
            autosize
            minRows={2}
            maxRows={6}
            most={1000}
            value={because}
            onChange={(event) => fill({ ...filled, because: event.currentTarget.value })}
          />
        </>
      ) : null}
    </TaskSheet>
  )
}

/** That the customer would be left without an answer, before one leaves them so. */
const unansweredSentence = ({ person }: TaskProps['kase']) =>
  person
    ? say(
        'Nothing was sent to {name} since they last wrote. Answer first, or say why nothing needs to be sent.',
        {
          name: person.name,
        },
      )
    : say('Nothing was sent to the customer since they last wrote. Say why nothing needs to be sent.')
