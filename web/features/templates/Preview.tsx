import { useQuery } from '@tanstack/react-query'
import { unknownField } from '#domain/text/template.ts'
import { queries } from '#web/queries.ts'
import { locale, say } from '#web/words/say.ts'
import { piecesOf } from './pieces-of.ts'
import classes from './Templates.module.css'

/** How a reply begins that is made of a template, for a customer and a case that stand for all. */
export function Preview({ body, language }: { body: string; language: string | null }) {
  const { data: me } = useQuery(queries.me)
  const pieces = piecesOf(body, {
    name: 'Ada Lindqvist',
    number: 1001,
    owner: me?.name ?? 'Mara Brandt',
    today: Temporal.Now.plainDateISO(),
    language: language ?? locale(),
  })
  const first = unknownField(body)
  const unknown = first === undefined ? [] : [first]
  const blanks = pieces.filter(({ kind }) => kind === 'blank').length
  return (
    <section className={classes['preview']} aria-label={say('How a reply begins')}>
      <h2 className="title">{say('How a reply begins')}</h2>
      <p className={classes['letter']} lang={language ?? undefined} dir="auto">
        {pieces.map(({ kind, text, at }) =>
          kind === 'text' ? (
            text
          ) : (
            <mark key={at} data-kind={kind}>
              {text}
            </mark>
          ),
        )}
      </p>
      <p className="small waits">
        {body.trim() === ''
          ? say('It says nothing yet.')
          : unknown.length > 0
            ? say('Nothing fills {fields}. Take it out, or write a blank instead.', {
                fields: unknown.join(', '),
              })
            : say(
                '{blanks, plural, =0 {It can be sent as it is.} one {It is sent once the blank is filled in.} other {It is sent once the # blanks are filled in.}}',
                { blanks },
              )}
      </p>
    </section>
  )
}
