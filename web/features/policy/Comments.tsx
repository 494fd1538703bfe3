import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { memo, useState } from 'react'
import type { z } from 'zod'
import { answerComment, commentOnRule, type listComments } from '#contract/policy-comment.ts'
import { ask, sentenceOf } from '#web/api.ts'
import { queries } from '#web/queries.ts'
import { Button } from '#web/ui/Button.tsx'
import { FreeText } from '#web/ui/FreeText.tsx'
import { keepDrafts } from '#web/ui/keep-drafts.ts'
import { Moment } from '#web/ui/Moment.tsx'
import { Note } from '#web/ui/Note.tsx'
import { say } from '#web/words/say.ts'
import { nameWords } from './cell-words.ts'
import { studio, type Version } from './queries.ts'
import { useStep } from './use-step.ts'
import classes from './Side.module.css'

type Comment = z.output<typeof listComments.output>['comments'][number]

type Props = {
  version: Version
  table: string
  row: string | null
  /** Whether the row is one that the desk knows: a new one has to be saved first. */
  isKnown: boolean
}

/** What colleagues say about the rule one is at, and the answers. */
export const Comments = memo(function Comments({ version, table, row, isKnown }: Props) {
  const { data, error } = useQuery(studio.comments(version.version))
  const here = (data?.comments ?? []).filter(
    (comment) => comment.table === table && (row === null || comment.row === row || comment.row === null),
  )
  const owner = row === null ? undefined : version.owners[`${table}.${row}`]
  return (
    <section className={classes['comments']} aria-label={say('Comments')}>
      <h2>
        {row === null
          ? say('Comments on {table}', { table: nameWords(table) })
          : say('Comments on {row}', { row })}
      </h2>
      {owner ? (
        <p className="small waits">{say('{name} answers for this rule.', { name: owner.name })}</p>
      ) : null}
      {error ? <p className="supports">{sentenceOf(error)}</p> : null}
      {here.length > 0 ? (
        <ul>
          {here.map((comment) => (
            <CommentLine key={comment.id} comment={comment} />
          ))}
        </ul>
      ) : null}
      {isKnown ? (
        <WriteComment key={`${table} ${row ?? ''}`} version={version.version} table={table} row={row} />
      ) : (
        <p className="small waits">{say('Save the draft to comment on this row.')}</p>
      )}
    </section>
  )
})

const useComment = keepDrafts<string>()

function WriteComment({ version, table, row }: { version: number; table: string; row: string | null }) {
  const { draft: body, change: setBody, forget } = useComment(`${version} ${table} ${row ?? ''}`, '')
  const step = useStep(
    (said: string, key) =>
      ask(commentOnRule, { version, table, ...(row !== null && { row }), body: said, key }),
    say('The comment is sent.'),
    () => forget(),
  )
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (body.trim() !== '') step.mutate(body)
      }}
    >
      <FreeText
        aria-label={say('Comment on this rule')}
        placeholder={say('Comment on this rule')}
        rows={2}
        most={4000}
        value={body}
        onChange={(event) => setBody(event.currentTarget.value)}
      />
      {step.error ? <Note tone="danger">{sentenceOf(step.error)}</Note> : null}
      {body.trim() === '' ? null : (
        <Button type="submit" busy={step.isPending}>
          {say('Send the comment')}
        </Button>
      )}
    </form>
  )
}

/** A comment with where it was noticed, and the answer to it or the field for one. */
export function CommentLine({ comment, isElsewhere = false }: { comment: Comment; isElsewhere?: boolean }) {
  const { data: me } = useQuery(queries.me)
  const { by, at, body, answer, caseId, owner, table, row, version } = comment
  const mayAnswer =
    answer === null && (owner.id === me?.handle || me?.role === 'policy' || me?.role === 'admin')
  return (
    <li>
      <span className="small supports">
        <b className="medium">{by.name}</b> · <Moment at={at} />
        {caseId ? (
          <>
            {' · '}
            <Link className="link" to="/cases/$caseId" params={{ caseId }}>
              {say('the case')}
            </Link>
          </>
        ) : null}
        {isElsewhere ? (
          <>
            {' · '}
            <Link
              className="link"
              to="/policy/$version"
              params={{ version: String(version) }}
              search={{ table, ...(row !== null && { row }) }}
            >
              {row === null ? nameWords(table) : `${nameWords(table)}, ${row}`}
            </Link>
          </>
        ) : null}
      </span>
      <span>{body}</span>
      {answer ? (
        <span className={classes['answer']}>
          <span className="small supports">
            <b className="medium">{answer.by.name}</b> · <Moment at={answer.at} />
          </span>
          <br />
          {answer.body}
        </span>
      ) : null}
      {mayAnswer ? <WriteAnswer commentId={comment.id} name={by.name} /> : null}
    </li>
  )
}

const useAnswer = keepDrafts<string>()

function WriteAnswer({ commentId, name }: { commentId: string; name: string }) {
  const [isOpen, open] = useState(false)
  const { draft: body, change: setBody, forget } = useAnswer(commentId, '')
  const step = useStep(
    (said: string, key) => ask(answerComment, { commentId, body: said, key }),
    say('The answer is sent.'),
    () => {
      forget()
      open(false)
    },
  )
  if (!isOpen)
    return (
      <button type="button" className="link" onClick={() => open(true)}>
        {say('Answer')}
      </button>
    )
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (body.trim() !== '') step.mutate(body)
      }}
    >
      <FreeText
        aria-label={say('Answer to {name}', { name })}
        autosize
        minRows={2}
        most={4000}
        value={body}
        onChange={(event) => setBody(event.currentTarget.value)}
      />
      {step.error ? <Note tone="danger">{sentenceOf(step.error)}</Note> : null}
      <Button type="submit" busy={step.isPending} disabled={body.trim() === ''}>
        {say('Send the answer')}
      </Button>
    </form>
  )
}
