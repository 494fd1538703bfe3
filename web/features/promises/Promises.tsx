import { useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import { showKept } from '#contract/settling.ts'
import { ask, sentenceOf } from '#web/api.ts'
import { Button } from '#web/ui/Button.tsx'
import { Bones, Face } from '#web/ui/Face.tsx'
import { locale, say } from '#web/words/say.ts'
import classes from './Promises.module.css'

type Rate = { kept: number; broken: number }

/** How many of the promises that ended in the last ninety days were kept: altogether, by rung and by who gave them. */
export function Promises() {
  const { data, error, refetch } = useQuery({
    queryKey: ['kept'],
    queryFn: () => ask(showKept, {}),
    staleTime: 60_000,
  })
  return (
    <main>
      <h1 className={classes['title']}>{say('Promises kept')}</h1>
      <p className="supports">
        {say('Of what was promised to customers and was kept or broken in the last ninety days.')}
      </p>
      {data ? (
        <All kept={data} />
      ) : error ? (
        <Face says={say('The promises could not be read.')}>
          <p>{sentenceOf(error)}</p>
          <Button onClick={() => void refetch()}>{say('Try again')}</Button>
        </Face>
      ) : (
        <Bones rows={4} label={say('The promises are being read')} />
      )}
    </main>
  )
}

function All({ kept: { whole, rungs, members } }: { kept: z.output<typeof showKept.output> }) {
  if (whole.kept + whole.broken === 0)
    return <p className={classes['whole']}>{say('None was kept or broken.')}</p>
  return (
    <>
      <p className={classes['whole']}>{rateWords(whole)}</p>
      <Rates label={say('By rung')} rows={rungs} />
      <Rates label={say('By who gave them')} rows={members} />
    </>
  )
}

function Rates({ label, rows }: { label: string; rows: readonly (Rate & { id: string; name: string })[] }) {
  if (rows.length === 0) return null
  return (
    <>
      <h2 className={classes['label']}>{label}</h2>
      <ul className={classes['rates']}>
        {rows.map(({ id, name, ...rate }) => (
          <li key={id}>
            <span className="clip">{name}</span>
            <span>{rateWords(rate)}</span>
          </li>
        ))}
      </ul>
    </>
  )
}

/** Out of how many, first: a share of three promises says little. */
const rateWords = ({ kept, broken }: Rate) =>
  say('{kept} of {count} kept, {share}', {
    kept,
    count: kept + broken,
    share: new Intl.NumberFormat(locale(), { style: 'percent' }).format(kept / (kept + broken)),
  })
