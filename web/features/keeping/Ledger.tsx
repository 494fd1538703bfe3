import { useQuery } from '@tanstack/react-query'
import { sentenceOf } from '#web/api.ts'
import { queries } from '#web/queries.ts'
import { Button } from '#web/ui/Button.tsx'
import { Bones, Face } from '#web/ui/Face.tsx'
import { Moment } from '#web/ui/Moment.tsx'
import { say } from '#web/words/say.ts'
import { erasuresQuery } from './keeping-queries.ts'
import classes from './Keeping.module.css'

/** Who was erased, when and by whom: without a name, because that is what was erased. */
export function Ledger() {
  const ledger = useQuery(erasuresQuery)
  const { data: people } = useQuery(queries.members)
  if (ledger.isPending) return <Bones rows={2} height={36} label={say('The ledger is being read')} />
  if (ledger.error && !ledger.data)
    return (
      <Face says={say('The ledger could not be read.')}>
        <p>{sentenceOf(ledger.error)}</p>
        <Button onClick={() => void ledger.refetch()}>{say('Try again')}</Button>
      </Face>
    )
  const erasures = ledger.data?.erasures ?? []
  if (erasures.length === 0) return <p className="supports">{say('Nobody was erased yet.')}</p>
  return (
    <table className={classes['ledger']}>
      <caption className="small waits">
        {say('The newest hundred, without names: those were erased.')}
      </caption>
      <thead>
        <tr>
          <th scope="col">{say('When')}</th>
          <th scope="col">{say('By')}</th>
          <th scope="col">{say('Person')}</th>
        </tr>
      </thead>
      <tbody>
        {erasures.map(({ personId, at, by }) => (
          <tr key={personId}>
            <td>
              <Moment at={at} />
            </td>
            <td>{people?.members.find(({ id }) => id === by)?.name ?? by}</td>
            <td className={classes['id']}>{personId}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
