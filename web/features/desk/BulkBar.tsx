import { Button } from '#web/ui/Button.tsx'
import { say } from '#web/words/say.ts'
import type { BulkTask } from './bulk-task.ts'
import classes from './BulkBar.module.css'

type Props = {
  count: number
  result: string
  begin: (task: BulkTask) => void
  clear: () => void
  close: () => void
}

/** How many cases are marked and what can be done to all of them; afterwards, what came of it. */
export function BulkBar({ count, result, begin, clear, close }: Props) {
  if (count === 0 && result === '') return null
  if (count === 0)
    return (
      <div className={classes['bar']}>
        <output>{result}</output>
        <Button look="bare" onClick={close}>
          {say('Close')}
        </Button>
      </div>
    )
  return (
    <div className={classes['bar']} role="toolbar" aria-label={say('Marked cases')}>
      <output className="medium">{say('{count, plural, one {# marked} other {# marked}}', { count })}</output>
      <Button keyName="A" onClick={() => begin('assign')}>
        {say('Give')}
      </Button>
      <Button keyName="B" onClick={() => begin('snooze')}>
        {say('Let rest')}
      </Button>
      <Button keyName="N" onClick={() => begin('note')}>
        {say('Note')}
      </Button>
      <Button keyName="E" onClick={() => begin('escalate')}>
        {say('Escalate')}
      </Button>
      <Button keyName="shift+X" onClick={() => begin('set-aside')}>
        {say('No complaint')}
      </Button>
      <Button look="bare" keyName="Esc" onClick={clear}>
        {say('Unmark')}
      </Button>
    </div>
  )
}
