import { NativeSelect, TextInput } from '@mantine/core'
import { makeClaim } from '#contract/claims.ts'
import { ask } from '#web/api.ts'
import { networks } from '#domain/people/networks.ts'
import { readCount } from '#web/marks/read-count.ts'
import { FreeText } from '#web/ui/FreeText.tsx'
import { keepDrafts } from '#web/ui/keep-drafts.ts'
import { focusAtOnce } from '#web/ui/focus-at-once.ts'
import { say } from '#web/words/say.ts'
import classes from './LineForm.module.css'
import type { FormProps } from './form-props.ts'
import { LineForm } from './LineForm.tsx'
import { useLineCase } from './use-line-case.ts'

type Said = {
  said: string
  followers: number | undefined
  network: string | undefined
  handle: string | undefined
}

const useWarning = keepDrafts<Record<'said' | 'followers' | 'network' | 'handle', string>>()

/** They said that they will go public: in their words, with what they say of themselves. It is their word until it is verified. */
export function WarnForm({ target, words, clear, close, done }: FormProps) {
  const { draft, change, forget } = useWarning(target.call.id, {
    said: '',
    followers: '',
    network: 'bluesky',
    handle: '',
  })
  const { said, followers, network, handle } = draft
  const warn = useLineCase(target, async ({ caseId, seq }, input: Said, key) => {
    await ask(makeClaim, { caseId, seq, kind: 'reach', warns: true, ...input, key })
  })
  // Nothing said is undefined; what is no number is null.
  const count = followers.trim() === '' ? undefined : readCount(followers)
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
              forget()
              clear()
              done(say('Written down as their word. What is owed stays the same.'))
            },
          },
        )
      }
    >
      <FreeText
        ref={focusAtOnce}
        label={say('In their words')}
        description={say('It stays what they said until it is verified, and changes nothing that is owed.')}
        autosize
        minRows={2}
        maxRows={5}
        most={2000}
        value={said}
        onChange={(event) => change({ ...draft, said: event.currentTarget.value })}
      />
      <div className={classes['row']}>
        <TextInput
          label={say('Followers, if they said')}
          description={say('Who writes a number down has seen it, and can grant no gesture here then.')}
          inputMode="numeric"
          placeholder="1M"
          value={followers}
          error={count === null ? say('A number, such as 1,000,000') : null}
          onChange={(event) => change({ ...draft, followers: event.currentTarget.value })}
        />
        <NativeSelect
          label={say('Where')}
          value={network}
          data={networks}
          onChange={(event) => change({ ...draft, network: event.currentTarget.value })}
        />
        <TextInput
          label={say('Their handle there')}
          maxLength={253}
          value={handle}
          onChange={(event) => change({ ...draft, handle: event.currentTarget.value })}
        />
      </div>
    </LineForm>
  )
}
