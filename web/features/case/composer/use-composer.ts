import { useEffect, useRef, useState, type DragEvent, type KeyboardEvent } from 'react'
import type { z } from 'zod'
import type { CaseView } from '#contract/case-view.ts'
import { fillTemplate } from '#domain/text/template.ts'
import { isByHand } from '#web/given-by-hand.ts'
import { announce } from '#web/ui/announce.ts'
import { isTooLong } from '#web/ui/TooLong.tsx'
import { isSendKey } from '#web/ui/use-send-key.ts'
import { say } from '#web/words/say.ts'
import { addresseeOf, type Addressee } from './addressee.ts'
import { beginDraft } from './begin-draft.ts'
import { blanksIn, type Span } from './blanks.ts'
import { emptyDraft, mostIn, type Aside, type Draft } from './draft.ts'
import type { DraftKeeper } from './draft-keeper.ts'
import { canBePosted } from '../PostRoom.tsx'
import { useFiles } from './use-files.ts'
import { useFocusBack } from '../use-focus-back.ts'
import { useGuard } from './use-guard.ts'
import { languageOf } from './language-of.ts'
import { useSeen } from '../use-seen.ts'
import { useSending } from './use-sending.ts'
import { useSuggestions } from './use-suggestions.ts'

/** What a key or a button elsewhere asked to write; a new one each time. */
export type Asked = { what: 'reply' | 'note' }

/** What the box is about, and what is done with it from elsewhere. */
export type ComposerProps = {
  kase: z.output<typeof CaseView>
  me: { handle: string; name: string } | undefined
  asked: Asked | null
  /** Asks for it, as the keys do. */
  write: (what: Asked['what'] | 'promise') => void
  keeper: DraftKeeper
  aside: Aside
  written: ReturnType<DraftKeeper['state']>
  takeBack: (messageId: string) => Promise<void>
  /** What is said when it has been sent or written, and what it says will be done by a date. */
  done: (sentence: string, dated?: readonly string[]) => void
}

/** What the reply box does: keeps what is written, reads along, sends it, lets it rest or drops it. */
export function useComposer(props: ComposerProps) {
  const { kase, me, asked, keeper, aside, written, write, takeBack, done } = props
  const to = addresseeOf(kase)
  const draft = fitting(written.draft, to)
  const hasWords = draft.body.trim() !== ''
  const isNote = draft.mode === 'note'
  const [isComparing, compare] = useState(false)
  const [isSplit, split] = useState(false)
  const [left, sayLeft] = useState<string | null>(null)
  const box = useUnfolding(asked, keeper, aside)
  const { field } = box
  const seen = useSeen(kase, me?.handle)
  const { command, send } = useSending(kase, to, keeper, aside, takeBack)
  const uploads = useFiles(kase.id, keeper)
  const guard = useGuard(kase, draft)
  const suggestions = useSuggestions(isNote, languageOf(kase), (body, language) =>
    fillTemplate(body, {
      name: kase.person?.name.includes('@') ? null : (kase.person?.name ?? null),
      number: kase.number,
      owner: me?.name ?? kase.owner.name,
      today: Temporal.Now.plainDateISO(),
      language,
    }),
  )
  const isOpen = kase.state === 'open'
  const posted = draft.mode === 'public' ? (to?.network ?? null) : null
  const fits =
    !isTooLong(draft.body, mostIn(draft.mode)) &&
    (posted === null || canBePosted(posted, draft.body, isSplit))
  const takesFiles = !isNote && to !== null && !to.byHand

  const change = (changed: Partial<Draft>) => {
    if (!hasWords && !isComparing) seen.catchUp()
    sayLeft(null)
    if (command.isError) command.reset()
    keeper.change({ ...draft, ...changed })
  }
  const goTo = ({ from, to: until }: Span) => {
    field.current?.focus()
    field.current?.setSelectionRange(from, until)
  }
  const sendAsWritten = async (isLookedAt: boolean) => {
    if (!hasWords || command.isPending || uploads.isBusy || written.other || !isOpen || !fits) return
    const [blank] = isNote ? [] : blanksIn(draft.body)
    if (blank) {
      sayLeft(draft.body.slice(blank.from, blank.to))
      return goTo(blank)
    }
    const { stop, despite, asIs, dated } = await guard.look()
    if (stop) return goTo(stop)
    if (seen.news.length > 0 && !isLookedAt) return compare(true)
    seen.catchUp()
    if (!(await send(isLookedAt ? kase.seq : seen.seq, { despite, asIs, split: isSplit }))) return
    compare(false)
    split(false)
    // What was cut off for the customer alone is written on at once.
    const next = keeper.state().draft
    const goesOn = draft.mode === 'public' && next.mode === 'private' && next.body.trim() !== ''
    if (!goesOn) box.unfold(false)
    const said = isNote
      ? say('The note is written.')
      : goesOn
        ? say('The first part is on its way. The rest waits here, for them alone.')
        : sentWords(to, draft.mode)
    announce(said)
    if (isNote || goesOn) done(said)
    else done(doneWords(to, draft.mode), dated)
  }
  // A second press while the first is still being looked over would take away what came back when that was done.
  const isUnderWay = useRef(false)
  const submit = async (isLookedAt = false) => {
    if (isUnderWay.current) return
    isUnderWay.current = true
    await sendAsWritten(isLookedAt).finally(() => (isUnderWay.current = false))
  }
  const leave = () => {
    void keeper.flush()
    field.current?.blur()
    compare(false)
    box.unfold(false)
    box.giveFocusBack()
    if (hasWords) announce(say('Your draft is kept.'))
  }
  const drop = () => {
    const [waiting = emptyDraft, ...others] = aside.read()
    keeper.change(waiting)
    aside.keep(others)
    void keeper.flush()
    for (const { id } of written.files) void uploads.remove(id)
    compare(false)
    box.unfold(false)
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
  /** Keeps a beginning for everyone in the box, and lets the rest wait for the customer alone. */
  const cutInTwo = ({ short, rest }: { short: string; rest: string }) => {
    aside.keep([{ mode: 'private', body: rest, asks: draft.asks }, ...aside.read()])
    change({ body: short, asks: false })
    announce(say('The rest waits for them alone, and comes when this is posted.'))
    field.current?.focus()
  }
  const press = (event: KeyboardEvent) => {
    const isMod = event.metaKey || event.ctrlKey
    if (isSendKey(event)) void submit(isComparing && event.shiftKey)
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
  return {
    to,
    draft,
    hasWords,
    isNote,
    isOpen,
    posted,
    fits,
    left,
    field,
    seen,
    command,
    uploads,
    guard,
    suggestions,
    isUnfolded: box.isUnfolded,
    isComparing,
    compare,
    isSplit,
    split,
    change,
    submit,
    leave,
    drop,
    choose,
    turnMode,
    cutInTwo,
    press,
    dropFiles,
    beginTemplate,
    takeFiles: takesFiles ? takeFiles : null,
  }
}

/** Opens the box when it is asked for, with what is to be written in it, and the caret at its end. */
function useUnfolding(asked: Asked | null, keeper: DraftKeeper, aside: Aside) {
  const [isUnfolded, unfold] = useState(false)
  const [answered, answer] = useState<Asked | null>(null)
  const [focusAsked, askFocus] = useState(0)
  const field = useRef<HTMLTextAreaElement>(null)
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
    const begun = beginDraft(wanted, before, aside.read())
    aside.keep(begun.aside)
    if (begun.draft !== before) keeper.change(begun.draft)
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- each asking counts, also for the same thing again
  }, [asked, wanted, keeper, aside])
  const giveFocusBack = useFocusBack(asked)
  useEffect(() => {
    const element = field.current
    if (focusAsked === 0 || !element) return
    element.focus()
    element.setSelectionRange(element.value.length, element.value.length)
    const { form } = element
    if (!form) return
    // On a telephone the page scrolls as a whole, and what one writes in would begin below the window; how it reads is
    // said a moment later, and makes it longer.
    const sizes = new ResizeObserver(() => {
      if (form.contains(document.activeElement)) form.scrollIntoView({ block: 'nearest' })
    })
    sizes.observe(form)
    return () => sizes.disconnect()
  }, [focusAsked])
  return { field, isUnfolded, unfold, giveFocusBack }
}

/** A draft of a public reply is private again where nothing public can be answered; to nobody one writes notes only. */
function fitting(draft: Draft, to: Addressee | null): Draft {
  if (!to) return { ...draft, mode: 'note' }
  return draft.mode === 'public' && !to.canBePublic ? { ...draft, mode: 'private' } : draft
}

const sentWords = (to: Addressee | null, mode: Draft['mode']) =>
  to && isByHand(to, mode) ? say('It is written down, not sent from here.') : say('The reply is on its way.')

/** What stays true of it: whether it has left is said by the reply itself. */
const doneWords = (to: Addressee | null, mode: Draft['mode']) =>
  to && isByHand(to, mode) ? sentWords(to, mode) : say('You have answered.')
