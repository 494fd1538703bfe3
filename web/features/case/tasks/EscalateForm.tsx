import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { escalate } from '#contract/cases.ts'
import { withdrawEscalation } from '#contract/writing.ts'
import { deskRoles } from '#domain/role.ts'
import { ask } from '#web/api.ts'
import { queries } from '#web/queries.ts'
import { FreeText } from '#web/ui/FreeText.tsx'
import { keepDrafts } from '#web/ui/keep-drafts.ts'
import { newKey } from '#web/ui/new-key.ts'
import { heard } from '#web/words/heard.ts'
import { say } from '#web/words/say.ts'
import { useCaseCommand } from '#web/use-case-command.ts'
import { colleaguesToAsk, rungsToAsk } from './rungs-to-ask.ts'
import type { TaskProps } from './Tasks.tsx'
import { TaskSheet } from './TaskSheet.tsx'
import { useSeen } from '../use-seen.ts'
import { useUndo } from '../use-undo.ts'

type Input = { rung: string; to: string | undefined; reason: string; seq: number }

const useReason = keepDrafts<string>()

/** Asks a rung, or a named colleague, to take the case. */
export function EscalateForm(props: TaskProps) {
  const { kase, me, close } = props
  const { data: policy } = useQuery(queries.policy)
  const { data: people } = useQuery(queries.colleagues)
  const { rungs, first, asked } = rungsToAsk(kase)
  const [chosen, choose] = useState<string | null>(null)
  // What can be asked may rise while one writes.
  const rung = (rungs.find(({ id }) => id === chosen) ?? first ?? kase.rung).id
  const [to, setTo] = useState('')
  const { draft: reason, change: setReason, forget } = useReason(kase.id, '')
  const seen = useSeen(kase, me)
  const undo = useUndo(kase)
  const command = useCaseCommand(kase.id, (input: Input, key) =>
    ask(escalate, { caseId: kase.id, ...input, key }),
  )
  const members = people?.members ?? []
  const onDuty = policy?.ladder.find(({ id }) => id === rung)?.onDuty ?? []
  const names = onDuty.map((handle) => members.find(({ id }) => id === handle)?.name ?? handle)
  const offered = ({ id }: { id: string }) => {
    const title = heard(kase.ladder.find((one) => one.id === rung)?.title ?? rung)
    undo(say('Offered to {rung}.', { rung: title }), () =>
      ask(withdrawEscalation, { escalationId: id, key: newKey() }),
    )
    forget()
    close()
  }
  return (
    <TaskSheet
      {...props}
      title={say('Escalate')}
      verb={say('Offer it')}
      seen={seen}
      command={command}
      isReady={reason.trim() !== ''}
      submit={() =>
        command.mutate({ rung, to: to || undefined, reason, seq: seen.seq }, { onSuccess: offered })
      }
    >
      <NativeSelect
        label={say('To which rung')}
        value={rung}
        description={
          asked
            ? say('{rung} is asked already, so only that rung or a higher one can be.', {
                rung: heard(asked.title),
              })
            : null
        }
        onChange={(event) => choose(event.currentTarget.value)}
        data={rungs.map(({ id, title }) => ({
          value: id,
          label: id === kase.rung.id ? say('{rung} (where it is)', { rung: heard(title) }) : heard(title),
        }))}
      />
      <NativeSelect
        label={say('To whom')}
        value={to}
        onChange={(event) => setTo(event.currentTarget.value)}
        data={[
          {
            value: '',
            label:
              names.length > 0
                ? say('Whoever is on duty: {names}', { names: names.join(', ') })
                : say('Whoever is on duty'),
          },
          ...colleaguesToAsk(members, kase.owner.id, me, deskRoles).map(({ id, name }) => ({
            value: id,
            label: name,
          })),
        ]}
      />
      <FreeText
        label={say('Why')}
        description={say('They read it before they accept or decline.')}
        autosize
        minRows={3}
        maxRows={10}
        most={2000}
        data-autofocus
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <p className="supports">
        {kase.owner.id === me
          ? say('You keep the case until they accept.')
          : say('{name} keeps the case until they accept.', { name: kase.owner.name })}
      </p>
    </TaskSheet>
  )
}
