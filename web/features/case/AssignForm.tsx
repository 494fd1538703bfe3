import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { assign } from '#contract/cases.ts'
import { deskRoles } from '#domain/role.ts'
import { ask } from '#web/api.ts'
import { queries } from '#web/queries.ts'
import type { TaskProps } from './Tasks.tsx'
import { TaskSheet } from './TaskSheet.tsx'
import { useCommand } from './use-command.ts'
import { useSeen } from './use-seen.ts'

/** Gives the case to a colleague on the same rung. */
export function AssignForm(props: TaskProps) {
  const { kase, me, close } = props
  const { data } = useQuery(queries.members)
  const others = (data?.members ?? []).filter(
    ({ id, role }) => id !== kase.owner.id && deskRoles.some((known) => known === role),
  )
  const [chosen, choose] = useState('')
  const owner = chosen || others[0]?.id
  const seen = useSeen(kase, me)
  const command = useCommand(kase.id, (input: { owner: string; seq: number }, key) =>
    ask(assign, { caseId: kase.id, ...input, key }),
  )
  return (
    <TaskSheet
      {...props}
      title="Give to a colleague"
      verb="Give it"
      seen={seen}
      command={command}
      isReady={owner !== undefined}
      submit={() => owner && command.mutate({ owner, seq: seen.seq }, { onSuccess: close })}
    >
      {others.length === 0 ? (
        <p>There is no colleague yet to give it to.</p>
      ) : (
        <NativeSelect
          label="To whom"
          description={`They become answerable at once; the case stays on the rung ${kase.rung.name}.`}
          value={owner ?? ''}
          onChange={(event) => choose(event.currentTarget.value)}
          data={others.map(({ id, name }) => ({ value: id, label: id === me ? `You, ${name}` : name }))}
        />
      )}
    </TaskSheet>
  )
}
