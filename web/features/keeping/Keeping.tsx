import { useQuery } from '@tanstack/react-query'
import { sentenceOf } from '#web/api.ts'
import { Button } from '#web/ui/Button.tsx'
import { Bones, Face } from '#web/ui/Face.tsx'
import { say } from '#web/words/say.ts'
import { ErasePerson } from './ErasePerson.tsx'
import { retentionQuery } from './keeping-queries.ts'
import { Ledger } from './Ledger.tsx'
import { Rules } from './Rules.tsx'
import classes from './Keeping.module.css'

/** How long words are kept, and erasing a person. */
export function Keeping() {
  const retention = useQuery(retentionQuery)
  return (
    <main className={classes['page']}>
      <header className={classes['head']}>
        <h1>{say('Keeping and erasing')}</h1>
        <p className="supports">
          {say(
            'Words, addresses and originals can be erased. That something was done, when and by whom, stays and can be proved.',
          )}
        </p>
      </header>
      <section className={classes['part']} aria-labelledby="keeping-rules">
        <h2 id="keeping-rules">{say('How long words are kept')}</h2>
        {retention.isPending ? <Bones rows={3} height={40} label={say('The rules are being read')} /> : null}
        {retention.error && !retention.data ? (
          <Face says={say('The rules could not be read.')}>
            <p>{sentenceOf(retention.error)}</p>
            <Button onClick={() => void retention.refetch()}>{say('Try again')}</Button>
          </Face>
        ) : null}
        {retention.data ? <Rules key={retention.data.changedAt} kept={retention.data} /> : null}
      </section>
      <section className={classes['part']} aria-labelledby="keeping-person">
        <h2 id="keeping-person">{say('Erase a person')}</h2>
        <ErasePerson />
      </section>
      <section className={classes['part']} aria-labelledby="keeping-ledger">
        <h2 id="keeping-ledger">{say('Who was erased')}</h2>
        <Ledger />
      </section>
    </main>
  )
}
