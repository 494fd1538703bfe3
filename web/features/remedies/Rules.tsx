import { NativeSelect, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { z } from 'zod'
import { saveRemedyRules, type showRemedyRules } from '#contract/remedies.ts'
import { decimalsOf } from '#domain/remedy/money.ts'
import { ask, sentenceOf } from '#web/api.ts'
import { currencyChoices } from '#web/marks/currency-words.ts'
import { queries } from '#web/queries.ts'
import { announce } from '#web/ui/announce.ts'
import { Button } from '#web/ui/Button.tsx'
import { keepDrafts } from '#web/ui/keep-drafts.ts'
import { Moment } from '#web/ui/Moment.tsx'
import { Note } from '#web/ui/Note.tsx'
import { say } from '#web/words/say.ts'
import { readAmount } from './read-amount.ts'
import classes from './RemedyPage.module.css'
import { rulesQuery } from './remedies-query.ts'
import { useRemedyCommand } from './use-remedy-command.ts'

type Kept = z.output<typeof showRemedyRules.output>

const caps = [
  'gestureMonth',
  'gestureMemberMonth',
  'gesturePerson',
  'gestureCase',
  'owedMemberMonth',
  'owedPersonAlone',
] as const
type Cap = (typeof caps)[number]

const capWords: Readonly<Record<Cap, () => string>> = {
  gestureMonth: () => say('All gestures of a month'),
  gestureMemberMonth: () => say('Gestures signed by one colleague in a month'),
  gesturePerson: () => say('Gestures for one customer in 365 days'),
  gestureCase: () => say('Gestures on one case'),
  owedMemberMonth: () => say('Of what is owed, signed by one colleague in a month'),
  owedPersonAlone: () => say('Of what is owed, given to one customer in 365 days before two have to sign'),
}

/** The caps that are not policy. An empty field bounds nothing; no cap keeps from anybody what they are owed. */
export function Rules({ mayChange }: { mayChange: boolean }) {
  const { data } = useQuery(rulesQuery)
  return (
    <section aria-labelledby="caps">
      <h2 className="title" id="caps">
        {say('Caps and budgets')}
      </h2>
      <p className="supports">
        {say(
          'Gestures end at their caps. What policy owes ends only where policy says: its caps say when somebody else has to sign.',
        )}
      </p>
      {data ? <Form key={data.at ?? ''} kept={data} mayChange={mayChange} /> : null}
    </section>
  )
}

const useCaps = keepDrafts({
  place: 'caps',
  shape: z.object({ currency: z.string(), texts: z.record(z.string(), z.string()) }),
})

function Form({ kept, mayChange }: { kept: Kept; mayChange: boolean }) {
  // What was begun on older caps is not what holds now.
  const { draft, change } = useCaps(kept.at ?? '', {
    currency: kept.currency,
    texts: Object.fromEntries(caps.map((cap) => [cap, written(kept[cap], kept.currency)])),
  })
  const client = useQueryClient()
  const { currency, texts } = draft
  const read = (cap: Cap) => {
    const text = texts[cap] ?? ''
    return text.trim() === '' ? null : readAmount(text, currency)
  }
  const isFault = (cap: Cap) => (texts[cap] ?? '').trim() !== '' && read(cap) === null
  const save = useRemedyCommand(async (_: string, key) => {
    await ask(saveRemedyRules, {
      currency,
      gestureMonth: read('gestureMonth'),
      gestureMemberMonth: read('gestureMemberMonth'),
      gesturePerson: read('gesturePerson'),
      gestureCase: read('gestureCase'),
      owedMemberMonth: read('owedMemberMonth'),
      owedPersonAlone: read('owedPersonAlone'),
      key,
    })
    announce(say('The caps are kept.'))
    await client.invalidateQueries(queries.policy)
  })
  return (
    <form
      className={classes['caps']}
      onSubmit={(event) => {
        event.preventDefault()
        if (!caps.some(isFault)) save.mutate(JSON.stringify([currency, texts]))
      }}
    >
      <NativeSelect
        label={say('Currency')}
        description={
          currency === kept.currency
            ? say('Every amount is in it.')
            : say(
                'Look at every cap again: the figures stay, and are {currency} from now on. What was signed in {before} stays so in the books, and counts below no cap any more.',
                { currency, before: kept.currency },
              )
        }
        disabled={!mayChange}
        value={currency}
        data={currencyChoices(currency)}
        onChange={(event) => change({ ...draft, currency: event.currentTarget.value })}
      />
      {caps.map((cap) => (
        <TextInput
          key={cap}
          label={capWords[cap]()}
          inputMode="decimal"
          maxLength={20}
          disabled={!mayChange}
          value={texts[cap] ?? ''}
          placeholder={say('no bound')}
          error={isFault(cap) ? say('An amount, such as 49.90') : undefined}
          onChange={(event) => {
            const { value } = event.currentTarget
            change({ ...draft, texts: { ...texts, [cap]: value } })
          }}
        />
      ))}
      {save.error ? <Note tone="danger">{sentenceOf(save.error)}</Note> : null}
      <p className={classes['kept']}>
        {mayChange ? (
          <Button type="submit" busy={save.isPending} disabled={caps.some(isFault)}>
            {say('Keep these caps')}
          </Button>
        ) : null}
        {kept.by && kept.at ? (
          <span className="small supports">
            {say('Changed by {name}', { name: kept.by.name })} <Moment at={kept.at} />
          </span>
        ) : null}
      </p>
    </form>
  )
}

/** An amount as it is put into a field: plain, so that it can be read back. */
const written = (minor: number | null, currency: string): string =>
  minor === null ? '' : (minor / 10 ** decimalsOf(currency)).toFixed(decimalsOf(currency))
