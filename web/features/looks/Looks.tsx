import { NativeSelect, TextInput } from '@mantine/core'
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { sentenceOf } from '#web/api.ts'
import { queries } from '#web/queries.ts'
import { Button } from '#web/ui/Button.tsx'
import { Bones, Face } from '#web/ui/Face.tsx'
import { hereZone } from '#web/ui/time-words.ts'
import { say } from '#web/words/say.ts'
import { LookLine } from './LookLine.tsx'
import classes from './Looks.module.css'
import { looksQuery, type WantedLooks } from './looks-query.ts'

const all: WantedLooks = { person: '', by: '', from: '', to: '' }

/** Who looked whom up, when and by what, the newest first: for whoever has to answer for it. */
export function Looks() {
  const [wanted, want] = useState(all)
  const [chosen, choose] = useState<string | null>(null)
  const looks = useInfiniteQuery({ ...looksQuery(wanted, hereZone()), placeholderData: keepPreviousData })
  const { data: people } = useQuery(queries.everybody)
  const change = (part: Partial<WantedLooks>) => want({ ...wanted, ...part })
  const shown = looks.data?.pages.flatMap((page) => page.lookups) ?? []
  const isNarrowed = Object.values(wanted).some((part) => part !== '')
  const wantAll = () => {
    choose(null)
    want(all)
  }
  return (
    <main className={classes['page']}>
      <header>
        <h1>{say('Who looked whom up')}</h1>
        <p className="supports">
          {say(
            'Each look at a person, kept for a year. What was typed is not kept, only what kind of thing it was.',
          )}
        </p>
      </header>
      <search className={classes['filters']}>
        <NativeSelect
          label={say('Who looked')}
          value={wanted.by}
          data={[
            { value: '', label: say('Everybody') },
            ...(people?.members ?? []).map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(event) => change({ by: event.currentTarget.value })}
        />
        <TextInput
          type="date"
          label={say('From this day')}
          value={wanted.from}
          max={wanted.to === '' ? undefined : wanted.to}
          onChange={(event) => change({ from: event.currentTarget.value })}
        />
        <TextInput
          type="date"
          label={say('Up to this day')}
          value={wanted.to}
          min={wanted.from === '' ? undefined : wanted.from}
          onChange={(event) => change({ to: event.currentTarget.value })}
        />
        {isNarrowed ? (
          <Button look="bare" onClick={wantAll}>
            {say('Show all')}
          </Button>
        ) : null}
      </search>
      {chosen === null ? null : (
        <output className={classes['narrowed']}>{say('Only looks at {name}', { name: chosen })}</output>
      )}
      {looks.isPending ? <Bones rows={6} label={say('The looks are being read')} /> : null}
      {looks.error && !looks.data ? (
        <Face says={say('The looks could not be read.')}>
          <p>{sentenceOf(looks.error)}</p>
          <Button onClick={() => void looks.refetch()}>{say('Try again')}</Button>
        </Face>
      ) : null}
      {looks.data && shown.length === 0 ? (
        <Face says={isNarrowed ? say('Nobody looked like this.') : say('Nobody has looked anybody up.')} />
      ) : null}
      {shown.length > 0 ? (
        <ol
          className={classes['looks']}
          aria-label={say('Who looked whom up')}
          aria-busy={looks.isPlaceholderData}
        >
          {shown.map((look) => (
            <LookLine
              key={look.id}
              look={look}
              only={({ id, name }) => {
                choose(name)
                change({ person: id })
              }}
            />
          ))}
        </ol>
      ) : null}
      {looks.hasNextPage ? (
        <p>
          <Button busy={looks.isFetchingNextPage} onClick={() => void looks.fetchNextPage()}>
            {say('Earlier')}
          </Button>
        </p>
      ) : null}
      {looks.error && looks.data ? <p role="alert">{sentenceOf(looks.error)}</p> : null}
    </main>
  )
}
