import { IconAlertTriangle, IconChevronRight } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { memo, useCallback, useDeferredValue, useMemo, useState } from 'react'
import type { Facts } from '#domain/policy/fact.ts'
import type { Finding } from '#domain/policy/proof/finding.ts'
import type { Role } from '#domain/role.ts'
import { queries } from '#web/queries.ts'
import { intoSight } from '#web/ui/into-sight.ts'
import { say } from '#web/words/say.ts'
import { nameWords } from './cell-words.ts'
import type { Problem } from './check-draft.ts'
import { Comments } from './Comments.tsx'
import { Changes } from './Changes.tsx'
import { Conflict } from './Conflict.tsx'
import { Grid } from './Grid.tsx'
import { LadderPart } from './LadderPart.tsx'
import type { Place } from './place.ts'
import { findingKey } from './place-findings.ts'
import { Publish } from './Publish.tsx'
import { staffingQuery, studio, type Version } from './queries.ts'
import { RehearsalPart } from './RehearsalPart.tsx'
import { callRungs } from './rung-titles.ts'
import { count, Side } from './Side.tsx'
import { TextPart } from './TextPart.tsx'
import { Top } from './Top.tsx'
import { Trials } from './Trials.tsx'
import { TryPart } from './TryPart.tsx'
import { useDraft, type Draft } from './use-draft.ts'
import { useProof, type Proof } from './use-proof.ts'
import changes from './Changes.module.css'
import classes from './Studio.module.css'

type Props = {
  version: Version
  mayWrite: boolean
  role: Role
  place: Place
  go: (place: Place) => void
}

const none: readonly never[] = []

/** A version that is open: its tables in order, and beside them what the proofs say while one writes. */
export function Opened({ version, mayWrite, role, place, go }: Props) {
  const draft = useDraft(version, mayWrite)
  const { data: staffing } = useQuery(staffingQuery)
  callRungs(draft.policy.ladder, staffing?.rungs ?? none)
  // Its amounts are named by the currency of the house, which comes with the policy in force.
  useQuery(queries.policy)
  const proof = useProof(draft.policy)
  // What stands beside the table may be drawn a frame later than what one types.
  const later = { policy: useDeferredValue(draft.policy), proof: useDeferredValue(proof) }
  const [chosen, choose] = useState<string | null>(null)
  const [facts, setFacts] = useState<Facts | null>(null)
  const [row, setRow] = useState<string | null>(place.row ?? null)
  const shownRow = useDeferredValue(row)
  const { policy } = draft
  const table = policy.tables.find(({ id }) => id === place.table) ?? policy.tables[0]
  const { checked } = later.proof
  const findings = checked?.state === 'checked' ? checked.findings : none
  const problems: readonly Problem[] = checked?.state === 'unreadable' ? checked.problems : none
  const tables = policy.tables.map(({ id }) => id).join('\n')
  const nameOf = useNameOf()
  const comments = useCommentCounts(version.version, table?.id ?? '')
  const chooseFinding = useCallback(
    (finding: Finding | null) => choose(finding ? findingKey(finding) : null),
    [],
  )
  const toggleFinding = useCallback(
    (finding: Finding) => choose((known) => (known === findingKey(finding) ? null : findingKey(finding))),
    [],
  )
  const tryIt = useCallback(
    (tried: Facts) => {
      setFacts(tried)
      go({ part: 'try' })
    },
    [go],
  )
  const mayAsk = mayWrite || role === 'analyst' || role === 'executive' || role === 'lead'
  const isTable = place.part === undefined
  return (
    <main className={classes['page']}>
      <Top
        version={version}
        draft={draft}
        mayWrite={mayWrite}
        role={role}
        isAtStep={place.part === 'changes'}
        go={go}
      />
      <Parts
        version={version}
        tables={tables}
        place={place}
        proof={later.proof}
        table={table?.id}
        findings={findings}
      />
      {draft.theirs && !draft.isSaved ? <Conflict theirs={draft.theirs} take={draft.take} /> : null}
      <div className={classes['body']}>
        <div className={classes['work']}>
          {isTable && table ? (
            <Grid
              key={table.id}
              policy={policy}
              table={table}
              isWritable={draft.isWritable}
              edit={draft.edit}
              undo={draft.undo}
              redo={draft.redo}
              findings={findings}
              problems={problems}
              comments={comments}
              chosenFinding={chosen}
              chooseFinding={toggleFinding}
              tellRow={setRow}
              beginAt={place.row}
            />
          ) : null}
          {place.part === 'ladder' ? (
            <LadderPart
              policy={policy}
              isWritable={draft.isWritable}
              edit={draft.edit}
              findings={findings}
              problems={problems}
              nameOf={nameOf}
            />
          ) : null}
          {place.part === 'try' ? (
            <TryPart key={JSON.stringify(facts)} policy={policy} begin={facts} />
          ) : null}
          {place.part === 'changes' ? <ChangesPart version={version} draft={draft} proof={proof} /> : null}
          {place.part === 'rehearsal' ? (
            <>
              <RehearsalPart version={version} draft={draft} mayAsk={mayAsk} />
              <Trials version={version} mayStart={mayWrite || role === 'executive'} />
            </>
          ) : null}
          {place.part === 'text' ? <TextPart draft={draft} /> : null}
        </div>
        <aside className={classes['side']} aria-label={say('Proofs and comments')}>
          <Side
            version={version.version}
            policy={later.policy}
            proof={later.proof}
            chosen={chosen}
            choose={chooseFinding}
            tryIt={tryIt}
          />
          {isTable && table ? (
            <Comments
              version={version}
              table={table.id}
              row={shownRow}
              isKnown={isKnown(version, table.id, shownRow)}
            />
          ) : null}
        </aside>
      </div>
    </main>
  )
}

/** The words by which colleagues are called; a handle that nobody has stays a handle. */
function useNameOf(): (who: string) => string {
  const { data } = useQuery(queries.everybody)
  return (who) => data?.members.find(({ id }) => id === who)?.name ?? who
}

function useCommentCounts(version: number, table: string): ReadonlyMap<string, number> {
  const { data } = useQuery(studio.comments(version))
  return useMemo(() => {
    const counts = new Map<string, number>()
    for (const comment of data?.comments ?? [])
      if (comment.table === table && comment.row !== null)
        counts.set(comment.row, (counts.get(comment.row) ?? 0) + 1)
    return counts
  }, [data, table])
}

const isKnown = ({ owners }: Version, table: string, row: string | null) =>
  row === null || owners[`${table}.${row}`] !== undefined

type PartsProps = {
  version: Version
  /** The names of the tables, a line each. */
  tables: string
  place: Place
  proof: Proof
  table: string | undefined
  findings: readonly Finding[]
}

/** The tables in the order in which they are asked, the ladder, and what else can be done with the policy. */
const Parts = memo(function Parts({ version, tables, place, proof, table, findings }: PartsProps) {
  const to = { to: '/policy/$version', params: { version: String(version.version) } } as const
  const faultsIn = (id: string | null) => findings.filter((finding) => finding.table === id).length
  const others = [
    ['try', say('Try facts')],
    ['changes', say('Changes')],
    ['rehearsal', say('Rehearsal')],
    ['text', say('Text')],
  ] as const
  const isBad = proof.checked?.state === 'unreadable' || findings.length > 0
  return (
    <nav className={classes['parts']} aria-label={say('Parts of the policy')}>
      <ol>
        {tables.split('\n').map((id) => (
          <li key={id}>
            <Link
              {...to}
              search={{ table: id }}
              ref={place.part === undefined && table === id ? intoSight : null}
              aria-current={place.part === undefined && table === id ? 'page' : undefined}
              activeProps={{}}
              activeOptions={{ exact: true, includeSearch: true }}
            >
              {nameWords(id)}
              {faultsIn(id) > 0 ? <b>{faultsIn(id)}</b> : null}
            </Link>
            <IconChevronRight size={14} stroke={1.5} aria-hidden="true" />
          </li>
        ))}
        <li>
          <Link
            {...to}
            search={{ part: 'ladder' }}
            ref={place.part === 'ladder' ? intoSight : null}
            aria-current={place.part === 'ladder' ? 'page' : undefined}
          >
            {say('Ladder')}
            {faultsIn(null) > 0 ? <b>{faultsIn(null)}</b> : null}
          </Link>
        </li>
      </ol>
      <ul>
        {others.map(([part, title]) => (
          <li key={part}>
            <Link
              {...to}
              search={{ part }}
              ref={place.part === part ? intoSight : null}
              aria-current={place.part === part ? 'page' : undefined}
            >
              {title}
            </Link>
          </li>
        ))}
      </ul>
      <output
        className={classes['summary']}
        data-bad={isBad || undefined}
        data-stale={!proof.isCurrent || undefined}
      >
        {isBad ? <IconAlertTriangle size={15} stroke={1.6} aria-hidden="true" /> : null}
        {count(proof)}
      </output>
    </nav>
  )
})

function ChangesPart({ version, draft, proof }: { version: Version; draft: Draft; proof: Proof }) {
  const { data } = useQuery(queries.policy)
  const faults = proof.checked?.state === 'checked' ? proof.checked.findings : null
  return (
    <section className={changes['part']} aria-labelledby="changes-title">
      <h2 id="changes-title">{say('What changes')}</h2>
      {data === undefined ? null : data.version === version.version ? (
        <p className="supports">{say('This version is in force.')}</p>
      ) : (
        <Changes policy={draft.policy} against={data.version} />
      )}
      <Publish version={version} draft={draft} faults={faults} />
    </section>
  )
}
