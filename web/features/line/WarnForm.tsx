import { NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { makeClaim } from '#contract/claims.ts'
import { ask } from '#web/api.ts'
import { focusAtOnce } from '#web/ui/focus-at-once.ts'
import { say } from '#web/words/say.ts'
import classes from './Line.module.css'
import type { FormProps } from './form-props.ts'
import { LineForm } from './LineForm.tsx'
import { useLineCase } from './use-line-case.ts'

type Said = {
  said: string
  followers: number | undefined
  network: string | undefined
  handle: string | undefined
}

/** They said that they will go public: in their words, with what they say of themselves. It is their word until it is verified. */
export function WarnForm({ target, words, clear, close, done }: FormProps) {
  const [said, setSaid] = useState('')
  const [followers, setFollowers] = useState('')
  const [network, setNetwork] = useState('bluesky')
  const [handle, setHandle] = useState('')
  const warn = useLineCase(target, async ({ caseId, seq }, input: Said, key) => {
    await ask(makeClaim, { caseId, seq, kind: 'reach', warns: true, ...input, key })
  })
  const count = readCount(followers)
  return (
    <LineForm
      title={say('Warned of going public')}
      verb={say('Write it down')}
      isReady={said.trim() !== '' && count !== null}
      isBusy={warn.isPending}
      error={warn.error}
      close={close}
      submit={() =>
        warn.mutate(
          {
            words: target.call.caseId === null && words.trim() === '' ? said : words,
            input: {
              said,
              followers: count ?? undefined,
              network: handle.trim() === '' ? undefined : network,
              handle: handle.trim() === '' ? undefined : handle.trim(),
            },
          },
          {
            onSuccess: () => {
              clear()
              done(say('Written down as their word. What is owed stays the same.'))
            },
          },
        )
      }
    >
      <Textarea
        ref={focusAtOnce}
        label={say('In their words')}
        description={say('It stays what they said until it is verified, and changes nothing that is owed.')}
        autosize
        minRows={2}
        maxRows={5}
        maxLength={2000}
        value={said}
        onChange={(event) => setSaid(event.currentTarget.value)}
      />
      <div className={classes['row']}>
        <TextInput
          label={say('Followers, if they said')}
          inputMode="numeric"
          placeholder="1M"
          value={followers}
          error={count === null ? say('A number, such as 120000, 120k or 1M.') : null}
          onChange={(event) => setFollowers(event.currentTarget.value)}
        />
        <NativeSelect
          label={say('Where')}
          value={network}
          data={networks}
          onChange={(event) => setNetwork(event.currentTarget.value)}
        />
        <TextInput
          label={say('Their handle there')}
          maxLength={253}
          value={handle}
          onChange={(event) => setHandle(event.currentTarget.value)}
        />
      </div>
    </LineForm>
  )
}

/** As one calls them; names are no words of ours. */
const networks = [
  { value: 'bluesky', label: 'Bluesky' },
  { value: 'mastodon', label: 'Mastodon' },
  { value: 'x', label: 'X' },
  { value: 'instagram', label: 'Instagram' },
  { value: 'facebook', label: 'Facebook' },
  { value: 'tiktok', label: 'TikTok' },
  { value: 'youtube', label: 'YouTube' },
]

/** A number as one says it: `1M`, `120k`, `1,200`. Undefined where nothing is said, null where it is no number. */
function readCount(text: string): number | undefined | null {
  const bare = text
    .trim()
    .toLowerCase()
    .replaceAll(/[\s,.'’](?=\d{3}(?:\D|$))/g, '')
  if (bare === '') return undefined
  const [, digits = '', unit = ''] = /^(\d+(?:[.,]\d+)?)\s*(k|m|mio|million|tsd)?$/.exec(bare) ?? []
  if (digits === '') return null
  const factor = unit === '' ? 1 : unit === 'k' || unit === 'tsd' ? 1000 : 1_000_000
  return Math.round(Number(digits.replace(',', '.')) * factor)
}
