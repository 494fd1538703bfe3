import { Textarea, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState, type RefObject } from 'react'
import type { z } from 'zod'
import { heardChannels, writeDown } from '#contract/by-hand.ts'
import { isSpoken } from '#domain/channel.ts'
import { ask, sentenceOf } from '#web/api.ts'
import { channelWord } from '#web/marks/ChannelMark.tsx'
import { queries } from '#web/queries.ts'
import { Button } from '#web/ui/Button.tsx'
import { fieldAt, instantAt } from '#web/ui/date-field.ts'
import { keepDrafts } from '#web/ui/keep-drafts.ts'
import { Key } from '#web/ui/Key.tsx'
import { newKey } from '#web/ui/new-key.ts'
import { Note } from '#web/ui/Note.tsx'
import { isTooLong, TooLong } from '#web/ui/TooLong.tsx'
import { useEscapeFromFields } from '#web/ui/use-escape-from-fields.ts'
import { exactWords } from '#web/ui/time-words.ts'
import { useNow } from '#web/ui/use-now.ts'
import { useSendKey } from '#web/ui/use-send-key.ts'
import { say } from '#web/words/say.ts'
import { Belongs, casesIn, joinedCase } from './Belongs.tsx'
import classes from './ByHand.module.css'
import { GivenNow, newPromise } from './GivenNow.tsx'
import { HeardFacts } from './HeardFacts.tsx'
import { commandOf, Heard, isWrittenLater, missingIn, most, nothingHeard, type Missing } from './heard.ts'
import { Scans } from './Scans.tsx'
import { useChords } from './use-chords.ts'
import { useSuggestions } from './use-suggestions.ts'
import { Who } from './Who.tsx'
import { Written, type WrittenDown } from './Written.tsx'

/** A call, a letter or a visit, written down while it is heard. */
export function ByHand() {
  const [written, setWritten] = useState<WrittenDown | null>(null)
  return (
    <main className={classes['page']}>
      {written ? (
        <Written written={written} again={() => setWritten(null)} />
      ) : (
        <HeardForm done={setWritten} />
      )}
    </main>
  )
}

const useHeard = keepDrafts({ place: 'write-down', shape: Heard })

function HeardForm({ done }: { done: (written: WrittenDown) => void }) {
  const client = useQueryClient()
  const { data: me } = useQuery(queries.me)
  const { data: people } = useQuery(queries.members)
  const { draft: heard, update, forget } = useHeard('', nothingHeard())
  const [told, setTold] = useState<Missing>(null)
  const attempt = useRef<Attempt>(null)
  const contact = useRef<HTMLInputElement>(null)
  const words = useRef<HTMLTextAreaElement>(null)
  const form = useSendKey()
  const { data: found } = useSuggestions(heard)
  const set = (parts: Partial<Heard>) => update((before) => ({ ...before, ...parts }))
  const isBegun = JSON.stringify(heard) !== JSON.stringify(nothingHeard(heard.channel))
  const faults = faultsOf(told !== null && missingIn(heard) === told ? told : null)
  const fits = !isTooLong(heard.words, most) && !isTooLong(heard.answer ?? '', most)
  const joined = joinedCase(heard, found)

  const write = useMutation({
    mutationFn: () => ask(writeDown, attempted(attempt, heard, joined?.id ?? null)),
    onSuccess: async ({ caseId, number, outcome }) => {
      const { promise } = heard
      forget()
      const dueAt = promise && instantAt(promise.when)
      const giver = people?.members.find(({ id }) => id === promise?.by && id !== me?.handle)?.name ?? null
      done({
        caseId,
        number,
        outcome,
        isSaid: isSpoken(heard.channel),
        promise: promise && dueAt && { what: promise.what.trim(), giver, dueAt },
      })
      await client.invalidateQueries({ queryKey: ['cases'] })
    },
  })
  const beginAnew = () => {
    forget()
    setTold(null)
    contact.current?.focus()
  }
  const choose = (channel: Heard['channel']) => {
    set({ channel })
    contact.current?.focus()
  }
  useEffect(() => contact.current?.focus(), [])
  useEscapeFromFields()
  useChords({
    1: () => choose('phone'),
    2: () => choose('letter'),
    3: () => choose('counter'),
    4: () => choose('other'),
    A: () => set({ answer: heard.answer ?? '' }),
    P: () => set({ promise: heard.promise ?? newPromise() }),
    J: () => set({ choice: casesIn(heard, found)[0]?.id ?? null }),
    O: () => set({ choice: 'opens' }),
  })

  return (
    <form
      ref={form}
      className={classes['form']}
      aria-label={say('Write down')}
      onSubmit={(event) => {
        event.preventDefault()
        const missing = missingIn(heard)
        setTold(missing)
        if (missing === 'words') words.current?.focus()
        if (missing === 'who' || missing === 'reach') contact.current?.focus()
        if (missing === null && fits && !write.isPending) write.mutate()
      }}
    >
      <header className={classes['head']}>
        <h1>{say('Write down')}</h1>
        <ChannelKeys channel={heard.channel} choose={choose} />
      </header>
      <Who
        heard={heard}
        set={set}
        found={found}
        fault={faults.who}
        contactField={contact}
        goOn={() => words.current?.focus()}
      />
      <Textarea
        ref={words}
        classNames={{ input: classes['voice'] ?? '' }}
        label={say('What they said')}
        description={say('In their words. The first line is what a list shows.')}
        autosize
        minRows={4}
        maxRows={16}
        error={faults.words}
        value={heard.words}
        onChange={(event) => set({ words: event.currentTarget.value })}
      />
      <TooLong text={heard.words} most={most} />
      <Belongs heard={heard} found={found} choose={(choice) => set({ choice })} />
      <Times heard={heard} set={set} fault={faults.when} />
      <HeardFacts facts={heard.facts} joins={joined?.id} enter={(facts) => set({ facts })} />
      {heard.channel === 'phone' ? null : <Scans files={heard.files} change={(files) => set({ files })} />}
      <GivenNow heard={heard} set={set} me={me?.handle ?? ''} fault={faults.promise} />
      {write.error ? <Note tone="danger">{sentenceOf(write.error)}</Note> : null}
      <footer className={classes['end']}>
        <p className="supports">
          {joined
            ? say('Joins case {number}.', { number: String(joined.number) })
            : say('Opens a case of its own.')}
        </p>
        {isBegun ? (
          <Button look="bare" onClick={beginAnew}>
            {say('Begin anew')}
          </Button>
        ) : null}
        <Button type="submit" look="go" keyName="mod+Enter" busy={write.isPending} disabled={!fits}>
          {say('Write it down')}
        </Button>
      </footer>
    </form>
  )
}

type Attempt = { said: string; command: z.input<typeof writeDown.input> } | null

/** The same words asked again are the same command, moment and key and all: a press after the line broke is done once. */
function attempted(attempt: RefObject<Attempt>, heard: Heard, joins: string | null) {
  const said = JSON.stringify([heard, joins])
  if (attempt.current?.said !== said)
    attempt.current = {
      said,
      command: { ...commandOf(heard, joins, Temporal.Now.instant()), key: newKey() },
    }
  return attempt.current.command
}

function ChannelKeys({
  channel,
  choose,
}: {
  channel: Heard['channel']
  choose: (one: Heard['channel']) => void
}) {
  return (
    <fieldset className={classes['channels']} aria-label={say('How it came')}>
      {heardChannels.map((one, n) => (
        <button key={one} type="button" aria-pressed={one === channel} onClick={() => choose(one)}>
          {one === 'phone' ? say('Call') : channelWord(one)}
          <Key name={`Alt+${n + 1}`} />
        </button>
      ))}
    </fieldset>
  )
}

type TimesProps = { heard: Heard; set: (parts: Partial<Heard>) => void; fault: string | undefined }

/** When it was said. A letter has two dates: the one that it bears, and the one on which it came, from which dates are owed. */
function Times({ heard, set, fault }: TimesProps) {
  const now = useNow()
  const at = heard.when === null ? now : instantAt(heard.when)
  return (
    <div className={classes['who']}>
      <TextInput
        label={heard.channel === 'letter' ? say('When it came') : say('When')}
        type="datetime-local"
        description={
          heard.when === null
            ? say('Now, unless you change it.')
            : at
              ? exactWords(at)
              : say('Choose a day and a time.')
        }
        value={heard.when ?? fieldAt(now)}
        max={fieldAt(now)}
        title={say('Write a time that has passed.')}
        error={fault}
        onChange={(event) => set({ when: event.currentTarget.value || null })}
      />
      {heard.channel === 'letter' ? (
        <TextInput
          label={say('The date on it')}
          type="date"
          description={say('Kept with the letter. What we owe counts from when it came.')}
          value={heard.writtenOn}
          error={
            isWrittenLater(heard) ? say('No letter bears a day after the one on which it came.') : undefined
          }
          onChange={(event) => set({ writtenOn: event.currentTarget.value })}
        />
      ) : null}
    </div>
  )
}

type Faults = { who?: string; words?: string; when?: string; promise?: string }

/** What is missing, at the field that it is about. */
function faultsOf(missing: Missing): Faults {
  switch (missing) {
    case 'who':
      return { who: say('Say who it was: a number, an address or a name.') }
    case 'reach':
      return { who: say('Correct the number or the e-mail address, or keep it as a name.') }
    case 'words':
      return { words: say('Write what they said.') }
    case 'when':
      return { when: say('Choose the day and the time at which it was.') }
    case 'promise':
      return { promise: say('A promise needs what is promised, and by when.') }
    // Said where it stands, whether or not anybody has tried to write it down.
    case 'written-on':
    case null:
      return {}
  }
}
