import { Link } from '@tanstack/react-router'
import type { z } from 'zod'
import type { CaseView } from '#contract/case-view.ts'
import { undoMerge } from '#contract/cases.ts'
import { ask, sentenceOf } from '#web/api.ts'
import { Button } from '#web/ui/Button.tsx'
import { Mark } from '#web/ui/Mark.tsx'
import { Note } from '#web/ui/Note.tsx'
import { say } from '#web/words/say.ts'
import { evidenceWords } from '#web/marks/evidence-words.ts'
import { useCaseCommand } from '#web/use-case-command.ts'
import { LinkAnswer } from './LinkAnswer.tsx'
import classes from './Person.module.css'

type View = z.output<typeof CaseView>

/** Cases that belong with this one, or may, with what speaks for it; and those that it has taken over. */
export function LinkedCases({ kase }: { kase: View }) {
  const links = kase.links.filter(
    ({ kind, state }) => kind === 'case' && (state === 'proposed' || state === 'confirmed'),
  )
  return (
    <>
      {links.length > 0 ? (
        <section id="links" tabIndex={-1} aria-labelledby="links-title">
          <h2 className="title" id="links-title">
            {say('Linked cases')}
          </h2>
          <ul className={classes['links']}>
            {links.map((link) => (
              <li key={link.id} data-state={link.state}>
                <p className="line">
                  <Mark name={link.state === 'proposed' ? 'asked' : 'check'} tone="quiet" />
                  {link.caseId ? (
                    <Link className="link" to="/cases/$caseId" params={{ caseId: link.caseId }}>
                      {say('Case {number}', { number: String(link.caseNumber) })}
                    </Link>
                  ) : null}
                </p>
                <p className="small waits">
                  {link.state === 'proposed'
                    ? say('Perhaps belongs here: {because}', { because: evidenceWords(link.evidence) })
                    : say('Belongs together: {because}', { because: evidenceWords(link.evidence) })}
                </p>
                <LinkAnswer link={link} kase={kase} />
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {kase.tookOver.length > 0 ? <TookOver kase={kase} /> : null}
    </>
  )
}

function TookOver({ kase }: { kase: View }) {
  const give = useCaseCommand(kase.id, (input: { gives: string; seq: number }, key) =>
    ask(undoMerge, { caseId: kase.id, ...input, key }),
  )
  return (
    <section aria-labelledby="took-over-title">
      <h2 className="title" id="took-over-title">
        {say('Took over')}
      </h2>
      <ul className={classes['links']}>
        {kase.tookOver.map(({ id, number }) => (
          <li key={id} data-state="confirmed">
            <Link className="link" to="/cases/$caseId" params={{ caseId: id }}>
              {say('Case {number}', { number: String(number) })}
            </Link>
            {kase.state === 'open' ? (
              <p className={classes['acts']}>
                <Button
                  look="bare"
                  busy={give.isPending}
                  onClick={() => give.mutate({ gives: id, seq: kase.seq })}
                >
                  {say('Give it back')}
                </Button>
              </p>
            ) : null}
          </li>
        ))}
      </ul>
      {give.error ? <Note tone="danger">{sentenceOf(give.error)}</Note> : null}
    </section>
  )
}
