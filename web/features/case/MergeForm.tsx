import { TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { listCases, merge, undoMerge } from '#contract/cases.ts'
import { ask, sentenceOf } from '#web/api.ts'
import { queries } from '#web/queries.ts'
import { newKey } from '#web/ui/new-key.ts'
import { say } from '#web/words/say.ts'
import classes from './MergeForm.module.css'
import { SideBySide } from './SideBySide.tsx'
import type { TaskProps } from './Tasks.tsx'
import { TaskSheet } from './TaskSheet.tsx'
import { useCommand } from './use-command.ts'
import { useSeen } from './use-seen.ts'
import { useUndo } from './use-undo.ts'

type Candidate = { id: string; number: number; subject: string; who: string }

/** Lets this case take over another about the same matter of the same person, with both side by side before it is done. */
export function MergeForm(props: TaskProps) {
  const { kase, me, close } = props
  const [q, find] = useState('')
  const [picked, choose] = useState<string | null>(null)
  const undo = useUndo(kase)
  const seen = useSeen(kase, me)
  const command = useCommand(kase.id, (input: { takes: string; seq: number }, key) =>
    ask(merge, { caseId: kase.id, ...input, key }),
  )
  const candidates = useCandidates(props, q)
  const chosen = theOneToTake(candidates.found, picked)
  const { data: other } = useQuery({ ...queries.case(chosen ?? ''), enabled: chosen !== null })
  const takenOver = ({ seq, id: gives }: { seq: number; id: string }) => {
    undo(say('Case {number} goes on in this one.', { number: String(other?.number ?? '') }), () =>
      ask(undoMerge, { caseId: kase.id, gives, seq, key: newKey() }),
    )
    close()
  }
  return (
    <TaskSheet
      {...props}
      title={say('Merge with another case')}
      verb={say('Take it over')}
      seen={seen}
      command={command}
      isReady={chosen !== null && other?.id === chosen}
      submit={() => chosen && command.mutate({ takes: chosen, seq: seen.seq }, { onSuccess: takenOver })}
    >
      <TextInput
        label={say('Which case')}
        description={say('Their other cases, or any by its number, its words or an address.')}
        type="search"
        data-autofocus
        value={q}
        onChange={(event) => find(event.currentTarget.value)}
      />
      {candidates.error ? <p role="alert">{sentenceOf(candidates.error)}</p> : null}
      {candidates.found.length === 0 ? (
        <p className="supports">
          {q.trim() === '' ? say('They have no other open case.') : say('No open case holds these words.')}
        </p>
      ) : (
        <fieldset className={classes['list']} aria-label={say('Which case')}>
          {candidates.found.map(({ id, number, subject, who }) => (
            <label key={id}>
              <input type="radio" name="takes" checked={id === chosen} onChange={() => choose(id)} />
              <span className="clip">{subject || say('No subject')}</span>
              <span className="small waits">
                {say('Case {number}, {who}', { number: String(number), who })}
              </span>
            </label>
          ))}
        </fieldset>
      )}
      {other && chosen === other.id ? <SideBySide keeps={kase} goes={other} /> : null}
    </TaskSheet>
  )
}

/** Which case is taken over: the one that was chosen, or the only one there is to choose. */
function theOneToTake(found: readonly Candidate[], picked: string | null): string | null {
  if (picked !== null && found.some(({ id }) => id === picked)) return picked
  return found.length === 1 ? (found[0]?.id ?? null) : null
}

/** The person's other open cases, or what a search finds. */
function useCandidates({ kase }: TaskProps, q: string): { found: Candidate[]; error: Error | null } {
  const words = useDeferredValue(q.trim())
  const { data, error } = useQuery({
    queryKey: ['to merge', words],
    queryFn: () => ask(listCases, { q: words, state: 'open', limit: 8 }),
    enabled: words !== '',
  })
  const theirs = (kase.aboutPerson?.otherCases ?? [])
    .filter(({ state }) => state === 'open')
    .map(({ id, number, subject }) => ({ id, number, subject, who: kase.person?.name ?? '' }))
  const found = (data?.cases ?? []).map(({ id, number, subject, person }) => ({
    id,
    number,
    subject,
    who: person?.name ?? say('Erased person'),
  }))
  return { found: (words === '' ? theirs : found).filter(({ id }) => id !== kase.id), error }
}
