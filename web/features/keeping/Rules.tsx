import { Checkbox } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { z } from 'zod'
import { setRetention, type readRetention } from '#contract/keeping.ts'
import { ask, sentenceOf } from '#web/api.ts'
import { queries } from '#web/queries.ts'
import { announce } from '#web/ui/announce.ts'
import { Button } from '#web/ui/Button.tsx'
import { keepDrafts } from '#web/ui/keep-drafts.ts'
import { Moment } from '#web/ui/Moment.tsx'
import { Note } from '#web/ui/Note.tsx'
import { useOnce } from '#web/use-once.ts'
import { say } from '#web/words/say.ts'
import { reachQuery, retentionQuery, type Rule } from './keeping-queries.ts'
import { readRule, type TypedRule } from './read-rule.ts'
import { RuleSentence } from './RuleSentence.tsx'
import classes from './Keeping.module.css'

type Kept = z.output<typeof readRetention.output>

const typedOf = (kept: Rule): TypedRule => ({
  wordsMonths: kept.wordsMonths === null ? '' : String(kept.wordsMonths),
  originalsMonths: kept.originalsMonths === null ? '' : String(kept.originalsMonths),
  setAsideMonths: kept.setAsideMonths === null ? '' : String(kept.setAsideMonths),
})

const useTyped = keepDrafts({
  place: 'keeping',
  shape: z.object({ wordsMonths: z.string(), originalsMonths: z.string(), setAsideMonths: z.string() }),
})

/** The three rules, as sentences with a number in each; a rule that erases more than before asks for a check first. */
export function Rules({ kept }: { kept: Kept }) {
  const client = useQueryClient()
  // What was begun on older rules is not what holds now.
  const { draft: typed, change: setTyped } = useTyped(kept.changedAt ?? '', typedOf(kept))
  const [knows, setKnows] = useState(false)
  const { rule, isChanged, erasesMore } = readRule(typed, kept)
  const waitsFor =
    rule === null
      ? null
      : !isChanged
        ? say('Nothing is changed yet.')
        : erasesMore && !knows
          ? say('Tick first that you know it cannot be brought back.')
          : null
  const save = useMutation({
    mutationFn: useOnce((next: Rule, key) => ask(setRetention, { ...next, key })),
    onSuccess: async () => {
      announce(say('The rules are kept.'))
      await client.invalidateQueries(retentionQuery)
    },
  })
  const type = (part: keyof Rule) => (text: string) => {
    setTyped({ ...typed, [part]: text })
    setKnows(false)
  }
  return (
    <form
      className={classes['rules']}
      aria-label={say('How long words are kept')}
      onSubmit={(event) => {
        event.preventDefault()
        if (rule && isChanged && (knows || !erasesMore)) save.mutate(rule)
      }}
    >
      <RuleSentence
        name={say('Months that the words of a closed case are kept')}
        sentence={(months) =>
          say('Words of a closed case are erased {months} months after it was last touched.', { months })
        }
        value={typed.wordsMonths}
        type={type('wordsMonths')}
      />
      <RuleSentence
        name={say('Months that the originals of cases are kept')}
        sentence={(months) =>
          say('Originals that belong to a case are erased {months} months after they came.', { months })
        }
        value={typed.originalsMonths}
        type={type('originalsMonths')}
      />
      <RuleSentence
        name={say('Months that what was set aside is kept')}
        sentence={(months) => say('What was set aside is erased {months} months after it came.', { months })}
        value={typed.setAsideMonths}
        type={type('setAsideMonths')}
      />
      <p className="small waits">
        {say(
          'An empty field keeps for ever. Open cases and what is in quarantine are never erased by a rule.',
        )}
      </p>
      <Changed kept={kept} />
      {rule === null ? (
        <p className="small" role="alert">
          {say('Whole months from 1 to 600, or nothing.')}
        </p>
      ) : null}
      {rule && isChanged && erasesMore ? (
        <Note tone="warn">
          <Reach rule={rule} />
          <Checkbox
            className={classes['knows']}
            label={say('I know that nobody can bring this back')}
            checked={knows}
            onChange={(event) => setKnows(event.currentTarget.checked)}
          />
        </Note>
      ) : null}
      {save.error ? <Note tone="danger">{sentenceOf(save.error)}</Note> : null}
      <p className="line">
        <Button type="submit" look="go" busy={save.isPending} disabled={rule === null} waitsFor={waitsFor}>
          {say('Keep these rules')}
        </Button>
      </p>
    </form>
  )
}

/** What a rule erases within a day, in numbers. */
function Reach({ rule }: { rule: Rule }) {
  const { data } = useQuery(reachQuery(rule))
  if (!data) return <p>{say('What is older than that is erased within a day, for good.')}</p>
  const { cases, originals, setAside } = data
  return (
    <p>
      <b className="medium">
        {cases + originals + setAside === 0
          ? say('Today nothing is that old.')
          : say(
              'Within a day this erases the words of {cases, plural, one {# closed case} other {# closed cases}}, {originals, plural, one {# original} other {# originals}} and {setAside, plural, one {# item} other {# items}} set aside.',
              { cases, originals, setAside },
            )}
      </b>{' '}
      {say('From then on whatever grows that old goes every day. Nothing brings it back.')}
    </p>
  )
}

function Changed({ kept: { changedAt, changedBy } }: { kept: Kept }) {
  const { data: people } = useQuery(queries.everybody)
  if (changedAt === null || changedBy === null) return null
  const name = people?.members.find(({ id }) => id === changedBy)?.name ?? changedBy
  return (
    <p className="small waits">
      {say('Last changed by {name}:', { name })} <Moment at={changedAt} />
    </p>
  )
}
