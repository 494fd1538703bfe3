import { useNavigate } from '@tanstack/react-router'
import type { KeyboardEvent } from 'react'
import { takeBackItem } from '#contract/items.ts'
import { setCaseAside } from '#contract/keeping.ts'
import { noComplaintReasons, type NoComplaint } from '#domain/case/no-complaint.ts'
import { ask, sentenceOf } from '#web/api.ts'
import { becauseWords } from '#web/marks/because-words.ts'
import { Button } from '#web/ui/Button.tsx'
import { newKey } from '#web/ui/new-key.ts'
import { Note } from '#web/ui/Note.tsx'
import { Sheet, SheetEnd } from '#web/ui/Sheet.tsx'
import { offerUndo } from '#web/undo.ts'
import { say } from '#web/words/say.ts'
import { useCaseCommand } from '#web/use-case-command.ts'
import { calledCase } from '../called-case.ts'
import { News } from '../timeline/News.tsx'
import classes from './SetAsideForm.module.css'
import type { TaskProps } from './Tasks.tsx'
import { useSeen } from '../use-seen.ts'

/** Says that a case is no complaint, and why, by one key; then the next case of the queue is there. */
export function SetAsideForm({ kase, me, close, leave }: TaskProps) {
  const navigate = useNavigate()
  const seen = useSeen(kase, me)
  const command = useCaseCommand(kase.id, (input: { because: NoComplaint; seq: number }, key) =>
    ask(setCaseAside, { caseId: kase.id, ...input, key }),
  )
  const isSeen = seen.news.length === 0
  const takeBack = (itemId: string, key: string) => async () => {
    const { caseId } = await ask(takeBackItem, { itemId, key })
    if (caseId) await navigate({ to: '/cases/$caseId', params: { caseId }, search: {} })
  }
  const choose = (because: NoComplaint) => {
    if (!isSeen || command.isPending) return
    const done = ({ id }: { id: string }) => {
      const sentence = say('Set aside: {because}.', { because: becauseWords(because) })
      // The same key, should the first answer get lost: it is taken back once.
      offerUndo({ about: calledCase(kase), sentence, undo: takeBack(id, newKey()) })
      close()
      leave()
    }
    command.mutate({ because, seq: seen.seq }, { onSuccess: done })
  }
  const press = (event: KeyboardEvent) => {
    const because = noComplaintReasons[Number(event.key) - 1]
    if (because) choose(because)
  }
  return (
    <Sheet title={say('It is no complaint')} close={close}>
      <fieldset className={classes['why']}>
        <legend>
          {say('Nothing is sent. It stands in Set aside with your name, and can be made a case again there.')}
        </legend>
        {noComplaintReasons.map((because, place) => (
          <Button
            key={because}
            keyName={String(place + 1)}
            busy={command.isPending}
            disabled={!isSeen}
            onClick={() => choose(because)}
            onKeyDown={press}
            {...(place === 0 && { 'data-autofocus': true })}
          >
            {becauseWords(because)}
          </Button>
        ))}
      </fieldset>
      <News kase={kase} me={me} news={seen.news} catchUp={seen.catchUp} />
      {command.error && isSeen ? <Note tone="danger">{sentenceOf(command.error)}</Note> : null}
      <SheetEnd>
        <Button look="bare" keyName="Esc" onClick={close}>
          {say('Not now')}
        </Button>
      </SheetEnd>
    </Sheet>
  )
}
