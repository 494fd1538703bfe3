import { Dial, Mark } from '#web/ui/Mark.tsx'
import { exactWords, momentWords } from '#web/ui/time-words.ts'
import { useNow } from '#web/ui/use-now.ts'
import { usePrinting } from '#web/ui/use-printing.ts'
import { say } from '#web/words/say.ts'
import { dueWords, isCountedDown, pressingOf, shareLeft } from './due-words.ts'
import classes from './marks.module.css'

type Running = { dueAt: string; setAt: string; near: boolean }

/** By when: the dial and the words, and the one filled chip of the desk where it is late. */
export function DueMark({ dueAt, setAt, near, withTime = false }: Running & { withTime?: boolean }) {
  const now = useNow()
  const due = Temporal.Instant.from(dueAt)
  const pressing = pressingOf(due, now, near)
  const words = dueWords(due, now)
  const isPrinting = usePrinting()
  const time = momentWords(due, now)
  const isCounted = isCountedDown(due, now)
  const isBoth = isPrinting ? isCounted || pressing === 'late' : withTime && isCounted
  const whole = isBoth ? say('{words}, {time}', { words, time }) : words
  return (
    <time className={classes['due']} data-pressing={pressing} dateTime={dueAt} title={exactWords(due)}>
      {pressing === 'late' ? (
        <Mark name="clock" />
      ) : (
        <Dial
          left={shareLeft(Temporal.Instant.from(setAt), due, now)}
          tone={pressing === 'soon' ? 'warn' : 'quiet'}
        />
      )}
      {whole}
    </time>
  )
}
