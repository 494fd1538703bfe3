import { useNavigate } from '@tanstack/react-router'
import { useCommands } from '#web/ui/commands.ts'
import { Key } from '#web/ui/Key.tsx'
import { addressOf } from '#web/views.ts'
import { say } from '#web/words/say.ts'
import classes from './Queue.module.css'

/** How many of those that are late are dangers, wherever their date has put them; a press, or its key, shows these alone. */
export function LateDangers({ count }: { count: number }) {
  const navigate = useNavigate()
  const show = () =>
    navigate({ to: '/', search: (filter) => addressOf({ ...filter, due: 'late', severity: 5 }) })
  useCommands(say('On the desk'), [{ key: 'd', title: say('What is late and a danger'), act: show }])
  return (
    <button type="button" className={`link ${classes['dangers']}`} onClick={() => void show()}>
      {say('{count, plural, one {# is a danger} other {# are dangers}}', { count })}
      <Key name="D" />
    </button>
  )
}
