import { NativeSelect, Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { escalate } from '#contract/cases.ts'
import { ask } from '#web/api.ts'
import { queries } from '#web/queries.ts'
import type { TaskProps } from './Tasks.tsx'
import { TaskSheet } from './TaskSheet.tsx'
import { useCommand } from './use-command.ts'
import { useSeen } from './use-seen.ts'

type Input = { rung: string; to: string | undefined; reason: string; seq: number }

/** Asks a rung, or a named colleague, to take the case. */
export function EscalateForm(props: TaskProps) {
  const { kase, me, close } = props
  const { data: policy } = useQuery(queries.policy)
  const { data: people } = useQuery(queries.members)
  const here = kase.ladder.findIndex(({ id }) => id === kase.rung.id)
  const [rung, setRung] = useState((kase.ladder[here + 1] ?? kase.ladder[here] ?? kase.rung).id)
  const [to, setTo] = useState('')
  const [reason, setReason] = useState('')
  const seen = useSeen(kase, me)
  const command = useCommand(kase.id, (input: Input, key) =>
    ask(escalate, { caseId: kase.id, ...input, key }),
  )
  const members = people?.members ?? []
  const onDuty = policy?.ladder.find(({ id }) => id === rung)?.onDuty ?? []
  const names = onDuty.map((handle) => members.find(({ id }) => id === handle)?.name ?? handle)
  return (
    <TaskSheet
      {...props}
      title="Escalate"
      verb="Offer it"
      seen={seen}
      command={command}
      isReady={reason.trim() !== ''}
      submit={() =>
        command.mutate({ rung, to: to || undefined, reason, seq: seen.seq }, { onSuccess: close })
      }
    >
      <NativeSelect
        label="To which rung"
        value={rung}
        onChange={(event) => setRung(event.currentTarget.value)}
        data={kase.ladder.map(({ id, title }, height) => ({
          value: id,
          label: height === here ? `${title} (where it is)` : title,
        }))}
      />
      <NativeSelect
        label="To whom"
        value={to}
        onChange={(event) => setTo(event.currentTarget.value)}
        data={[
          {
            value: '',
            label: names.length > 0 ? `Whoever is on duty: ${names.join(', ')}` : 'Whoever is on duty',
          },
          ...members.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <Textarea
        label="Why"
        description="They read it before they accept or decline."
        autosize
        minRows={3}
        maxRows={10}
        maxLength={2000}
        data-autofocus
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <p className="supports">
        {kase.owner.id === me ? 'You keep' : `${kase.owner.name} keeps`} the case until they accept.
      </p>
    </TaskSheet>
  )
}
