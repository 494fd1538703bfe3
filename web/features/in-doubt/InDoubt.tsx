import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { confirmArrival, giveReplyAgain } from '#contract/cases.ts'
import { ask, sentenceOf } from '#web/api.ts'
import { Button } from '#web/ui/Button.tsx'
import { Bones, Face } from '#web/ui/Face.tsx'
import { useKeys } from '#web/ui/keys.ts'
import { ListPage } from '#web/ui/ListPage.tsx'
import { focusLine, useLines } from '#web/ui/use-lines.ts'
import { isDecided, useDecisions } from '#web/use-decisions.ts'
import { say } from '#web/words/say.ts'
import { DoubtLine, type Doubt } from './DoubtLine.tsx'
import { doubtsQuery } from './doubts-query.ts'
import { fateWords, type Fate } from './fate.ts'

/** Replies of which nobody knows whether they arrived: sent again by one key, or found to have arrived, which is asked for twice. */
export function InDoubt() {
  const doubts = useQuery(doubtsQuery)
  const decisions = useDecisions<Fate>({
    stale: ['doubts', 'audit', 'case', 'cases'],
    tell: fateWords,
    isOver: () => true,
  })
  const { shown, gone } = useKept(doubts.data?.doubts ?? [])
  const [asked, askWhether] = useState<string | null>(null)
  const lines = useLines(shown.map(({ messageId }) => messageId))

  const decide = (messageId: string, fate: Fate) => {
    focusLine(messageId)
    // That it arrived cannot be taken back, and nobody looks again: it is asked for twice.
    if (fate === 'arrived' && asked !== messageId) return askWhether(messageId)
    askWhether(null)
    void decisions.decide(messageId, fate, async (key) => {
      await ask(fate === 'sent-again' ? giveReplyAgain : confirmArrival, { messageId, key })
      return fate
    })
  }
  const choose = (messageId: string) => {
    if (messageId !== asked) askWhether(null)
    lines.choose(messageId)
  }
  const onChosen = (fate: Fate) => () => {
    const { chosen } = lines
    if (chosen !== undefined && !gone.has(chosen) && !isDecided(decisions.of(chosen))) decide(chosen, fate)
  }
  useKeys({ s: onChosen('sent-again'), a: onChosen('arrived') })

  return (
    <ListPage
      title={say('In doubt')}
      about={say(
        'Nobody knows whether these replies arrived. “Send again” sends the same letter under the same id, which most mailboxes then show once; “It arrived” sends nothing, and writes down that somebody made sure.',
      )}
      keys={[
        ['J K', say('move')],
        ['Enter', say('open the case')],
        ['S', say('send again')],
        ['A', say('it arrived')],
      ]}
    >
      {doubts.isPending ? <Bones rows={3} height={92} label={say('The replies are being read')} /> : null}
      {doubts.error && shown.length === 0 ? (
        <Face says={say('The list could not be read.')}>
          <p>{sentenceOf(doubts.error)}</p>
          <Button onClick={() => void doubts.refetch()}>{say('Try again')}</Button>
        </Face>
      ) : null}
      {doubts.data && shown.length === 0 ? (
        <Face says={say('No reply is in doubt.')}>
          <p>{say('Whatever was sent is known to have left, or waits to be sent.')}</p>
          <Link className="link" to="/">
            {say('Go to the desk')}
          </Link>
        </Face>
      ) : null}
      {shown.length > 0 ? (
        <ul aria-label={say('Replies in doubt')}>
          {shown.map((doubt) => (
            <DoubtLine
              key={doubt.messageId}
              doubt={doubt}
              isChosen={doubt.messageId === lines.chosen}
              choose={choose}
              decision={decisions.of(doubt.messageId)}
              isGone={gone.has(doubt.messageId)}
              isAsked={asked === doubt.messageId && doubt.messageId === lines.chosen}
              decide={(fate) => decide(doubt.messageId, fate)}
            />
          ))}
        </ul>
      ) : null}
    </ListPage>
  )
}

/** What is settled stays in its place while the page is open; what comes joins at its end. */
function useKept(now: readonly Doubt[]): { shown: readonly Doubt[]; gone: ReadonlySet<string> } {
  const [before, keep] = useState<readonly Doubt[]>([])
  const fresh = new Map(now.map((doubt) => [doubt.messageId, doubt]))
  const held = new Set(before.map(({ messageId }) => messageId))
  const shown = [
    ...before.map((doubt) => fresh.get(doubt.messageId) ?? doubt),
    ...now.filter(({ messageId }) => !held.has(messageId)),
  ]
  if (shown.length !== before.length || shown.some((doubt, place) => doubt !== before[place])) keep(shown)
  return { shown, gone: new Set([...held].filter((id) => !fresh.has(id))) }
}
