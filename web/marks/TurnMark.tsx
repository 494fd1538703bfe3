import { Mark } from '#web/ui/Mark.tsx'
import { say } from '#web/words/say.ts'
import classes from './marks.module.css'
import { firstName } from './next-step.ts'

type Named = { id: string; name: string }

type Props = {
  turn: 'ours' | 'customers'
  owner: Named
  me: string | undefined
  /** Who is asked to take it, where nothing but their answer is left. */
  asked?: Named | null
}

/** Whose turn it is, and who is answerable. */
export function TurnMark({ turn, owner, me, ...props }: Props) {
  const asked = props.asked?.id === me ? null : props.asked
  const isMine = owner.id === me
  const name = isMine ? say('you') : firstName(owner.name)
  const words = () => {
    if (asked) return say('{asked} is asked, {name} until then', { asked: firstName(asked.name), name })
    if (turn === 'ours') return say('Our turn, {name}', { name })
    return isMine ? say('Customer’s turn, your case') : say('Customer’s turn, {name} has it', { name })
  }
  return (
    <span className={classes['turn']} data-turn={asked ? 'others' : turn}>
      <Mark name={turn === 'ours' && !asked ? 'pointer' : 'back'} />
      <span className="clip">{words()}</span>
    </span>
  )
}
