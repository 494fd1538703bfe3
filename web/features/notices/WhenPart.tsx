import { Checkbox } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { setNotices } from '#contract/notices.ts'
import { noticeKinds, type NoticeKind } from '#domain/notice/notice.ts'
import { weekDays, type HoursLine } from '#domain/policy/staffing.ts'
import { ask, sentenceOf } from '#web/api.ts'
import { ClockField } from '#web/marks/ClockField.tsx'
import { DaysField } from '#web/marks/DaysField.tsx'
import { readClock } from '#web/marks/read-clock.ts'
import { announce } from '#web/ui/announce.ts'
import { Button } from '#web/ui/Button.tsx'
import { Note } from '#web/ui/Note.tsx'
import { Seg } from '#web/ui/Seg.tsx'
import { languages } from '#web/words/languages.ts'
import { say } from '#web/words/say.ts'
import { noticeKindWords } from './notice-kind-words.ts'
import classes from './Notices.module.css'
import { noticesQuery, type NoticesView } from './notices-query.ts'

type Line = HoursLine & { id: number }

const workWeek: HoursLine = { days: weekDays.slice(0, 5), from: '08:00', to: '17:00' }

/** When one is told, and what: the hours, each kind of thing, the digest by mail, and in which language. */
export function WhenPart({ told }: { told: NoticesView }) {
  const client = useQueryClient()
  const [lines, setLines] = useState<Line[] | null>(
    told.hours?.lines.map((line, id) => ({ ...line, id })) ?? null,
  )
  const [onlyDigest, setOnlyDigest] = useState<NoticeKind[]>(told.onlyDigest)
  const [byMail, setByMail] = useState(told.byMail)
  const [language, setLanguage] = useState(told.language)
  const save = useMutation({
    mutationFn: () =>
      ask(setNotices, {
        hours: lines && {
          zone: told.hours?.zone ?? told.zone,
          lines: lines.map(({ days, from, to }) => ({
            days,
            from: readClock(from) ?? from,
            to: readClock(to) ?? to,
          })),
        },
        onlyDigest,
        byMail,
        language,
      }),
    onSuccess: (now) => {
      client.setQueryData(noticesQuery.queryKey, now)
      announce(say('How you are told is kept.'))
    },
  })
  const choose = (kind: NoticeKind, when: string) =>
    setOnlyDigest(when === 'digest' ? [...onlyDigest, kind] : onlyDigest.filter((one) => one !== kind))
  return (
    <form
      className={classes['part']}
      aria-labelledby="when-told"
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      <h2 id="when-told">{say('When, and of what')}</h2>
      <p className={classes['says']}>
        {lines
          ? say('You are told in your own hours, in the zone {zone}.', {
              zone: told.hours?.zone ?? told.zone,
            })
          : say(
              'You are told in the hours of your rota, between seven in the morning and nine in the evening.',
            )}
      </p>
      <Checkbox
        label={say('I have other hours')}
        checked={lines !== null}
        onChange={(event) => setLines(event.currentTarget.checked ? [{ ...workWeek, id: 0 }] : null)}
      />
      {lines ? <Hours lines={lines} change={setLines} /> : null}
      <ul className={classes['kinds']}>
        {noticeKinds.map((kind) => (
          <li key={kind}>
            <span>{noticeKindWords(kind)}</span>
            <Seg
              label={noticeKindWords(kind)}
              value={onlyDigest.includes(kind) ? 'digest' : 'now'}
              choose={(when) => choose(kind, when)}
              choices={[
                { value: 'now', label: say('At once') },
                { value: 'digest', label: say('In the digest') },
              ]}
            />
          </li>
        ))}
      </ul>
      <Checkbox
        label={say('The digest comes by mail too')}
        checked={byMail}
        onChange={(event) => setByMail(event.currentTarget.checked)}
      />
      <div className={classes['choice']}>
        <span>{say('Language of what you are told')}</span>
        <Seg
          label={say('Language of what you are told')}
          value={language}
          choose={setLanguage}
          choices={languages.map(({ code, name }) => ({
            value: code,
            label: <span lang={code}>{name}</span>,
          }))}
        />
      </div>
      {save.error ? <Note tone="danger">{sentenceOf(save.error)}</Note> : null}
      <p className={classes['acts']}>
        <Button type="submit" look="go" busy={save.isPending}>
          {say('Keep it')}
        </Button>
      </p>
    </form>
  )
}

/** One's own hours, a line for each stretch: on which days, from when till when. */
function Hours({ lines, change }: { lines: readonly Line[]; change: (lines: Line[]) => void }) {
  const replace = (line: Line) => change(lines.map((one) => (one.id === line.id ? line : one)))
  return (
    <fieldset className={classes['hours']} aria-label={say('Your own hours')}>
      {lines.map((line, place) => (
        <div key={line.id} className={classes['line']}>
          <DaysField place={place + 1} days={line.days} change={(days) => replace({ ...line, days })} />
          <ClockField
            label={say('From, line {place}', { place: place + 1 })}
            value={line.from}
            change={(from) => replace({ ...line, from })}
          />
          <ClockField
            label={say('Until, line {place}', { place: place + 1 })}
            value={line.to}
            change={(to) => replace({ ...line, to })}
          />
          {lines.length > 1 ? (
            <Button
              look="bare"
              aria-label={say('Remove line {place}', { place: place + 1 })}
              onClick={() => change(lines.filter(({ id }) => id !== line.id))}
            >
              {say('Remove')}
            </Button>
          ) : null}
        </div>
      ))}
      <Button
        look="bare"
        onClick={() =>
          change([...lines, { ...workWeek, days: ['sat'], id: Math.max(...lines.map(({ id }) => id)) + 1 }])
        }
      >
        {say('Add hours')}
      </Button>
    </fieldset>
  )
}
