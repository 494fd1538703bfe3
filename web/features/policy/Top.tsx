import { useNavigate, Link } from '@tanstack/react-router'
import { exportPolicy, savePolicyDraft } from '#contract/policy.ts'
import type { Role } from '#domain/role.ts'
import { ask, sentenceOf } from '#web/api.ts'
import { Button } from '#web/ui/Button.tsx'
import { useCommands } from '#web/ui/commands.ts'
import { Moment } from '#web/ui/Moment.tsx'
import { Note } from '#web/ui/Note.tsx'
import { say } from '#web/words/say.ts'
import { useEffect, useRef } from 'react'
import { download } from './download.ts'
import type { Place } from './place.ts'
import type { Version } from './queries.ts'
import { stateWords } from './state-words.ts'
import type { Draft } from './use-draft.ts'
import { useStep } from './use-step.ts'
import classes from './Studio.module.css'

type Props = {
  version: Version
  draft: Draft
  mayWrite: boolean
  role: Role
  /** Whether the next step stands on the page itself. */
  isAtStep: boolean
  go: (place: Place) => void
}

/** Which version this is, whether all of it is saved, and the next step in its life. */
export function Top({ version, draft, mayWrite, role, isAtStep, go }: Props) {
  const navigate = useNavigate()
  useSaveKey(draft.save)
  useRehearseKey(() => go({ part: 'rehearsal' }))
  const begin = useStep(async (_: null, key) => {
    const made = await ask(savePolicyDraft, {
      text: version.text,
      purpose: say('Change of version {version}', { version: version.version }),
      basedOn: version.version,
      key,
    })
    await navigate({ to: '/policy/$version', params: { version: String(made.version) } })
  }, say('A new draft is begun.'))
  const keep = useStep(async () => {
    const { filename, yaml } = await ask(exportPolicy, { version: version.version })
    download(filename, yaml)
  }, say('The policy is exported.'))
  const mayApprove = mayWrite || role === 'executive'
  useCommands(say('Policy'), [
    { key: 'r', title: say('Rehearse it'), act: () => go({ part: 'rehearsal' }) },
    { key: 't', title: say('Try facts'), act: () => go({ part: 'try' }) },
    { key: 'v', title: say('See what changes'), act: () => go({ part: 'changes' }) },
    { title: say('Export it as YAML'), act: () => keep.mutate() },
  ])
  return (
    <header className={classes['top']}>
      <h1>
        <Link to="/policy">{say('Policy')}</Link>
      </h1>
      <p className={classes['which']}>
        <b className="medium">
          {say('{name}, version {version}', { name: version.name, version: version.version })}
        </b>
        <span className={classes['state']} data-state={version.state}>
          {stateWords(version.state)}
        </span>
        <Saved version={version} draft={draft} />
      </p>
      <span className={classes['acts']}>
        <Button look="bare" onClick={() => keep.mutate()}>
          {say('Export')}
        </Button>
        <Button
          data-place
          keyName={draft.isWritable ? 'alt+R' : 'R'}
          onClick={() => go({ part: 'rehearsal' })}
        >
          {say('Rehearsal')}
        </Button>
        {draft.isWritable && !draft.isSaved ? (
          <Button look="go" busy={draft.isSaving} onClick={draft.save} keyName="mod+S">
            {say('Save')}
          </Button>
        ) : null}
        {draft.isWritable && draft.isSaved && !isAtStep ? (
          <Button look="go" onClick={() => go({ part: 'changes' })}>
            {say('Submit')}
          </Button>
        ) : null}
        {version.state === 'submitted' && mayApprove && !isAtStep ? (
          <Button look="go" onClick={() => go({ part: 'changes' })}>
            {say('Decide')}
          </Button>
        ) : null}
        {mayWrite && version.state !== 'draft' && version.state !== 'submitted' ? (
          <Button look="go" busy={begin.isPending} onClick={() => begin.mutate(null)}>
            {say('New draft')}
          </Button>
        ) : null}
      </span>
      {draft.error ? (
        <div className={classes['refused']}>
          <Note tone="danger">{sentenceOf(draft.error)}</Note>
        </div>
      ) : null}
      {begin.error ? (
        <div className={classes['refused']}>
          <Note tone="danger">{sentenceOf(begin.error)}</Note>
        </div>
      ) : null}
    </header>
  )
}

function Saved({ version, draft }: { version: Version; draft: Draft }) {
  if (!draft.isWritable)
    return (
      <span className="waits">
        {version.approvedBy ? say('approved by {name}', { name: version.approvedBy.name }) : version.purpose}
      </span>
    )
  if (!draft.isSaved) return <span className="supports">{say('not saved yet; kept in this browser')}</span>
  return (
    <span className="waits">
      {say('revision {revision}, saved', { revision: version.revision })} <Moment at={version.savedAt} />
    </span>
  )
}

/** Saves by Ctrl or Command with S, also while one writes. */
const useSaveKey = (save: () => void) =>
  useKeyWhileWriting(
    ({ key, metaKey, ctrlKey, altKey }) => key.toLowerCase() === 's' && (metaKey || ctrlKey) && !altKey,
    save,
  )

/** In a cell a letter is written: there the key needs Alt, which makes another letter of it on some keyboards. */
const useRehearseKey = (rehearse: () => void) =>
  useKeyWhileWriting(
    ({ code, metaKey, ctrlKey, altKey }) => code === 'KeyR' && altKey && !metaKey && !ctrlKey,
    rehearse,
  )

/** Acts by a key wherever one is, also while one writes. */
function useKeyWhileWriting(isMeant: (event: KeyboardEvent) => boolean, act: () => void) {
  const latest = useRef({ isMeant, act })
  useEffect(() => {
    latest.current = { isMeant, act }
  })
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!latest.current.isMeant(event)) return
      event.preventDefault()
      event.stopPropagation()
      // What is just being written in a cell or a field is part of it.
      if (document.activeElement instanceof HTMLElement && document.activeElement.matches('input, textarea'))
        document.activeElement.blur()
      requestAnimationFrame(() => latest.current.act())
    }
    document.addEventListener('keydown', press, { capture: true })
    return () => document.removeEventListener('keydown', press, { capture: true })
  }, [])
}
