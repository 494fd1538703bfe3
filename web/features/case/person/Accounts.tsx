import type { z } from 'zod'
import type { CaseView } from '#contract/case-view.ts'
import { isChannel } from '#domain/channel.ts'
import { channelWord } from '#web/marks/ChannelMark.tsx'
import { inSentence } from '#web/ui/in-sentence.ts'
import { Mark } from '#web/ui/Mark.tsx'
import { say } from '#web/words/say.ts'
import { accountsOf, type KnownAccount } from './accounts-of.ts'
import { networkName } from '#domain/people/networks.ts'
import { evidenceWords, sourceWords, strengthWord } from '#web/marks/evidence-words.ts'
import { LinkAnswer } from './LinkAnswer.tsx'
import classes from './Person.module.css'
import { lookAlikeWords, Sharing } from './Sharing.tsx'

/** By which accounts the person is reached, each drawn as sure as it is, with what speaks for it. */
export function Accounts({ kase }: { kase: z.output<typeof CaseView> }) {
  const accounts = accountsOf(kase)
  const { numbersGiven } = kase
  return (
    <section aria-labelledby="reach-title">
      <h2 className="title" id="reach-title">
        {say('Reach them by')}
      </h2>
      {accounts.length + numbersGiven.length === 0 ? (
        <p className="supports">{say('No account is known.')}</p>
      ) : null}
      <ul className={classes['accounts']}>
        {accounts.map((account) => (
          <li key={account.id} data-sure={account.sure}>
            <p className={classes['account']}>
              <span className="clip" title={account.address}>
                <Address address={account.address} />
              </span>
              <span className={classes['sure']}>
                <SureMark sure={account.sure} />
                {sureWord(account)}
              </span>
            </p>
            <p className="small waits">{aboutIt(account)}</p>
            {account.own?.looksLike ? (
              <p className={classes['like']}>
                <Mark name="asked" />
                {lookAlikeWords(account.own.looksLike)}
              </p>
            ) : null}
            {account.mayBe ? (
              <>
                <p className="small">{mayBeWords(account.mayBe)}</p>
                <LinkAnswer link={account.mayBe} kase={kase} />
              </>
            ) : null}
            {account.link ? <LinkAnswer link={account.link} kase={kase} /> : null}
            {account.own ? <Sharing account={account.own} caseId={kase.id} /> : null}
          </li>
        ))}
        {numbersGiven.map(({ address }) => (
          <li key={address} data-sure="unknown">
            <p className={classes['account']}>
              <span className="clip" title={address}>
                {address}
              </span>
              <span className={classes['sure']}>
                <SureMark sure="unknown" />
                {say('not checked')}
              </span>
            </p>
            <p className="small waits">
              {say('{way}; {because}', {
                way: inSentence(channelWord('phone')),
                because: evidenceWords('number-in-form'),
              })}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** An address that is too long for its line goes on in the next one from its @. */
function Address({ address }: Pick<KnownAccount, 'address'>) {
  const at = address.lastIndexOf('@')
  if (at <= 0) return address
  return (
    <>
      {address.slice(0, at)}
      <wbr />
      {address.slice(at)}
    </>
  )
}

function SureMark({ sure }: { sure: KnownAccount['sure'] }) {
  if (sure === 'claimed') return <Mark name="asked" />
  if (sure === 'unknown') return <i className={classes['hatched']} aria-hidden="true" />
  return <Mark name="check" />
}

function sureWord({ sure, way }: KnownAccount): string {
  switch (sure) {
    case 'wrote':
      return say('{way, select, phone {contacted us from it} other {wrote from it}}', {
        way: way?.kind ?? '',
      })
    case 'confirmed':
      return say('confirmed')
    case 'claimed':
      return say('claimed')
    case 'unknown':
      return say('not checked')
  }
}

function aboutIt({ way, link }: KnownAccount): string {
  const word = way ? wordFor(way.kind, way.network) : ''
  if (!link) return word
  const because = becauseWords(link)
  return word ? say('{way}; {because}', { way: word, because }) : because
}

/** What kind of account it is: the network by its name, or the way by its word. */
function wordFor(kind: string, network: string): string {
  if (network !== '' && network !== kind) return networkName(network)
  return isChannel(kind) ? inSentence(channelWord(kind)) : kind
}

const becauseWords = ({ evidence, strength, source }: NonNullable<KnownAccount['link']>) =>
  say('{because} ({strength}, {source})', {
    because: evidenceWords(evidence),
    strength: strengthWord(strength),
    source: sourceWords(source),
  })

const mayBeWords = (link: NonNullable<KnownAccount['mayBe']>) =>
  link.person?.name
    ? say('May be {name}, who is known: {because}', { name: link.person.name, because: becauseWords(link) })
    : say('May be somebody who is known: {because}', { because: becauseWords(link) })
