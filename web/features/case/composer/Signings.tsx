import { Textarea } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { z } from 'zod'
import type { CaseView } from '#contract/case-view.ts'
import { sendReply } from '#contract/cases.ts'
import { approveSigning, editSigning, endSigning } from '#contract/writing.ts'
import { ask, sentenceOf } from '#web/api.ts'
import { announce } from '#web/ui/announce.ts'
import { Button } from '#web/ui/Button.tsx'
import { useCommands } from '#web/ui/commands.ts'
import { keepDrafts } from '#web/ui/keep-drafts.ts'
import { Mark } from '#web/ui/Mark.tsx'
import { Note } from '#web/ui/Note.tsx'
import { newKey } from '#web/ui/new-key.ts'
import { isTooLong, TooLong } from '#web/ui/TooLong.tsx'
import { usePrinting } from '#web/ui/use-printing.ts'
import { offerUndo, undoWithinSeconds } from '#web/undo.ts'
import { locale, say } from '#web/words/say.ts'
import { calledCase } from '../called-case.ts'
import { mostIn } from './draft.ts'
import classes from './Signings.module.css'

type View = z.output<typeof CaseView>
type Signing = View['signings'][number]
type Props = {
  kase: View
  me: string | undefined
  takeBack: (messageId: string) => Promise<void>
  done: (sentence: string) => void
}

/** Replies that wait for somebody's name, above the box in which one writes. */
export const Signings = ({ kase, me, takeBack, done }: Props) =>
  kase.signings.map((signing) => (
    <Waiting
      key={signing.id}
      kase={kase}
      me={me}
      signing={signing}
      hasKey={signing === kase.signings.find((one) => isSendable(one, me))}
      takeBack={takeBack}
      done={done}
    />
  ))

/** Whether it goes out at a press: theirs to approve, or approved by whoever signs. */
const isSendable = ({ signer, isApproved }: Signing, me: string | undefined) => signer.id === me || isApproved

const useWords = keepDrafts<string | null>()

/** One reply that waits: read, changed, approved and sent, or given back to who wrote it. */
function Waiting({
  kase,
  me,
  signing,
  hasKey,
  takeBack,
  done,
}: Props & {
  signing: Signing
  /** Whether the key is this one's: of several it is the first's that goes out at a press. */
  hasKey: boolean
}) {
  const { signer, visibility, isApproved } = signing
  const isMine = signer.id === me
  // On paper nobody is "you".
  const isReaders = usePrinting() ? false : isMine
  const { draft: words, change: rewrite } = useWords(`${signing.id} ${signing.version}`, null)
  const { isBusy, error, run } = useSteps(kase.id)
  const body = words ?? signing.body
  const isChanged = words !== null && words !== signing.body
  const most = mostIn('private')
  const fits = !isTooLong(body, most)
  const keep = () =>
    run(async () => {
      if (isChanged)
        await ask(editSigning, { signingId: signing.id, body, version: signing.version, key: newKey() })
      rewrite(null)
    })
  const send = () =>
    run(async () => {
      const seq = isMine ? await approved(signing, body, isChanged) : kase.seq
      const { id } = await ask(sendReply, {
        caseId: kase.id,
        body,
        visibility,
        asks: signing.asks,
        signing: signing.id,
        sendAfter: undoWithinSeconds,
        seq,
        key: newKey(),
      })
      rewrite(null)
      const said = say('The reply is on its way, under the name of {name}.', { name: signer.name })
      announce(said)
      offerUndo({ about: calledCase(kase), messageId: id, sentence: said, undo: () => takeBack(id) })
      done(said)
    })
  const isReady = isMine || (isApproved && !isChanged)
  useCommands(
    say('On the case'),
    hasKey && isReady
      ? [
          {
            key: 'A',
            title: isMine
              ? say('Approve the reply that waits for your name, and send it')
              : say('Send the reply that was approved'),
            act: () => {
              if (!isBusy && fits) void send()
            },
          },
        ]
      : [],
  )
  const giveBack = () => run(() => ask(endSigning, { signingId: signing.id, key: newKey() }))
  return (
    <section className={classes['waiting']} data-mine={isMine} aria-label={say('A reply waits for a name')}>
      <p className={classes['first']}>
        {visibility === 'public' ? <Mark name="radiating" /> : null}
        <b>
          {isReaders
            ? say('A reply waits for your name')
            : isApproved
              ? say('{name} has put their name to this reply', { name: signer.name })
              : say('A reply waits for the name of {name}', { name: signer.name })}
        </b>
        <span className="small waits">{handsWords(signing)}</span>
      </p>
      {words === null ? (
        <p className={classes['words']}>{signing.body}</p>
      ) : (
        <Textarea
          aria-label={say('The words of the reply')}
          autosize
          minRows={3}
          maxRows={12}
          value={words}
          onChange={(event) => rewrite(event.currentTarget.value)}
        />
      )}
      <TooLong text={body} most={most} />
      {error ? <Note tone="danger">{sentenceOf(error)}</Note> : null}
      <p className={classes['acts']}>
        {isReady ? (
          <Button
            look={visibility === 'public' ? 'loud' : 'go'}
            busy={isBusy}
            disabled={!fits}
            onClick={() => void send()}
            {...(hasKey && { keyName: 'shift+A' })}
          >
            {isMine ? say('Approve and send') : say('Send')}
          </Button>
        ) : null}
        {words === null ? (
          <Button onClick={() => rewrite(signing.body)}>{say('Change the words')}</Button>
        ) : (
          <Button busy={isBusy} disabled={body.trim() === '' || !fits} onClick={() => void keep()}>
            {say('Keep the words')}
          </Button>
        )}
        <Button look="bare" busy={isBusy} onClick={() => void giveBack()}>
          {isMine ? say('Not under my name') : say('Take it back')}
        </Button>
      </p>
    </section>
  )
}

/** Puts one's name under exactly these words. Answers where the case then stands. */
async function approved({ id, version }: Signing, body: string, isChanged: boolean): Promise<number> {
  if (isChanged) await ask(editSigning, { signingId: id, body, version, key: newKey() })
  const read = isChanged ? version + 1 : version
  const { seq } = await ask(approveSigning, { signingId: id, version: read, key: newKey() })
  return seq
}

/** Does several steps, one after the other, and reads the case anew whatever comes of them. */
function useSteps(caseId: string) {
  const client = useQueryClient()
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<Error | null>(null)
  const run = async (steps: () => Promise<unknown>) => {
    setBusy(true)
    setError(null)
    await steps().catch((thrown: unknown) => setError(thrown instanceof Error ? thrown : null))
    setBusy(false)
    await client.invalidateQueries({ queryKey: ['case', caseId] })
  }
  return { isBusy, error, run }
}

function handsWords({ wrote, edited }: Signing): string {
  const editors = new Intl.ListFormat(locale()).format(edited.map(({ name }) => name))
  return edited.length > 0
    ? say('Written by {wrote}, changed by {editors}', { wrote: wrote.name, editors })
    : say('Written by {wrote}', { wrote: wrote.name })
}
