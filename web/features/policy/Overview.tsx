import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useRef } from 'react'
import { readPolicyVersion, savePolicyDraft } from '#contract/policy.ts'
import { ask, sentenceOf } from '#web/api.ts'
import { queries } from '#web/queries.ts'
import { Button } from '#web/ui/Button.tsx'
import { useCommands } from '#web/ui/commands.ts'
import { Bones, Face } from '#web/ui/Face.tsx'
import { Moment } from '#web/ui/Moment.tsx'
import { Note } from '#web/ui/Note.tsx'
import { exactWords } from '#web/ui/time-words.ts'
import { say } from '#web/words/say.ts'
import { Approvers } from './Approvers.tsx'
import { CommentLine } from './Comments.tsx'
import { dayWords } from './day-words.ts'
import { studio } from './queries.ts'
import { stateWords, type VersionRow } from './state-words.ts'
import { useStep } from './use-step.ts'
import classes from './Overview.module.css'

/** The policy of the house: which version is in force, what is being written, what stood before. */
export function Overview() {
  const { data: me } = useQuery(queries.me)
  const query = useInfiniteQuery(studio.versions)
  const versions = query.data?.pages.flatMap((page) => page.versions) ?? []
  const mayWrite = me?.role === 'admin' || me?.role === 'policy'
  const now = versions.filter(({ state }) => state === 'in-force' || state === 'on-trial')
  const coming = versions.filter(
    ({ state }) => state === 'draft' || state === 'submitted' || state === 'scheduled',
  )
  const before = versions.filter(
    ({ state }) => state === 'superseded' || state === 'lapsed' || state === 'withdrawn',
  )
  return (
    <main className={classes['page']}>
      <header className={classes['top']}>
        <h1>{say('Policy')}</h1>
        <p className="supports">
          {say(
            'What is owed to whom, and who looks, as tables. A version is in force only when it was proved, and when somebody else than its author approved it.',
          )}
        </p>
        {mayWrite ? <Begin inForce={query.data?.pages[0]?.inForce} /> : null}
      </header>
      <div className={classes['lists']}>
        {query.isPending ? <Bones rows={4} label={say('The versions are being read')} /> : null}
        {query.error && versions.length === 0 ? (
          <Face says={say('The versions could not be read.')}>
            <p>{sentenceOf(query.error)}</p>
            <Button onClick={() => void query.refetch()}>{say('Try again')}</Button>
          </Face>
        ) : null}
        {query.data ? <Awaited submitted={coming.filter(({ state }) => state === 'submitted')} /> : null}
        <Versions title={say('In force')} versions={now} />
        <Versions
          title={say('To come')}
          versions={coming}
          empty={query.data ? say('Nothing is being written.') : undefined}
        />
        <Versions title={say('Before')} versions={before} />
        {query.hasNextPage ? (
          <Button look="bare" busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {say('Older versions')}
          </Button>
        ) : null}
        <Waiting />
      </div>
    </main>
  )
}

/** Which versions wait, and for whom; where none does, who would be asked. */
function Awaited({ submitted }: { submitted: readonly VersionRow[] }) {
  if (submitted.length === 0) return <Approvers writers={[]} of="any" />
  return submitted.map(({ version, author }) => (
    <Approvers key={version} writers={author ? [author.id] : []} of={version} />
  ))
}

function Versions({
  title,
  versions,
  empty,
}: {
  title: string
  versions: readonly VersionRow[]
  empty?: string | undefined
}) {
  if (versions.length === 0 && empty === undefined) return null
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      {versions.length === 0 ? <p className="supports">{empty}</p> : null}
      <ul>
        {versions.map((version) => (
          <li key={version.version}>
            <Link
              className={classes['version']}
              to="/policy/$version"
              params={{ version: String(version.version) }}
            >
              <span className={classes['number']}>{version.version}</span>
              <span className={classes['what']}>
                <b className="clip">{version.purpose || version.name}</b>
                <span className="supports clip">{byWords(version)}</span>
              </span>
              <span className={classes['when']}>
                <span data-state={version.state}>{stateWords(version.state)}</span>
                <When version={version} />
              </span>
              <span className={classes['found']} data-bad={(version.findings ?? 0) > 0 || undefined}>
                {foundWords(version)}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}

function byWords({ name, purpose, author, approvedBy, basedOn }: VersionRow): string {
  const parts = [
    ...(purpose === '' ? [] : [name]),
    author ? say('by {name}', { name: author.name }) : say('came with the desk'),
    ...(basedOn === null ? [] : [say('begun with {version}', { version: basedOn })]),
    ...(approvedBy ? [say('approved by {name}', { name: approvedBy.name })] : []),
  ]
  return parts.join(' · ')
}

function foundWords({ findings, until }: VersionRow): string {
  if (findings === null) return ''
  if (findings === 0) return say('proved')
  const count = say('{count, plural, one {# finding} other {# findings}}', { count: findings })
  return until ? say('{count}, answered for until {day}', { count, day: dayWords(until) }) : count
}

function When({ version: { state, effectiveAt, savedAt } }: { version: VersionRow }) {
  if (effectiveAt && state !== 'draft')
    return (
      <time className="waits" dateTime={effectiveAt} title={exactWords(Temporal.Instant.from(effectiveAt))}>
        {state === 'scheduled' || state === 'superseded'
          ? say('from {day}', { day: dayWords(effectiveAt) })
          : say('since {day}', { day: dayWords(effectiveAt) })}
      </time>
    )
  return (
    <span className="waits">
      <Moment at={savedAt} />
    </span>
  )
}

/** A new draft, from what is in force or from a file. */
function Begin({ inForce }: { inForce: number | undefined }) {
  const navigate = useNavigate()
  const file = useRef<HTMLInputElement>(null)
  const open = (version: number) => navigate({ to: '/policy/$version', params: { version: String(version) } })
  const begin = useStep(async (version: number, key) => {
    const { text } = await ask(readPolicyVersion, { version })
    const purpose = say('Change of version {version}', { version })
    const made = await ask(savePolicyDraft, { text, purpose, basedOn: version, key })
    await open(made.version)
  }, say('A new draft is begun.'))
  const bring = useStep(async (chosen: File, key) => {
    const text = await chosen.text()
    const purpose = say('From the file {name}', { name: chosen.name })
    const made = await ask(savePolicyDraft, { text, purpose, key })
    await open(made.version)
  }, say('The file is a draft now.'))
  useCommands(say('Policy'), [
    {
      key: 'n',
      title: say('New draft from the version in force'),
      act: () => inForce !== undefined && begin.mutate(inForce),
    },
    { title: say('Import a policy from a file'), act: () => file.current?.click() },
  ])
  const error = begin.error ?? bring.error
  return (
    <>
      <span className={classes['acts']}>
        <input
          ref={file}
          type="file"
          className="unseen"
          tabIndex={-1}
          accept=".yaml,.yml,.json,application/yaml,application/json"
          aria-label={say('A policy as a YAML or JSON file')}
          onChange={(event) => {
            const chosen = event.currentTarget.files?.[0]
            if (chosen) bring.mutate(chosen)
            event.currentTarget.value = ''
          }}
        />
        <Button busy={bring.isPending} onClick={() => file.current?.click()}>
          {say('Import a file')}
        </Button>
        <Button
          look="go"
          keyName="N"
          busy={begin.isPending}
          disabled={inForce === undefined}
          onClick={() => inForce !== undefined && begin.mutate(inForce)}
        >
          {say('New draft')}
        </Button>
      </span>
      {error ? (
        <div className={classes['refused']}>
          <Note tone="danger">{sentenceOf(error)}</Note>
        </div>
      ) : null}
    </>
  )
}

/** What colleagues say about one's rules, and the answers one got. */
function Waiting() {
  const { data } = useQuery(studio.myComments)
  const comments = data?.comments ?? []
  if (comments.length === 0) return null
  return (
    <section aria-label={say('Comments on rules')} className={classes['comments']}>
      <h2>{say('Comments on rules')}</h2>
      <ul>
        {comments.map((comment) => (
          <CommentLine key={comment.id} comment={comment} isElsewhere />
        ))}
      </ul>
    </section>
  )
}
