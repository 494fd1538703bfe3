import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { z } from 'zod'
import { showDossier } from '#contract/dossier.ts'
import type { DossierPart } from '#domain/dossier/dossier.ts'
import { ask, sentenceOf } from '#web/api.ts'
import { SeverityMark } from '#web/marks/SeverityMark.tsx'
import { Button } from '#web/ui/Button.tsx'
import { Bones, Face } from '#web/ui/Face.tsx'
import { Note } from '#web/ui/Note.tsx'
import { exactWords, paperWords } from '#web/ui/time-words.ts'
import { usePrinting } from '#web/ui/use-printing.ts'
import { heard } from '#web/words/heard.ts'
import { say } from '#web/words/say.ts'
import classes from './Dossier.module.css'
import { lineWords, type Line } from './line-words.ts'

type View = z.output<typeof showDossier.output>

/** What whoever takes a case up has to know, on a page that can be printed; each line leads to the event that shows it. */
export function Dossier({ caseId }: { caseId: string }) {
  const { data, error, refetch } = useQuery({
    queryKey: ['card', 'dossier', caseId],
    queryFn: () => ask(showDossier, { caseId }),
  })
  return (
    <main className={classes['page']}>
      {data ? (
        <Shown dossier={data} />
      ) : error ? (
        <Face says={say('The dossier could not be read.')}>
          <p>{sentenceOf(error)}</p>
          <Button onClick={() => void refetch()}>{say('Try again')}</Button>
        </Face>
      ) : (
        <Bones rows={6} label={say('The dossier is being read')} />
      )}
    </main>
  )
}

function Shown({ dossier }: { dossier: View }) {
  const { caseId, number, subject, person, owner, rung, severity, asOf, isWhole, lines } = dossier
  const at = Temporal.Instant.from(asOf)
  // Drawn anew for paper, where moments are told in full.
  usePrinting()
  const titles: Readonly<Record<DossierPart, string>> = {
    failures: say('What we failed at'),
    promises: say('What was promised'),
    silences: say('When nobody answered'),
    clocks: say('Which dates run, and which were missed'),
    policy: say('What policy says'),
    happened: say('What happened'),
  }
  const none: Readonly<Record<DossierPart, string>> = {
    failures: say('Nothing that anybody wrote down.'),
    promises: say('Nothing.'),
    silences: say('Never for a day or more.'),
    clocks: say('None.'),
    policy: say('It was not asked yet.'),
    happened: say('Nothing yet.'),
  }
  const parts = Map.groupBy(lines, ({ part }) => part)
  return (
    <>
      <header className={classes['head']}>
        <p className="small waits">
          {say('Dossier of case {number}, as of {when}', { number: String(number), when: paperWords(at) })}
        </p>
        <h1>{person?.name ?? say('Erased person')}</h1>
        <p>{subject || say('No subject')}</p>
        <p className={classes['trio']}>
          <SeverityMark severity={severity} />
          <span>{say('{owner}, {rung}', { owner: owner.name, rung: heard(rung.name) })}</span>
        </p>
        <p className={classes['acts']}>
          <Link className="link" to="/cases/$caseId" params={{ caseId }}>
            {say('Open the case')}
          </Link>
          <Button onClick={() => window.print()}>{say('Print it')}</Button>
        </p>
      </header>
      {isWhole ? null : (
        <Note tone="warn">
          {say('More happened than is told here: this is the newest of it. All of it stands on the case.')}
        </Note>
      )}
      {order.map((part) => (
        <section key={part} aria-labelledby={`dossier-${part}`}>
          <h2 id={`dossier-${part}`}>{titles[part]}</h2>
          {parts.get(part) ? (
            <ol className={classes['lines']}>
              {(parts.get(part) ?? []).map((line) => (
                <LineOf
                  key={`${line.caseId} ${line.seq} ${line.says} ${JSON.stringify(line.values)}`}
                  line={line}
                  asOf={at}
                  isOther={line.caseId !== caseId}
                />
              ))}
            </ol>
          ) : (
            <p className="waits">{none[part]}</p>
          )}
        </section>
      ))}
    </>
  )
}

const order: readonly DossierPart[] = ['failures', 'promises', 'silences', 'clocks', 'policy', 'happened']

function LineOf({ line, asOf, isOther }: { line: Line; asOf: Temporal.Instant; isOther: boolean }) {
  const at = Temporal.Instant.from(line.at)
  const isCustomers = line.says === 'wrote' || line.says === 'failed'
  return (
    <li>
      <time dateTime={line.at} title={exactWords(at)}>
        {paperWords(at)}
      </time>
      <div>
        <p>{lineWords(line, asOf)}</p>
        {line.words ? (
          <blockquote className={isCustomers ? 'voice' : 'supports'}>{line.words}</blockquote>
        ) : null}
      </div>
      <Link
        className={classes['shows'] ?? ''}
        to="/cases/$caseId"
        params={{ caseId: line.caseId }}
        hash={`event-${line.seq}`}
        aria-label={say('Event {seq} shows it', { seq: line.seq })}
      >
        {isOther ? say('other case, {seq}', { seq: line.seq }) : line.seq}
      </Link>
    </li>
  )
}
