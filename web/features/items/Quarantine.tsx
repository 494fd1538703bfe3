import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { NoComplaint } from '#domain/case/no-complaint.ts'
import { queries } from '#web/queries.ts'
import { Button } from '#web/ui/Button.tsx'
import { useKeys } from '#web/ui/keys.ts'
import { ListPage } from '#web/ui/ListPage.tsx'
import { useHeldLines } from '#web/ui/use-held-lines.ts'
import { focusLine, useLines } from '#web/ui/use-lines.ts'
import { isDecided } from '#web/use-decisions.ts'
import { say } from '#web/words/say.ts'
import { makeCase, setAside, tryAgain, type Became } from './became.ts'
import { ItemFaces } from './ItemFaces.tsx'
import { ItemLine } from './ItemLine.tsx'
import { useItemDecisions } from './use-item-decisions.ts'
import { useOpenLines } from './use-open-lines.ts'
import { WhyAside } from './WhyAside.tsx'
import classes from './Items.module.css'

/** What could not be understood: tried again, made a case, or set aside, each by one key. */
export function Quarantine() {
  const items = useInfiniteQuery(queries.items('quarantined'))
  const held = useHeldLines(items.data?.pages.flatMap((page) => page.items) ?? [], !items.hasNextPage)
  const { data: people } = useQuery(queries.everybody)
  const decisions = useItemDecisions((id) => held.shown.find((item) => item.id === id)?.subject)
  const lines = useLines(held.shown.map(({ id }) => id))
  const open = useOpenLines()
  const [asked, askWhy] = useState<string>()

  const isSettled = (id: string) => held.gone.has(id) || isDecided(decisions.of(id))
  const decide = (id: string, what: string, act: (key: string) => Promise<Became>) => {
    focusLine(id)
    askWhy(undefined)
    void decisions.decide(id, what, act)
  }
  const retry = (id: string) => decide(id, 'retry', (key) => tryAgain(id, key))
  const makeIt = (id: string) => decide(id, 'case', (key) => makeCase(id, key))
  const putAside = (id: string, because: NoComplaint) =>
    decide(id, because, (key) => setAside(id, because, key))
  const leaveWhy = (id: string) => {
    focusLine(id)
    askWhy(undefined)
  }
  const onChosen = (act: (id: string) => void) => () => {
    if (lines.chosen !== undefined && !isSettled(lines.chosen)) act(lines.chosen)
  }
  useKeys({ t: onChosen(retry), o: onChosen(makeIt), x: onChosen(askWhy) })

  return (
    <ListPage
      title={say('Quarantine')}
      about={say(
        'What could not be understood, and what the filter in front takes for spam. Nothing here is lost: try it again, make it a case, or say that it is none.',
      )}
      keys={[
        ['J K', say('move')],
        ['Enter', say('read')],
        ['T', say('try again')],
        ['O', say('make it a case')],
        ['X', say('set aside')],
      ]}
    >
      <ItemFaces
        list={items}
        held={held}
        empty={say('Nothing is in quarantine.')}
        emptyMore={say('Everything that arrived was understood.')}
      >
        <ul className={classes['quarantine']} aria-label={say('Quarantine')}>
          {held.shown.map((item) => {
            const isChosen = item.id === lines.chosen
            const isBusy = decisions.of(item.id)?.state === 'busy'
            return (
              <ItemLine
                key={item.id}
                item={item}
                isChosen={isChosen}
                choose={lines.choose}
                isOpen={open.is(item.id)}
                toggle={open.toggle}
                decision={decisions.of(item.id)}
                isGone={held.gone.has(item.id)}
                owner={people?.members.find(({ id }) => id === item.owner)?.name ?? item.owner}
                acts={
                  <>
                    <Button busy={isBusy} onClick={() => retry(item.id)} {...(isChosen && { keyName: 'T' })}>
                      {say('Try again')}
                    </Button>
                    <Button busy={isBusy} onClick={() => makeIt(item.id)} {...(isChosen && { keyName: 'O' })}>
                      {say('Make it a case')}
                    </Button>
                    <Button busy={isBusy} onClick={() => askWhy(item.id)} {...(isChosen && { keyName: 'X' })}>
                      {say('Set it aside')}
                    </Button>
                  </>
                }
              >
                {asked === item.id ? (
                  <WhyAside
                    choose={(because) => putAside(item.id, because)}
                    close={() => leaveWhy(item.id)}
                  />
                ) : null}
              </ItemLine>
            )
          })}
        </ul>
      </ItemFaces>
    </ListPage>
  )
}
