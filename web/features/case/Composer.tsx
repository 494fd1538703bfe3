import { useEffect, useRef, useState, type DragEvent, type KeyboardEvent } from 'react'
import type { z } from 'zod'
import type { CaseView } from '#contract/case-view.ts'
import { fillTemplate } from '#domain/text/template.ts'
import { Problem } from '#web/api.ts'
import { firstName } from '#web/marks/next-step.ts'
import { announce } from '#web/ui/announce.ts'
import { isSendKey } from '#web/ui/use-send-key.ts'
import { say } from '#web/words/say.ts'
import { addresseeOf, isByHand, type Addressee } from './addressee.ts'
import { beginDraft } from './begin-draft.ts'
import { blanksIn } from './blanks.ts'
import classes from './Composer.module.css'
import { ComposerTools } from './ComposerTools.tsx'
import { ComposerTroubles } from './ComposerTroubles.tsx'
import { draftAside, setAside, type Draft } from './draft.ts'
import type { DraftKeeper } from './draft-keeper.ts'
import { Files } from './Files.tsx'
import { GuardNotes } from './GuardNotes.tsx'
import { FoldedComposer } from './FoldedComposer.tsx'
import { Meanwhile } from './Meanwhile.tsx'
import { MeanwhileEnd } from './MeanwhileEnd.tsx'
import { NewsLine } from './NewsLine.tsx'
import { OtherDraft } from './OtherDraft.tsx'
import { canBePosted, PostRoom } from './PostRoom.tsx'
import { Readers } from './Readers.tsx'
import { SafeReply } from './SafeReply.tsx'
import { SendButton } from './SendButton.tsx'
import { useFiles } from './use-files.ts'
import { useFocusBack } from './use-focus-back.ts'
import { useGuard } from './use-guard.ts'
import { useSeen } from './use-seen.ts'
import { useSending } from './use-sending.ts'
import { useSuggestions } from './use-suggestions.ts'
import { WritingField } from './WritingField.tsx'

type Props = {
  kase: z.output<typeof CaseView>
  me: { handle: string; name: string } | undefined
  asked: Asked | null
  /** Asks for it, as the keys do. */
  write: (what: Asked['what'] | 'promise') => void
  keeper: DraftKeeper
  written: ReturnType<DraftKeeper['state']>
  takeBack: (messageId: string) => Promise<void>
  /** What is said when it has been sent or written. */
  done: (sentence: string) => void
}

/** What a key or a button elsewhere asked to write; a new one each time. */
export type Asked = { what: 'reply' | 'note' }

/** Where one answers the customer, or writes to colleagues. Private unless one says otherwise. */
export function Composer({ kase, me, asked, keeper, written, write, takeBack, done }: Props) {
  const to = addresseeOf(kase)
  const { files, other, isOffline } = written
  const draft = fitting(written.draft, to)
  const hasWords = draft.body.trim() !== ''
  const [isUnfolded, unfold] = useState(false)
  const [answered, answer] = useState<Asked | null>(null)
  const [isComparing, compare] = useState(false)
  const [isSplit, split] = useState(false)
  const [left, sayLeft] = useState<string | null>(null)
  const field = useRef<HTMLTextAreaElement>(null)
  const [focusAsked, askFocus] = useState(0)
  const seen = useSeen(kase, me?.handle)
  const { command, send } = useSending(kase, to, keeper, takeBack)
  const uploads = useFiles(kase.id, keeper)
  const isNote = draft.mode === 'note'
  const guard = useGuard(kase, draft)
  const suggestions = useSuggestions(isNote, kase.aboutPerson?.language ?? null, (body, language) =>
    fillTemplate(body, {
      name: kase.person?.name.includes('@') ? null : (kase.person?.name ?? null),
      number: kase.number,
      owner: me?.name ?? kase.owner.name,
      today: Temporal.Now.plainDateISO(),
      language,
    }),
  )

  const change = (changed: Partial<Draft>) => {
    if (!hasWords && !isComparing) seen.catchUp()
    sayLeft(null)
    if (command.isError) command.reset()
    keeper.change({ ...draft, ...changed })
  }
  if (asked !== answered) {
    answer(asked)
    if (asked) {
      unfold(true)
      askFocus(focusAsked + 1)
    }
  }
  // Who is to read it is asked by the key as well: kept when the box is there, because keeping is no part of showing.
  const wanted = asked?.what
  useEffect(() => {
    if (!wanted) return
    const { draft: before } = keeper.state()
    const begun = beginDraft(wanted, before, draftAside(kase.id))
    setAside(kase.id, begun.aside)
    if (begun.draft !== before) keeper.change(begun.draft)
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- each asking counts, also for the same thing again
  }, [asked, wanted, keeper, kase.id])
  const giveFocusBack = useFocusBack(asked)
  useEffect(() => {
    const element = field.current
    if (focusAsked === 0 || !element) return
    element.focus()
    element.setSelectionRange(element.value.length, element.value.length)
  }, [focusAsked])

  const isOpen = kase.state === 'open'
  const posted = draft.mode === 'public' ? (to?.network ?? null) : null
  const fits = posted === null || canBePosted(posted, draft.body, isSplit)
  const takesFiles = !isNote && to !== null && !to.byHand
  const submit = async (isLookedAt = false) => {
    if (!hasWords || command.isPending || uploads.isBusy || other || !isOpen || !fits) return
    const [blank] = isNote ? [] : blanksIn(draft.body)
    if (blank) {
      sayLeft(draft.body.slice(blank.from, blank.to))
      field.current?.focus()
      field.current?.setSelectionRange(blank.from, blank.to)
      return
    }
    const { stop, despite } = await guard.look()
    if (stop) {
      field.current?.focus()
      field.current?.setSelectionRange(stop.from, stop.to)
      return
    }
    if (seen.news.length > 0 && !isLookedAt) return compare(true)
    seen.catchUp()
    const isSent = await send(isLookedAt ? kase.seq : seen.seq, { despite, split: isSplit })
    if (!isSent) return
    compare(false)
    split(false)
    unfold(false)
    const said = isNote ? say('The note is written.') : sentWords(to, draft.mode)
    announce(said)
    done(said)
  }
  const leave = () => {
    void keeper.flush()
    field.current?.blur()
    compare(false)
    unfold(false)
    giveFocusBack()
    if (hasWords) announce(say('Your draft is kept.'))
  }
  const drop = () => {
    keeper.change(draftAside(kase.id))
    setAside(kase.id, null)
    void keeper.flush()
    for (const { id } of files) void uploads.remove(id)
    compare(false)
    unfold(false)
    done(say('Your reply is dropped.'))
  }
  const choose = (version: 'here' | 'there') => {
    keeper.choose(version)
    field.current?.focus()
  }
  const turnMode = () => {
    if (isNote || !to?.canBePublic) return
    const mode = draft.mode === 'public' ? 'private' : 'public'
    change({ mode })
    announce(mode === 'public' ? say('Public: everyone can read this.') : say('Private.'))
  }
  const press = (event: KeyboardEvent) => {
    const isMod = event.metaKey || event.ctrlKey
    if (isSendKey(event)) void submit()
    else if (isMod && event.shiftKey && event.key.toLowerCase() === 'p') turnMode()
    else if (event.altKey && event.code === 'KeyP' && !isNote) write('promise')
    else return
    event.preventDefault()
  }
  const takeFiles = (list: File[]) => {
    if (list.length === 0) return
    if (takesFiles) void uploads.add(list)
    else announce(say('Files go with a reply that the desk sends.'))
  }
  const dropFiles = (event: DragEvent) => {
    event.preventDefault()
    takeFiles([...event.dataTransfer.files])
  }
  const beginTemplate = () => {
    const element = field.current
    if (!element) return
    const at = element.selectionStart
    const isFresh = at === 0 || draft.body[at - 1] === '\n'
    const inserted = isFresh ? '/' : '\n/'
    change({ body: draft.body.slice(0, at) + inserted + draft.body.slice(at) })
    element.focus()
    requestAnimationFrame(() => {
      element.setSelectionRange(at + inserted.length, at + inserted.length)
      suggestions.look(element.value, at + inserted.length)
    })
  }

  if (!isOpen && !hasWords)
    return <p className={classes['closed']}>{say('Open this case again to answer in it.')}</p>
  if (!isUnfolded && !isComparing)
    return <FoldedComposer name={to && firstName(to.name)} hasDraft={hasWords} draft={draft} write={write} />

  // That the case has moved is told by what has moved.
  const isStale = command.error instanceof Problem && command.error.status === 409 && seen.news.length > 0
  const isMerging = isComparing && (seen.news.length > 0 || !isOpen)
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys and files that reach any part of it
    <form
      className={classes['composer']}
      data-mode={draft.mode}
      data-comparing={isMerging}
      aria-label={isNote ? say('Note') : say('Reply')}
      onKeyDown={press}
      onDragOver={(event) => event.preventDefault()}
      onDrop={dropFiles}
      onBlur={() => void keeper.flush()}
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      {isMerging ? <Meanwhile kase={kase} me={me?.handle} news={seen.news} /> : null}
      <div className={classes['mine']}>
        {isMerging ? <h2 className="title">{isNote ? say('Your note') : say('Your reply')}</h2> : null}
        <Readers draft={draft} to={to} choose={(mode) => change({ mode })} />
        {to?.canBePublic && !hasWords && !isNote ? (
          <SafeReply kase={kase} begin={(body) => change({ mode: 'public', body })} />
        ) : null}
        <WritingField
          field={field}
          label={fieldLabel(draft.mode, to)}
          placeholder={
            isNote
              ? say('What colleagues should know; @ names one')
              : say('Say what failed, who does what, and by when')
          }
          value={draft.body}
          maxLength={isNote ? 20_000 : 50_000}
          readOnly={command.isPending}
          found={[...guard.personal, ...guard.outbound]}
          suggestions={suggestions}
          change={(body) => change({ body })}
          leave={leave}
          takeFiles={takesFiles ? takeFiles : null}
        />
        {posted === null ? null : (
          <PostRoom network={posted} body={draft.body} isSplit={isSplit} split={split} />
        )}
        {isNote ? null : (
          <GuardNotes
            guard={guard}
            body={draft.body}
            goPrivate={to ? turnMode : null}
            promise={() => write('promise')}
          />
        )}
        {isNote ? null : <Files files={files} uploads={uploads} />}
        {isNote && files.length > 0 ? (
          <p className="small waits">{say('The files wait for a reply; a note takes none.')}</p>
        ) : null}
      </div>
      {other ? <OtherDraft here={draft} other={other} choose={choose} /> : null}
      {seen.news.length > 0 && hasWords && !isMerging ? (
        <NewsLine kase={kase} me={me?.handle} news={seen.news} look={() => compare(true)} />
      ) : null}
      <ComposerTroubles
        left={left}
        error={isStale ? null : command.error}
        isOffline={isOffline}
        isClosed={!isOpen && !isMerging}
      />
      {isMerging ? (
        <MeanwhileEnd
          kase={kase}
          me={me?.handle}
          news={seen.news}
          isNote={isNote}
          busy={command.isPending}
          send={() => void submit(true)}
          keep={leave}
          drop={drop}
        />
      ) : (
        <div className={classes['end']}>
          {isNote ? null : (
            <ComposerTools
              asks={draft.asks}
              name={to && firstName(to.name)}
              beginTemplate={beginTemplate}
              takeFiles={takesFiles ? takeFiles : null}
              ask={(asks) => change({ asks })}
            />
          )}
          <SendButton
            draft={draft}
            to={to}
            isOpen={isOpen}
            fits={fits}
            busy={command.isPending || uploads.isBusy}
          />
        </div>
      )}
    </form>
  )
}

/** A draft of a public reply is private again where nothing public can be answered; to nobody one writes notes only. */
function fitting(draft: Draft, to: Addressee | null): Draft {
  if (!to) return { ...draft, mode: 'note' }
  return draft.mode === 'public' && !to.canBePublic ? { ...draft, mode: 'private' } : draft
}

function fieldLabel(mode: Draft['mode'], to: Addressee | null): string {
  if (mode === 'note' || !to) return say('Note for colleagues')
  const { name } = to
  return mode === 'public'
    ? say('Public reply to {name}', { name })
    : say('Private reply to {name}', { name })
}

const sentWords = (to: Addressee | null, mode: Draft['mode']) =>
  to && isByHand(to, mode) ? say('It is written down, not sent from here.') : say('The reply is on its way.')
