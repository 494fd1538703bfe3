import { say } from '#web/words/say.ts'

/**
 * Says in our words, below the field and in the language of the page, what a browser would say in a bubble of its own: that
 * something has to be filled in, or is no e-mail address. It goes as soon as the field is written in.
 */
export function sayWhatIsMissing(page: Document): void {
  page.addEventListener(
    'invalid',
    (event) => {
      const field = event.target
      if (!isField(field)) return
      event.preventDefault()
      // What is wrong by a rule of its own, a field says by itself.
      if (!field.validity.customError) tell(field, faultOf(field))
      const first = field.form?.querySelector(':is(input, select, textarea):invalid')
      if (first === field) field.focus()
    },
    { capture: true },
  )
  page.addEventListener('input', ({ target }) => isField(target) && untell(target), { capture: true })
}

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement

const isField = (target: EventTarget | null): target is Field =>
  target instanceof HTMLInputElement ||
  target instanceof HTMLSelectElement ||
  target instanceof HTMLTextAreaElement

function faultOf(field: Field): string {
  const { validity } = field
  if (validity.valueMissing)
    return field.type === 'checkbox' ? say('This box has to be ticked.') : say('This has to be filled in.')
  if (validity.typeMismatch && field.type === 'email')
    return say('Write a whole e-mail address, such as mara@example.org.')
  if (validity.typeMismatch) return say('Write a whole address, such as https://example.org.')
  if (validity.tooShort && !(field instanceof HTMLSelectElement))
    return say('Write at least {count, plural, one {# character} other {# characters}}.', {
      count: field.minLength,
    })
  return field.title || say('This cannot be read.')
}

const told = new WeakMap<Field, HTMLElement>()
let number = 0

function tell(field: Field, words: string) {
  untell(field)
  const line = field.ownerDocument.createElement('p')
  line.id = `what-is-missing-${++number}`
  line.className = 'missing'
  line.setAttribute('role', 'alert')
  line.textContent = words
  const place = field.closest('.mantine-InputWrapper-root') ?? field.parentElement
  place?.append(line)
  field.setAttribute('aria-invalid', 'true')
  field.setAttribute('aria-errormessage', line.id)
  told.set(field, line)
}

function untell(field: Field) {
  const line = told.get(field)
  if (!line) return
  line.remove()
  told.delete(field)
  field.removeAttribute('aria-invalid')
  field.removeAttribute('aria-errormessage')
}
