import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import type { z } from 'zod'
import type { CaseView } from '#contract/case-view.ts'
import { enterFacts } from '#contract/cases.ts'
import { openReach } from '#contract/lookup.ts'
import type { FactValue } from '#domain/policy/fact.ts'
import { ask, sentenceOf } from '#web/api.ts'
import { queries } from '#web/queries.ts'
import { Button } from '#web/ui/Button.tsx'
import { newKey } from '#web/ui/new-key.ts'
import { Note } from '#web/ui/Note.tsx'
import { say } from '#web/words/say.ts'
import { useCaseCommand } from '#web/use-case-command.ts'
import { factFaultWords } from '#web/marks/fact-fault-words.ts'
import { FactField } from './FactField.tsx'
import { readFact, type DeclaredFact } from '#web/marks/read-fact.ts'
import classes from './Facts.module.css'

type View = z.output<typeof CaseView>

/** What a person read out of the complaint. What nobody has read is drawn as unknown, never as empty or zero. */
export function Facts({ kase }: { kase: View }) {
  const { data: policy } = useQuery(queries.policy)
  const facts = (policy?.facts ?? []).filter(({ entered, label }) => entered && label !== 'visibility')
  return (
    <section id="facts" tabIndex={-1} aria-labelledby="facts-title">
      <h2 className="title" id="facts-title">
        {say('The facts')}
      </h2>
      <FactForm kase={kase} facts={facts} className={`card ${classes['form']}`} />
    </section>
  )
}

/**
 * Who is looking stands apart from the remedy, and closed: it decides who answers and where,
 * never what is owed.
 */
export function Lookers({ kase, children }: { kase: View; children?: ReactNode }) {
  const { data: policy } = useQuery(queries.policy)
  const facts = (policy?.facts ?? []).filter(({ entered, label }) => entered && label === 'visibility')
  if (facts.length === 0) return null
  return (
    <details className={classes['well']}>
      <summary>{say('Who is looking')}</summary>
      <p className="small supports">{say('It can change who answers and where, never what is owed.')}</p>
      {children}
      <Blind kase={kase}>
        <FactForm kase={kase} facts={facts} className={classes['form']} />
      </Blind>
    </details>
  )
}

/** How many follow them, where that is known, is seen by an act that is recorded: who has seen it grants no gesture here. */
function Blind({ kase, children }: { kase: View; children: ReactNode }) {
  const client = useQueryClient()
  const look = useMutation({
    mutationFn: () => ask(openReach, { caseId: kase.id, key: newKey() }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['case', kase.id] }),
  })
  // What somebody else has entered is told to nobody who has not looked.
  if (kase.facts['followers'] !== 'closed') return children
  return (
    <>
      <p className="small supports no-print">
        {say(
          'Closed, so that you decide without it. Looking is recorded, and you can grant no gesture here then.',
        )}
      </p>
      {look.error ? <Note tone="danger">{sentenceOf(look.error)}</Note> : null}
      <p className={classes['end']}>
        <Button onClick={() => look.mutate()} busy={look.isPending}>
          {say('Look all the same')}
        </Button>
      </p>
    </>
  )
}

type FormProps = { kase: View; facts: readonly DeclaredFact[]; className: string | undefined }

function FactForm({ kase, facts, className }: FormProps) {
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({})
  const enter = useCaseCommand(kase.id, (input: { facts: Record<string, FactValue>; seq: number }, key) =>
    ask(enterFacts, { caseId: kase.id, ...input, key }),
  )
  const read = facts.flatMap((fact) => {
    const text = typed[fact.name]
    return text === undefined ? [] : [{ fact, value: readFact(fact, text) }]
  })
  const faults = new Map(
    facts.map((fact) => [fact.name, factFaultWords(fact, typed[fact.name] ?? '')] as const),
  )
  const isWrong = facts.some(({ name }) => faults.get(name) !== undefined)
  const changed = Object.fromEntries(
    read.flatMap(({ fact, value }) => (value === undefined ? [] : [[fact.name, value]])),
  )
  const isChanged = read.length > 0
  // What was chosen while it was under way is still to be entered.
  const entered = (sent: typeof typed) =>
    setTyped((now) => Object.fromEntries(Object.entries(now).filter(([name, text]) => sent[name] !== text)))
  const leave = () => {
    enter.reset()
    setTyped({})
  }
  return (
    <form
      className={className}
      onSubmit={(event) => {
        event.preventDefault()
        if (!isWrong && isChanged)
          enter.mutate({ facts: changed, seq: kase.seq }, { onSuccess: () => entered(typed) })
      }}
    >
      {facts.map((fact) => (
        <FactField
          key={fact.name}
          fact={fact}
          known={kase.facts[fact.name] ?? null}
          typed={typed[fact.name]}
          fault={faults.get(fact.name)}
          type={(text) => {
            if (enter.isError) enter.reset()
            setTyped({ ...typed, [fact.name]: text })
          }}
          isLocked={kase.state !== 'open'}
        />
      ))}
      {enter.error ? <Note tone="danger">{sentenceOf(enter.error)}</Note> : null}
      {isChanged ? (
        <p className={classes['end']}>
          <Button look="bare" onClick={leave}>
            {say('Leave as it was')}
          </Button>
          <Button type="submit" busy={enter.isPending} disabled={isWrong}>
            {say('Enter the facts')}
          </Button>
        </p>
      ) : null}
    </form>
  )
}
