import { TextInput } from '@mantine/core'
import { useRef, useState, type KeyboardEvent, type Ref } from 'react'
import { readTypedContact } from '#domain/typed-contact.ts'
import { Button } from '#web/ui/Button.tsx'
import { say } from '#web/words/say.ts'
import classes from './ByHand.module.css'
import {
  contactAsName,
  isUnread,
  knownAs,
  type Heard,
  type SuggestedPerson,
  type Suggestions,
} from './heard.ts'
import { People, optionId } from './People.tsx'

type Props = {
  heard: Heard
  set: (parts: Partial<Heard>) => void
  found: Suggestions | undefined
  /** Why it cannot be written down yet, where that is about who it was. */
  fault: string | undefined
  contactField: Ref<HTMLInputElement>
  /** Where to go on once it is known who it is. */
  goOn: () => void
}

/** Who it was: a number or an address, a name, and the people that it may be, taken by the arrow keys. */
export function Who({ heard, set, found, fault, contactField, goOn }: Props) {
  const people = heard.person ? [] : (found?.people ?? [])
  // Somebody whose number it is stands ready; nobody does who only gave it in writing, or whose name only begins so.
  const sure = people[0]?.by === 'number' || people[0]?.by === 'email' ? 0 : -1
  const [moved, setMoved] = useState<number | null>(null)
  const [wasLeft, leave] = useState(false)
  const nameField = useRef<HTMLInputElement>(null)
  const active = Math.min(moved ?? sure, people.length - 1)

  const take = (person: SuggestedPerson) => {
    set(knownAs(person, heard))
    setMoved(null)
    goOn()
  }
  const nameIt = () => {
    set(contactAsName(heard))
    nameField.current?.focus()
  }
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return
    const person = people[active]
    const isSending = event.ctrlKey || event.metaKey
    if (event.key === 'ArrowDown' && people.length > 0) setMoved(Math.min(active + 1, people.length - 1))
    else if (event.key === 'ArrowUp' && people.length > 0) setMoved(Math.max(active - 1, -1))
    else if (event.key === 'Enter' && !isSending && person) take(person)
    else if (event.key === 'Enter' && !isSending && isUnread(heard.contact)) nameIt()
    else return
    event.preventDefault()
  }
  const combobox = {
    role: 'combobox',
    'aria-autocomplete': 'list' as const,
    'aria-expanded': people.length > 0,
    'aria-controls': 'by-hand-people',
    'aria-activedescendant': people[active] ? optionId(people[active].id) : undefined,
    autoComplete: 'off',
    onKeyDown: press,
  }

  if (heard.person)
    return (
      <div className={classes['known']}>
        <p>
          <span className="medium">{heard.person.name}</span>{' '}
          <span className="supports">{newContactWords(heard, found)}</span>
        </p>
        <Button look="bare" onClick={() => set({ person: null, choice: null })}>
          {say('Somebody else')}
        </Button>
      </div>
    )
  return (
    <div>
      <div className={classes['who']}>
        <TextInput
          {...combobox}
          ref={contactField}
          label={say('Number or e-mail')}
          error={
            fault ??
            (isUnread(heard.contact) && wasLeft
              ? say('This is neither a number nor an e-mail address: nobody can be reached by it.')
              : null)
          }
          onBlur={() => leave(true)}
          maxLength={320}
          value={heard.contact}
          onChange={(event) => {
            setMoved(null)
            set({ contact: event.currentTarget.value, choice: null })
          }}
        />
        <TextInput
          {...combobox}
          ref={nameField}
          label={say('Name')}
          maxLength={300}
          value={heard.name}
          onChange={(event) => {
            setMoved(null)
            set({ name: event.currentTarget.value, choice: null })
          }}
        />
      </div>
      {isUnread(heard.contact) && wasLeft ? (
        <p className={classes['asName']}>
          <Button look="bare" onClick={nameIt}>
            {say('Keep “{contact}” as a name, without a way to reach them', {
              contact: heard.contact.trim(),
            })}
          </Button>
        </p>
      ) : null}
      <People people={people} active={active} take={take} />
    </div>
  )
}

/** Enough of a number to know it again in another spelling, for a hint. */
const digits = (text: string) => text.replaceAll(/\D/g, '').slice(-7)

/** Says when the number or address that was typed is new and becomes theirs. */
function newContactWords({ contact, person }: Heard, found: Suggestions | undefined): string {
  const { email, phone } = readTypedContact(contact)
  const known = found?.people.find(({ id }) => id === person?.id)?.addresses ?? []
  const typed = email ?? phone
  if (!typed) return known[0]?.address ?? ''
  const isKnown = known.some(({ address }) =>
    email ? address.toLowerCase() === email.toLowerCase() : digits(address) === digits(typed),
  )
  return isKnown ? typed : say('{address} becomes theirs.', { address: typed })
}
