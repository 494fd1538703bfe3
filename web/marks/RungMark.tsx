import { Ladder, Tally } from '#web/ui/Ladder.tsx'
import { heard } from '#web/words/heard.ts'
import { say } from '#web/words/say.ts'
import classes from './marks.module.css'

type Named = { id: string; name: string }

/** Where on the ladder a case stands. */
export function RungMark({ rung, ladder }: { rung: Named; ladder: readonly { id: string }[] }) {
  const steps = ladder.map(({ id }) => id)
  return (
    <span className={classes['rung']}>
      {steps.length > 0 ? <Ladder steps={steps} at={steps.indexOf(rung.id)} /> : null}
      <span className="clip">{heard(rung.name)}</span>
    </span>
  )
}

/** How many contacts did not settle it. */
export function FailuresMark({ failures }: { failures: number }) {
  if (failures === 0) return <span className="small waits">{say('None failed')}</span>
  return (
    <span className="line small waits">
      <Tally count={failures} />
      {say('{failures} failed', { failures })}
    </span>
  )
}
