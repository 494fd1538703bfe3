import { NativeSelect, Textarea } from '@mantine/core'
import { useState } from 'react'
import { resolve } from '#contract/cases.ts'
import type { Decision } from '#domain/case/event.ts'
import { ask } from '#web/api.ts'
import { Seg } from '#web/ui/Seg.tsx'
import { say } from '#web/words/say.ts'
import { decisionWords } from './decision-words.ts'
import type { TaskProps } from './Tasks.tsx'
import { TaskSheet } from './TaskSheet.tsx'
import { useCommand } from './use-command.ts'
import { useSeen } from './use-seen.ts'

type Input = { decision: Decision; settledBy: 'customer' | 'desk'; reason: string; seq: number }

const decisions = ['upheld', 'partly-upheld', 'not-upheld', 'out-of-scope'] as const

/** Closes the case with a decision and its reason. */
export function SettleForm(props: TaskProps) {
  const { kase, me, done } = props
  const [decision, setDecision] = useState<Decision>('upheld')
  const [settledBy, setSettledBy] = useState<'customer' | 'desk'>('customer')
  const [reason, setReason] = useState('')
  const seen = useSeen(kase, me)
  const command = useCommand(kase.id, (input: Input, key) => ask(resolve, { caseId: kase.id, ...input, key }))
  return (
    <TaskSheet
      {...props}
      title={say('Decide and close')}
      verb={say('Close it')}
      seen={seen}
      command={command}
      isReady={reason.trim() !== ''}
      submit={() =>
        command.mutate(
          { decision, settledBy, reason, seq: seen.seq },
          { onSuccess: () => done(say('Case {number} is closed.', { number: String(kase.number) })) },
        )
      }
    >
      <NativeSelect
        label={say('The complaint is')}
        value={decision}
        onChange={(event) =>
          setDecision(decisions.find((known) => known === event.currentTarget.value) ?? decision)
        }
        data={decisions.map((value) => ({ value, label: decisionWords(value) }))}
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
        data-autofocus
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </TaskSheet>
  )
}
