import { useQuery } from '@tanstack/react-query'
import { showKept } from '#contract/settling.ts'
import { ask, sentenceOf } from '#web/api.ts'
import { locale, say } from '#web/words/say.ts'
import classes from './Kept.module.css'

type Rate = { kept: number; broken: number }

/** How many of the promises that fell due in the last ninety days were kept: altogether, by rung and by who gave them. */
export function Kept() {
  const { data, error } = useQuery({
    queryKey: ['kept'],
    queryFn: () => ask(showKept, {}),
    staleTime: 60_000,
  })
  if (error) return <p className="supports">{sentenceOf(error)}</p>
  if (!data) return null
  const { whole, rungs, members } = data
  return (
    <section aria-labelledby="kept-title">
      <h2 className="title" id="kept-title">
        {say('Promises, in ninety days')}
      </h2>
      {whole.kept + whole.broken === 0 ? (
        <p className="supports">{say('None has fallen due.')}</p>
      ) : (
        <>
          <p>{rateWords(whole)}</p>
          <Rates label={say('By rung')} rows={rungs} />
          <Rates label={say('By who gave them')} rows={members} />
        </>
      )}
    </section>
  )
}

function Rates({ label, rows }: { label: string; rows: readonly (Rate & { id: string; name: string })[] }) {
  if (rows.length === 0) return null
  return (
    <>
      <h3 className={classes['label']}>{label}</h3>
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
