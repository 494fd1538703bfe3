import { Checkbox, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { setPager, tryPager } from '#contract/notices.ts'
import { ask, sentenceOf } from '#web/api.ts'
import { Button } from '#web/ui/Button.tsx'
import { CopyField } from '#web/ui/CopyField.tsx'
import { Moment } from '#web/ui/Moment.tsx'
import { Note } from '#web/ui/Note.tsx'
import { heard } from '#web/words/heard.ts'
import { say } from '#web/words/say.ts'
import classes from './Notices.module.css'
import { pagerQuery } from './notices-query.ts'

const example = 'https://pager.example.org/ring'

/** For administrators: the gateway that rings pagers or telephones when somebody on call is called. */
export function PagerPart() {
  const { data } = useQuery(pagerQuery)
  return (
    <section className={classes['part']} aria-labelledby="pager">
      <h2 id="pager">{say('Pager of the desk')}</h2>
      <p className={classes['says']}>
        {say(
          'When somebody on call is called to a danger, this address is told as well, so that a pager or a telephone rings. It gets the number of the case and whom to ring, signed, and nothing of the customer.',
        )}
      </p>
      {data ? <PagerForm key={`${data.url} ${data.isOn}`} pager={data} /> : null}
    </section>
  )
}

type Pager = { url: string | null; isOn: boolean; lastAt: string | null; lastTrouble: string | null }

function PagerForm({ pager }: { pager: Pager }) {
  const client = useQueryClient()
  const [url, setUrl] = useState(pager.url ?? '')
  const [isOn, setOn] = useState(pager.url === null || pager.isOn)
  const readAgain = () => client.invalidateQueries({ queryKey: pagerQuery.queryKey })
  const save = useMutation({
    mutationFn: (renew: boolean) => ask(setPager, { url: url.trim(), isOn, renew }),
    onSuccess: readAgain,
  })
  const test = useMutation({ mutationFn: () => ask(tryPager, {}), onSettled: readAgain })
  const secret = save.data?.secret ?? null
  return (
    <form
      className={classes['form']}
      aria-label={say('Pager of the desk')}
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate(false)
      }}
    >
      <TextInput
        label={say('Address')}
        placeholder={example}
        required
        withAsterisk={false}
        inputMode="url"
        autoComplete="off"
        spellCheck={false}
        value={url}
        onChange={(event) => setUrl(event.currentTarget.value)}
      />
      <Checkbox
        label={say('Ring it')}
        checked={isOn}
        onChange={(event) => setOn(event.currentTarget.checked)}
      />
      {pager.lastAt === null ? null : (
        <p className="small waits">
          {pager.lastTrouble === null ? say('It took the last one.') : heard(pager.lastTrouble)}{' '}
          <Moment at={pager.lastAt} />
        </p>
      )}
      {secret === null ? null : (
        <Note tone="warn">
          <p>{say('What we sign with. It is shown this once:')}</p>
          <CopyField label={say('Secret')} text={secret} />
        </Note>
      )}
      {save.error ? <Note tone="danger">{sentenceOf(save.error)}</Note> : null}
      {test.error ? <Note tone="danger">{sentenceOf(test.error)}</Note> : null}
      {test.data ? <Note tone={test.data.works ? 'plain' : 'danger'}>{heard(test.data.says)}</Note> : null}
      <p className={classes['acts']}>
        <Button type="submit" busy={save.isPending}>
          {say('Keep it')}
        </Button>
        {pager.url === null ? null : (
          <>
            <Button look="bare" busy={test.isPending} onClick={() => test.mutate()}>
              {say('Ring it once as a test')}
            </Button>
            <Button look="bare" onClick={() => save.mutate(true)}>
              {say('Make a new secret')}
            </Button>
          </>
        )}
      </p>
    </form>
  )
}
