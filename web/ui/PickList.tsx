import { useEffect, useRef, type ReactNode } from 'react'
import classes from './PickList.module.css'

type Choice = { id: string; name: string; about?: ReactNode }

/**
 * Choices that finish what somebody types: the field keeps the focus and the arrows move the mark. The field names the
 * marked one by `aria-activedescendant`.
 */
export function PickList({
  id,
  label,
  choices,
  marked,
  pick,
}: {
  id: string
  label: string
  choices: readonly Choice[]
  marked: number
  pick: (id: string) => void
}) {
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    list.current?.children[marked]?.scrollIntoView({ block: 'nearest' })
  }, [marked])
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a select takes the focus; here the field keeps it
    <div ref={list} id={id} role="listbox" aria-label={label} className={classes['list']}>
      {choices.map((choice, place) => (
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the field has the focus and its keys
        <div
          key={choice.id}
          id={choiceId(id, place)}
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an option lives in a select only
          role="option"
          tabIndex={-1}
          aria-selected={place === marked}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => pick(choice.id)}
        >
          <span className="medium">{choice.name}</span>
          {choice.about ? <span className={`clip waits ${classes['about']}`}>{choice.about}</span> : null}
        </div>
      ))}
    </div>
  )
}

/** The id of a choice in its list. */
export const choiceId = (list: string, place: number): string => `${list}-${place}`
