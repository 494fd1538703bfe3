import { isSpoken } from '#domain/channel.ts'
import { Problem } from '#web/api.ts'
import { firstName } from '#web/marks/next-step.ts'
import { TooLong } from '#web/ui/TooLong.tsx'
import { say } from '#web/words/say.ts'
import type { Addressee } from './addressee.ts'
import { AskSignature } from './AskSignature.tsx'
import classes from './Composer.module.css'
import { ComposerTools } from './ComposerTools.tsx'
import { ComposerTroubles } from './ComposerTroubles.tsx'
import { mostIn, type Draft } from './draft.ts'
import { Files } from './Files.tsx'
import { FoldedComposer } from './FoldedComposer.tsx'
import { GuardNotes } from './GuardNotes.tsx'
import { Meanwhile } from './Meanwhile.tsx'
import { MeanwhileEnd } from './MeanwhileEnd.tsx'
import { NewsLine } from '../timeline/NewsLine.tsx'
import { OtherDraft } from './OtherDraft.tsx'
import { PostRoom } from '../PostRoom.tsx'
import { PublicCourse } from '../timeline/PublicCourse.tsx'
import { Readers } from '../timeline/Readers.tsx'
import { SafeReply } from './SafeReply.tsx'
import { SendButton } from './SendButton.tsx'
import { SpecificsNotes } from './SpecificsNotes.tsx'
import { ToneLine } from './ToneLine.tsx'
import { useComposer, type ComposerProps } from './use-composer.ts'
import { WritingField } from './WritingField.tsx'

/** Where one answers the customer, or writes to colleagues. Private unless one says otherwise. */
export function Composer(props: ComposerProps) {
  const { kase, me, keeper, written, write } = props
  const { files, other, isOffline } = written
  const box = useComposer(props)
  const { to, draft, hasWords, isNote, isOpen, guard, seen, command, uploads, change } = box

  if (!isOpen && !hasWords)
    return (
      <p className={classes['closed']}>
        {kase.state === 'taken-back'
          ? say('It never was a case: make it one in Set aside to answer in it.')
          : say('Open this case again to answer in it.')}
      </p>
    )
  if (!box.isUnfolded && !box.isComparing)
    return <FoldedComposer name={to && firstName(to.name)} hasDraft={hasWords} draft={draft} write={write} />

  // That the case has moved is told by what has moved.
  const isStale = command.error instanceof Problem && command.error.status === 409 && seen.news.length > 0
  const isMerging = box.isComparing && (seen.news.length > 0 || !isOpen)
  const goPrivate = to ? box.turnMode : null
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys and files that reach any part of it
    <form
      className={classes['composer']}
      data-mode={draft.mode}
      data-comparing={isMerging}
      aria-label={isNote ? say('Note') : say('Reply')}
      onKeyDown={box.press}
      onDragOver={(event) => event.preventDefault()}
      onDrop={box.dropFiles}
      onBlur={() => void keeper.flush()}
      onSubmit={(event) => {
        event.preventDefault()
        void box.submit()
      }}
    >
      {isMerging ? <Meanwhile kase={kase} me={me?.handle} news={seen.news} /> : null}
      <div className={classes['mine']}>
        {isMerging ? <h2 className="title">{isNote ? say('Your note') : say('Your reply')}</h2> : null}
        <Readers
          draft={draft}
          to={to}
          language={kase.aboutPerson?.language ?? null}
          choose={(mode) => change({ mode })}
        />
        {to?.canBePublic && !hasWords && !isNote ? (
          <SafeReply kase={kase} begin={(body) => change({ mode: 'public', body })} />
        ) : null}
        <WritingField
          field={box.field}
          label={fieldLabel(draft.mode, to)}
          placeholder={
            isNote
              ? say('What colleagues should know; @ names one')
              : say('Say what failed, who does what, and by when')
          }
          value={draft.body}
          readOnly={command.isPending}
          found={[...guard.personal, ...guard.outbound]}
          suggestions={box.suggestions}
          change={(body) => change({ body })}
          leave={box.leave}
          takeFiles={box.takeFiles}
        />
        <TooLong text={draft.body} most={mostIn(draft.mode)} />
        {box.posted ? (
          <PostRoom
            network={box.posted}
            body={draft.body}
            isSplit={box.isSplit}
            split={box.split}
            cutInTwo={box.cutInTwo}
          />
        ) : null}
        {isNote ? null : (
          <>
            <PublicCourse
              kase={kase}
              draft={draft}
              // What must not be public at all offers the same key below.
              goPrivate={guard.personal.length > 0 ? null : goPrivate}
            />
            <GuardNotes
              guard={guard}
              body={draft.body}
              goPrivate={goPrivate}
              promise={() => write('promise')}
            />
            <SpecificsNotes unspecific={guard.unspecific} meanAsIs={guard.meanAsIs} />
            {to && isSpoken(to.channel) ? null : (
              <ToneLine tone={hasWords ? guard.tone : null} body={guard.readBody} />
            )}
            <Files files={files} uploads={uploads} />
          </>
        )}
        {isNote && files.length > 0 ? (
          <p className="small waits">{say('The files wait for a reply; a note takes none.')}</p>
        ) : null}
      </div>
      {other ? <OtherDraft here={draft} other={other} choose={box.choose} /> : null}
      {seen.news.length > 0 && hasWords && !isMerging ? (
        <NewsLine kase={kase} me={me?.handle} news={seen.news} look={() => box.compare(true)} />
      ) : null}
      <ComposerTroubles
        left={box.left}
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
          send={() => void box.submit(true)}
          keep={box.leave}
          drop={box.drop}
        />
      ) : (
        <div className={classes['end']}>
          {isNote ? null : (
            <ComposerTools
              asks={draft.asks}
              name={to && firstName(to.name)}
              beginTemplate={box.beginTemplate}
              takeFiles={box.takeFiles}
              ask={(asks) => change({ asks })}
            />
          )}
          {isNote || !to ? null : (
            <AskSignature
              caseId={kase.id}
              me={me?.handle}
              draft={draft}
              seq={seen.seq}
              keeper={keeper}
              hasFiles={files.length > 0}
              done={props.done}
            />
          )}
          <SendButton
            draft={draft}
            to={to}
            isOpen={isOpen}
            fits={box.fits}
            busy={command.isPending || uploads.isBusy}
          />
        </div>
      )}
    </form>
  )
}

function fieldLabel(mode: Draft['mode'], to: Addressee | null): string {
  if (mode === 'note' || !to) return say('Note for colleagues')
  const { name } = to
  return mode === 'public'
    ? say('Public reply to {name}', { name })
    : say('Private reply to {name}', { name })
}
