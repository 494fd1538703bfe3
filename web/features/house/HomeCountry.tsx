import { NativeSelect } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { setHomeCountry, showHomeCountry } from '#contract/by-hand.ts'
import { ask, sentenceOf } from '#web/api.ts'
import { Note } from '#web/ui/Note.tsx'
import { locale, say } from '#web/words/say.ts'
import classes from './TheDesk.module.css'

const home = { queryKey: ['home-country'], queryFn: () => ask(showHomeCountry, {}) }

/** Where telephone numbers are dialled that come without the code of their country, by forms and by hand. */
export function HomeCountry() {
  const client = useQueryClient()
  const { data } = useQuery(home)
  const set = useMutation({
    mutationFn: (country: string | null) => ask(setHomeCountry, { country }),
    onSuccess: () => client.invalidateQueries(home),
  })
  return (
    <section className={classes['part']} aria-labelledby="home-country">
      <h2 id="home-country">{say('Where it stands')}</h2>
      <NativeSelect
        className={classes['field']}
        label={say('Telephone numbers without a country code')}
        description={say(
          'In forms, in the search and where a call is written down, they are read as dialled here.',
        )}
        value={data?.country ?? ''}
        onChange={(event) => set.mutate(event.currentTarget.value || null)}
        data={[{ value: '', label: say('As they are written') }, ...named(data?.countries ?? [])]}
      />
      {set.error ? <Note tone="danger">{sentenceOf(set.error)}</Note> : null}
    </section>
  )
}

/** Countries by their names in the language that is spoken. */
function named(codes: readonly string[]) {
  const names = new Intl.DisplayNames(locale(), { type: 'region' })
  return codes
    .map((code) => ({ value: code, label: names.of(code) ?? code }))
    .toSorted((a, b) => a.label.localeCompare(b.label, locale()))
}
