import { Mark } from '#web/ui/Mark.tsx'
import { say } from '#web/words/say.ts'
import classes from './marks.module.css'
import { firstName } from './next-step.ts'

type Props = { turn: 'ours' | 'customers'; owner: { id: string; name: string }; me: string | undefined }

/** Whose turn it is, and who is answerable. */
export function TurnMark({ turn, owner, me }: Props) {
  const isMine = owner.id === me
  const name = isMine ? say('you') : firstName(owner.name)
  return (
    <span className={classes['turn']} data-turn={turn}>
      <Mark name={turn === 'ours' ? 'pointer' : 'back'} />
      <span className="clip">
        {turn === 'ours'
          ? say('Our turn, {name}', { name })
          : isMine
            ? say('Customer’s turn, your case')
            : say('Customer’s turn, {name} has it', { name })}
      </span>
    </span>
  )
}
