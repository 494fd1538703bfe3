import { say } from '#web/words/say.ts'
import classes from './ByHand.module.css'
import type { SuggestedPerson } from './heard.ts'

/** The id of a person in the list, for the field that points at them. */
export const optionId = (person: string): string => `by-hand-person-${person}`

type Props = {
  people: readonly SuggestedPerson[]
  active: number
  take: (person: SuggestedPerson) => void
}

/** The people that it may be, each with how they are reached and what is open. */
export function People({ people, active, take }: Props) {
  return (
    <div
      id="by-hand-people"
      // A select could not be chosen from while somebody types in another field.
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="listbox"
      aria-label={say('People it may be')}
      className={classes['people']}
      hidden={people.length === 0}
    >
      {people.map((person, n) => (
        // Chosen by the keys of the field that points here; a pointer may press it too.
        <div
          key={person.id}
          id={optionId(person.id)}
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
          role="option"
          tabIndex={-1}
          aria-selected={n === active}
          className={classes['person']}
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => take(person)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') take(person)
          }}
        >
          <span className="clip">
            <span className="medium">{person.name}</span>{' '}
            <span className="supports">
              {person.by === 'given' ? `${say('likely: they gave it in writing')} · ` : null}
              {person.addresses.map(({ address }) => address).join(', ')}
            </span>
          </span>
          <span className="waits clip">{openWords(person)}</span>
        </div>
      ))}
    </div>
  )
}

function openWords({ cases }: SuggestedPerson): string {
  const [first] = cases
  if (!first) return say('nothing open')
  if (cases.length === 1)
    return say('case {number}: {subject}', { number: String(first.number), subject: first.subject })
  return say('{count, plural, one {# open case} other {# open cases}}', { count: cases.length })
}
