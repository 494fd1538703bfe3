import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { assign } from '#contract/cases.ts'
import { showStaffing } from '#contract/staffing.ts'
import { deskRoles } from '#domain/role.ts'
import { ask } from '#web/api.ts'
import { queries } from '#web/queries.ts'
import { FreeText } from '#web/ui/FreeText.tsx'
import { keepDrafts } from '#web/ui/keep-drafts.ts'
import { newKey } from '#web/ui/new-key.ts'
import { heard } from '#web/words/heard.ts'
import { say } from '#web/words/say.ts'
import { useCaseCommand } from '#web/use-case-command.ts'
import type { TaskProps } from './Tasks.tsx'
import { TaskSheet } from './TaskSheet.tsx'
import { useSeen } from '../use-seen.ts'
import { useUndo } from '../use-undo.ts'
import { OpenPromises } from './OpenPromises.tsx'

const useWord = keepDrafts<string>()

/** Gives the case to a colleague on the same rung. */
export function AssignForm(props: TaskProps) {
  const { kase, me, close } = props
  const { data } = useQuery(queries.colleagues)
  const { data: staffing } = useQuery({ queryKey: ['staffing'], queryFn: () => ask(showStaffing, {}) })
  const others = (data?.members ?? []).filter(
    ({ id, role }) => id !== kase.owner.id && deskRoles.some((known) => known === role),
  )
  const [chosen, choose] = useState('')
  const { draft: remark, change: write, forget } = useWord(kase.id, '')
  const seen = useSeen(kase, me)
  const undo = useUndo(kase)
  const command = useCaseCommand(kase.id, (input: { owner: string; remark?: string; seq: number }, key) =>
    ask(assign, { caseId: kase.id, ...input, key }),
  )
  const given = ({ seq }: { seq: number }) => {
    const before = kase.owner
    const name = others.find(({ id }) => id === chosen)?.name ?? ''
    undo(say('The case is with {name} now.', { name }), () =>
      ask(assign, { caseId: kase.id, owner: before.id, seq, key: newKey() }),
    )
    forget()
    close()
  }
  // Whoever takes it themselves need not tell themselves why.
  const isOwn = chosen === me
  const asked = { owner: chosen, seq: seen.seq, ...(!isOwn && { remark: remark.trim() }) }
  return (
    <TaskSheet
      {...props}
      title={say('Give to a colleague')}
      verb={say('Give it')}
      seen={seen}
      command={command}
      isReady={chosen !== '' && (isOwn || remark.trim() !== '')}
      missing={say('Say to whom, and what is to be done.')}
      submit={() => command.mutate(asked, { onSuccess: given })}
    >
      {others.length === 0 ? (
        <p>{say('There is no colleague yet to give it to.')}</p>
      ) : (
        <NativeSelect
          label={say('To whom')}
          description={say('They become answerable at once; the case stays on the rung {rung}.', {
            rung: heard(kase.rung.name),
          })}
          data-autofocus
          value={chosen}
          onChange={(event) => choose(event.currentTarget.value)}
          data={[
            { value: '', label: say('Choose a colleague'), disabled: true },
            ...others.map(({ id, name }) => ({
              value: id,
              label:
                id === me
                  ? say('You, {name}', { name })
                  : staffing?.notYet.includes(id)
                    ? say('{name}, not here yet', { name })
                    : name,
            })),
          ]}
        />
      )}
      {others.length > 0 && !isOwn ? (
        <FreeText
          label={say('Why, and what is to be done')}
          description={say('A note says it to them, with their name; it stands on the case.')}
          autosize
          minRows={2}
          maxRows={8}
          most={2000}
          value={remark}
          onChange={(event) => write(event.currentTarget.value)}
        />
      ) : null}
      <OpenPromises kase={kase} />
    </TaskSheet>
  )
}
