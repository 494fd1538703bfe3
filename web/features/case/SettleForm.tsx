import { NativeSelect, Textarea } from '@mantine/core'
import { useState } from 'react'
import { resolve } from '#contract/cases.ts'
import type { Decision } from '#domain/case/event.ts'
import { ask } from '#web/api.ts'
import { Note } from '#web/ui/Note.tsx'
import { Seg } from '#web/ui/Seg.tsx'
import { say } from '#web/words/say.ts'
import { decisionWords } from './decision-words.ts'
import { isReadyToClose } from './ready-to-close.ts'
import type { TaskProps } from './Tasks.tsx'
import { TaskSheet } from './TaskSheet.tsx'
import { useCommand } from './use-command.ts'
import { useSeen } from './use-seen.ts'

type Input = {
  decision: Decision
  settledBy: 'customer' | 'desk'
  reason: string
  nothingSentBecause: string | undefined
  seq: number
}

const decisions = ['upheld', 'partly-upheld', 'not-upheld', 'out-of-scope'] as const

/** Closes the case with a decision and its reason. */
export function SettleForm(props: TaskProps) {
  const { kase, me, done } = props
  const [decision, setDecision] = useState<Decision | ''>('')
  const [settledBy, setSettledBy] = useState<'customer' | 'desk' | ''>('')
  const [reason, setReason] = useState('')
  const [because, setBecause] = useState('')
  const seen = useSeen(kase, me)
  const command = useCommand(kase.id, (input: Input, key) => ask(resolve, { caseId: kase.id, ...input, key }))
  const close = () => {
    if (decision === '' || settledBy === '') return
    const nothingSentBecause = kase.isUnanswered ? because : undefined
    command.mutate(
      { decision, settledBy, reason, nothingSentBecause, seq: seen.seq },
      { onSuccess: () => done(say('Case {number} is closed.', { number: String(kase.number) })) },
    )
  }
  return (
    <TaskSheet
      {...props}
      title={say('Decide and close')}
      verb={say('Close it')}
      seen={seen}
      command={command}
      isReady={isReadyToClose({ decision, settledBy, reason, because }, kase.isUnanswered)}
      submit={close}
    >
      {kase.isUnanswered ? <Note tone="warn">{unansweredSentence(kase)}</Note> : null}
      <NativeSelect
        label={say('The complaint is')}
        value={decision}
        onChange={(event) =>
          setDecision(decisions.find((known) => known === event.currentTarget.value) ?? decision)
        }
        data-autofocus
        data={[
          { value: '', label: say('Choose a decision'), disabled: true },
          ...decisions.map((value) => ({ value, label: decisionWords(value) })),
        ]}
      />
      <div>
        <p className="medium">{say('Who says that it is settled')}</p>
        <Seg
          label={say('Who says that it is settled')}
          value={settledBy}
          choose={setSettledBy}
          choices={[
            { value: 'customer', label: say('The customer') },
            { value: 'desk', label: say('We do') },
          ]}
        />
      </div>
      <Textarea
        label={say('Reason')}
        description={say('Kept with the decision, so that whoever looks again can follow it.')}
        autosize
        minRows={3}
        maxRows={10}
        maxLength={5000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {kase.isUnanswered ? (
        <Textarea
          label={say('Nothing needs to be sent, because')}
          description={say('Kept with the decision as well.')}
          autosize
          minRows={2}
          maxRows={6}
          maxLength={1000}
          value={because}
          onChange={(event) => setBecause(event.currentTarget.value)}
        />
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
