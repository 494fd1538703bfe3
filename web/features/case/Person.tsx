import { Link } from '@tanstack/react-router'
import type { z } from 'zod'
import type { CaseView } from '#contract/case-view.ts'
import { confirmLink, refuseLink, undoLink } from '#contract/people.ts'
import { isChannel } from '#domain/channel.ts'
import { ask, sentenceOf } from '#web/api.ts'
import { channelWord } from '#web/marks/ChannelMark.tsx'
import { Button } from '#web/ui/Button.tsx'
import { Mark } from '#web/ui/Mark.tsx'
import { Moment } from '#web/ui/Moment.tsx'
import { Note } from '#web/ui/Note.tsx'
import { Lookers } from './Facts.tsx'
import classes from './Person.module.css'
import { useCommand } from './use-command.ts'

type View = z.output<typeof CaseView>
type LinkView = View['links'][number]

/** Who complains: their accounts, what may belong to them, their other cases. */
export function Person({ kase }: { kase: View }) {
  const confirmed = new Set(
    kase.links.flatMap(({ accountId, state }) => (state === 'confirmed' && accountId ? [accountId] : [])),
  )
  const links = kase.links.filter(({ state }) => state === 'proposed' || state === 'confirmed')
  return (
    <>
      <section>
        <h2 className="title">Reach them by</h2>
        {kase.accounts.length === 0 ? <p className="supports">No account is known.</p> : null}
        <ul className={classes['accounts']}>
          {kase.accounts.map(({ id, kind, network, address }) => (
            <li key={id}>
              <span className="clip" title={address}>
                {address}
              </span>
              <span className="small waits">
                {confirmed.has(id) ? 'linked, ' : ''}
                {wordFor(kind, network)}
              </span>
            </li>
          ))}
        </ul>
      </section>
      {links.length > 0 ? (
        <section>
          <h2 className="title">Links</h2>
          <ul className={classes['links']}>
            {links.map((link) => (
              <LinkLine key={link.id} link={link} caseId={kase.id} />
            ))}
          </ul>
        </section>
      ) : null}
      {kase.tookOver.length > 0 ? (
        <section>
          <h2 className="title">Took over</h2>
          {kase.tookOver.map(({ id, number }) => (
            <p key={id}>
              <Link className="link" to="/cases/$caseId" params={{ caseId: id }}>
                Case {number}
              </Link>
            </p>
          ))}
        </section>
      ) : null}
      <section>
        <h2 className="title">So far</h2>
        <dl className={classes['numbers']}>
          <div>
            <dt>Opened</dt>
            <dd>
              <Moment at={kase.openedAt} />
            </dd>
          </div>
          <div>
            <dt>Contacts</dt>
            <dd>{kase.contacts}</dd>
          </div>
          <div>
            <dt>Failed</dt>
            <dd>{kase.failures}</dd>
          </div>
          <div>
            <dt>Dates missed</dt>
            <dd>{kase.missed}</dd>
          </div>
        </dl>
      </section>
      <Lookers kase={kase}>
        <p className="small">
          {kase.isPublic ? 'Something was said in public.' : 'Nothing was said in public that we know of.'}
        </p>
      </Lookers>
    </>
  )
}

/** What kind of account it is: the network by its name, or the way by its word. */
function wordFor(kind: string, network: string): string {
  if (network !== '' && network !== kind) return network
  return isChannel(kind) ? channelWord(kind).toLowerCase() : kind
}

const answers = { confirm: confirmLink, refuse: refuseLink, undo: undoLink } as const

/** One link: dashed while it is only proposed, with what speaks for it. */
function LinkLine({ link, caseId }: { link: LinkView; caseId: string }) {
  const answer = useCommand(caseId, ({ what }: { what: keyof typeof answers }, key) =>
    ask(answers[what], { linkId: link.id, key }),
  )
  const isProposed = link.state === 'proposed'
  return (
    <li data-state={link.state}>
      <p className="line">
        <Mark name={isProposed ? 'asked' : 'check'} tone="quiet" />
        {link.kind === 'case' && link.caseId ? (
          <Link className="link" to="/cases/$caseId" params={{ caseId: link.caseId }}>
            Case {link.caseNumber}
          </Link>
        ) : (
          <span className="clip">{link.address ?? 'An account'}</span>
        )}
      </p>
      <p className="small waits">
        {isProposed ? 'Perhaps the same' : 'Belongs together'}: {link.evidence.replaceAll('-', ' ')}
      </p>
      {answer.error ? <Note tone="danger">{sentenceOf(answer.error)}</Note> : null}
      <p className={classes['acts']}>
        {isProposed ? (
          <>
            <Button busy={answer.isPending} onClick={() => answer.mutate({ what: 'confirm' })}>
              Confirm
            </Button>
            <Button busy={answer.isPending} onClick={() => answer.mutate({ what: 'refuse' })}>
              Refuse
            </Button>
          </>
        ) : (
          <Button look="bare" busy={answer.isPending} onClick={() => answer.mutate({ what: 'undo' })}>
            Undo
          </Button>
        )}
      </p>
    </li>
  )
}
