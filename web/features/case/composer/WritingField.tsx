import { Textarea } from '@mantine/core'
import { useLayoutEffect, useRef, type ClipboardEvent, type KeyboardEvent, type Ref } from 'react'
import { announce } from '#web/ui/announce.ts'
import { choiceId, PickList } from '#web/ui/PickList.tsx'
import { say } from '#web/words/say.ts'
import { Blanked } from './Blanked.tsx'
import { blankFrom, blanksIn, type Span } from './blanks.ts'
import { cutAtMarks } from './cut-at-marks.ts'
import type { Suggestion, useSuggestions } from './use-suggestions.ts'
import classes from './WritingField.module.css'

type Props = {
  field: Ref<HTMLTextAreaElement>
  label: string
  placeholder: string
  value: string
  readOnly: boolean
  /** What the guard has found, to be marked in its place. */
  found: readonly Span[]
  suggestions: ReturnType<typeof useSuggestions>
  change: (text: string) => void
  leave: () => void
  takeFiles: ((files: File[]) => void) | null
}

const listId = 'writing-suggestions'

/**
 * Where one writes: what a template left open is marked and reached by Tab, and `/` or `@` offers what finishes the
 * words. Tab leaves the field where no blank follows, so nobody is held in it.
 */
export function WritingField({
  field,
  label,
  placeholder,
  value,
  readOnly,
  found,
  suggestions,
  change,
  leave,
  takeFiles,
}: Props) {
  const caretAfter = useRef<{ element: HTMLTextAreaElement; from: number; to: number } | null>(null)
  useLayoutEffect(() => {
    const wanted = caretAfter.current
    caretAfter.current = null
    wanted?.element.setSelectionRange(wanted.from, wanted.to)
  })

  const pick = (element: HTMLTextAreaElement, { text }: Suggestion) => {
    const { begun } = suggestions
    if (!begun) return
    const [blank] = blanksIn(text)
    const end = begun.from + text.length
    caretAfter.current = blank
      ? { element, from: begun.from + blank.from, to: begun.from + blank.to }
      : { element, from: end, to: end }
    suggestions.close()
    change(value.slice(0, begun.from) + text + value.slice(begun.to))
    if (blank) announce(say('Something is left to be written. Tab goes to the next blank.'))
  }
  const press = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (chooses(event)) return
    const element = event.currentTarget
    if (event.key === 'Tab') {
      const { selectionStart: from, selectionEnd: to } = element
      const blank = blankFrom(value, { from, to }, event.shiftKey)
      if (!blank) return
      event.preventDefault()
      element.setSelectionRange(blank.from, blank.to)
    }
    if (event.key === 'Escape') {
      event.stopPropagation()
      leave()
    }
  }
  /** While something is offered the arrows, Enter, Tab and Escape belong to it. */
  const chooses = (event: KeyboardEvent<HTMLTextAreaElement>): boolean => {
    const { choices, marked } = suggestions
    // Enter and the arrows of an input method are its own.
    if (choices.length === 0 || event.metaKey || event.ctrlKey || event.nativeEvent.isComposing) return false
    const chosen = choices[marked]
    if (event.key === 'ArrowDown') suggestions.move(1)
    else if (event.key === 'ArrowUp') suggestions.move(-1)
    else if (event.key === 'Escape') suggestions.close()
    else if ((event.key === 'Enter' || (event.key === 'Tab' && !event.shiftKey)) && chosen)
      pick(event.currentTarget, chosen)
    else return false
    event.preventDefault()
    event.stopPropagation()
    return true
  }
  const paste = (event: ClipboardEvent<HTMLTextAreaElement>) => {
    const files = [...event.clipboardData.files]
    if (files.length === 0 || !takeFiles) return
    event.preventDefault()
    takeFiles(files)
  }
  const isOffering = suggestions.choices.length > 0
  return (
    <div className={classes['writing']}>
      {isOffering ? (
        <div className={classes['offer']}>
          <PickList
            id={listId}
            label={suggestions.begun?.kind === 'template' ? say('Templates') : say('Colleagues')}
            choices={suggestions.choices.map(({ about, ...choice }) => ({
              ...choice,
              about: <Blanked text={about} />,
            }))}
            marked={suggestions.marked}
            pick={(id) => {
              const chosen = suggestions.choices.find((one) => one.id === id)
              const element = document.activeElement
              if (chosen && element instanceof HTMLTextAreaElement) pick(element, chosen)
            }}
          />
        </div>
      ) : null}
      {suggestions.isEmpty ? (
        <p className={`small waits ${classes['offer']}`}>
          {say('There is no template yet. A lead writes them under Settings, Templates.')}
        </p>
      ) : null}
      <div className={classes['paper']}>
        <div className={classes['marks']} aria-hidden="true">
          {cutAtMarks(value, found).map(({ text, at, mark }) =>
            mark ? (
              <mark key={at} data-mark={mark}>
                {text}
              </mark>
            ) : (
              <span key={at}>{text}</span>
            ),
          )}
        </div>
        <Textarea
          ref={field}
          aria-label={label}
          aria-autocomplete="list"
          aria-controls={isOffering ? listId : undefined}
          aria-activedescendant={isOffering ? choiceId(listId, suggestions.marked) : undefined}
          variant="unstyled"
          autosize
          minRows={3}
          value={value}
          readOnly={readOnly}
          placeholder={placeholder}
          onChange={({ currentTarget }) => {
            change(currentTarget.value)
            suggestions.look(currentTarget.value, currentTarget.selectionStart)
          }}
          onBlur={suggestions.close}
          onKeyDown={press}
          onPaste={paste}
          classNames={{ input: classes['field'] ?? '' }}
        />
      </div>
    </div>
  )
}
