import { useQuery } from '@tanstack/react-query'
import { Navigate } from '@tanstack/react-router'
import { listCases } from '#contract/cases.ts'
import { ask, sentenceOf } from '#web/api.ts'
import { Button } from '#web/ui/Button.tsx'
import { Bones, Face } from '#web/ui/Face.tsx'
import { say } from '#web/words/say.ts'
import classes from './CasePage.module.css'

/** What an address names that is no id of a case: its number leads to it, and anything else to nothing. */
export function CaseByNumber({ named }: { named: string }) {
  const number = /^\d{1,15}$/.test(named) ? Number(named) : null
  const { data, error, refetch } = useQuery({
    queryKey: ['case-by-number', number],
    queryFn: () => ask(listCases, { q: String(number), state: 'any', snoozed: 'any' }),
    enabled: number !== null,
  })
  const found = data?.cases.find((one) => one.number === number)
  if (found) return <Navigate to="/cases/$caseId" params={{ caseId: found.id }} search={{}} replace />
  return (
    <main className={classes['alone']}>
      {error ? (
        <Face says={say('The case could not be read.')}>
          <p>{sentenceOf(error)}</p>
          <Button onClick={() => void refetch()}>{say('Try again')}</Button>
        </Face>
      ) : number !== null && !data ? (
        <Bones rows={6} height={72} label={say('The case is being read')} />
      ) : (
        <Face says={say('There is no such case.')} />
      )}
    </main>
  )
}
