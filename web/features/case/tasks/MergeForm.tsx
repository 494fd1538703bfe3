import { Checkbox, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useDeferredValue, useState } from 'react'
import { enterFacts, listCases, merge, undoMerge } from '#contract/cases.ts'
import type { FactValue } from '#domain/policy/fact.ts'
import { ask, sentenceOf } from '#web/api.ts'
import { queries } from '#web/queries.ts'
import { newKey } from '#web/ui/new-key.ts'
import { Seg } from '#web/ui/Seg.tsx'
import { say } from '#web/words/say.ts'
import { useCaseCommand } from '#web/use-case-command.ts'
import { factLabel, valueWords } from '../facts/fact-words.ts'
import { knownOnly } from './known-only.ts'
import { samePerson } from './same-person.ts'
import classes from './MergeForm.module.css'
import { SideBySide } from '../composer/SideBySide.tsx'
import type { TaskProps } from './Tasks.tsx'
import { TaskSheet } from './TaskSheet.tsx'
import { useSeen } from '../use-seen.ts'
import { useUndo } from '../use-undo.ts'

type Candidate = { id: string; number: number; subject: string; who: string }

type Input = {
  keeps: string
  takes: string
  areOnePerson?: true
  seq: number
  facts: Record<string, FactValue>
}

/** Makes one case of two about the same matter of the same person, with both side by side before it is done. */
export function MergeForm(props: TaskProps) {
  const { kase, me, close } = props
  const navigate = useNavigate()
  const { data: policy } = useQuery(queries.policy)
  const [goesOn, letGoOn] = useState<'this' | 'other'>('this')
  const [takesFacts, takeFacts] = useState(true)
  const [q, find] = useState('')
  const [picked, choose] = useState<string | null>(null)
  const [saidOf, sayOf] = useState<string | null>(null)
  const undo = useUndo(kase)
  const seen = useSeen(kase, me)
  const command = useCaseCommand(kase.id, async ({ facts, keeps: caseId, ...input }: Input, key) => {
    const done = await ask(merge, { caseId, ...input, key })
    if (Object.keys(facts).length === 0) return done
    return ask(enterFacts, { caseId, facts, seq: done.seq, key: `${key} facts` })
  })
  const candidates = useCandidates(props, q)
  const chosen = theOneToTake(candidates.found, picked)
  const { data: other } = useQuery({ ...queries.case(chosen ?? ''), enabled: chosen !== null })
  const [keeps, goes] = goesOn === 'this' || !other ? [kase, other] : [other, kase]
  const person = goes ? samePerson(keeps, goes) : { is: 'two' as const }
  const areOnePerson = person.is === 'to-say' && saidOf === chosen
  const declared = (policy?.facts ?? []).filter(({ entered, label }) => entered && label !== 'visibility')
  const onlyThere = goes ? knownOnly(goes.facts, keeps.facts, declared) : {}
  const facts = takesFacts ? onlyThere : {}
  const takenOver = ({ seq }: { seq: number }, { keeps: caseId, takes: gives }: Input) => {
    undo(
      say('Case {number} goes on in case {other}.', {
        number: String(goes?.number ?? ''),
        other: String(keeps.number),
      }),
      async () => {
        // What was known only there goes back with it.
        const unknown = Object.fromEntries(Object.keys(facts).map((name) => [name, null]))
        const back =
          Object.keys(facts).length === 0
            ? { seq }
            : await ask(enterFacts, { caseId, facts: unknown, seq, key: newKey() })
        return ask(undoMerge, { caseId, gives, seq: back.seq, key: newKey() })
      },
    )
    close()
    if (caseId !== kase.id) void navigate({ to: '/cases/$caseId', params: { caseId } })
  }
  return (
    <TaskSheet
      {...props}
      title={say('Merge with another case')}
      verb={goesOn === 'this' ? say('Take it over') : say('Let it go on there')}
      seen={seen}
      command={command}
      isReady={chosen !== null && other?.id === chosen && (person.is === 'same' || areOnePerson)}
      missing={person.is === 'to-say' ? say('Say that they are the same person, if they are.') : undefined}
      submit={() => {
        if (!goes) return
        const seq = keeps === kase ? seen.seq : keeps.seq
        const input = { keeps: keeps.id, takes: goes.id, ...(areOnePerson && { areOnePerson }), seq, facts }
        command.mutate(input, { onSuccess: takenOver })
      }}
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
      {other && goes && chosen === other.id ? (
        <>
          <Seg
            label={say('Which of the two goes on')}
            value={goesOn}
            choose={letGoOn}
            choices={[
              { value: 'this', label: say('Case {number}, this one', { number: String(kase.number) }) },
              { value: 'other', label: say('Case {number}', { number: String(other.number) }) },
            ]}
          />
          <SideBySide keeps={keeps} goes={goes} />
          {person.is === 'two' ? (
            <p role="alert">
              {say('These are two people’s cases. Link their accounts to one person first.')}
            </p>
          ) : null}
          {person.is === 'to-say' ? (
            <Checkbox
              label={say('They are the same person: {name}, known by name only', {
                name: person.byName.person?.name ?? say('Not known'),
              })}
              description={say('Undoing the merge takes that back as well.')}
              checked={areOnePerson}
              onChange={(event) => sayOf(event.currentTarget.checked ? chosen : null)}
            />
          ) : null}
          {Object.keys(onlyThere).length > 0 ? (
            <Checkbox
              label={say('Take along what is known only in case {number}: {facts}', {
                number: String(goes.number),
                facts: Object.entries(onlyThere)
                  .map(([name, value]) => `${factLabel(name)} ${valueWords(value)}`)
                  .join(', '),
              })}
              checked={takesFacts}
              onChange={(event) => takeFacts(event.currentTarget.checked)}
            />
          ) : null}
        </>
      ) : null}
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
