import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { queries } from '#web/queries.ts'
import { Button } from '#web/ui/Button.tsx'
import { useKeys } from '#web/ui/keys.ts'
import { ListPage } from '#web/ui/ListPage.tsx'
import { useHeldLines } from '#web/ui/use-held-lines.ts'
import { focusLine, useLines } from '#web/ui/use-lines.ts'
import { isDecided } from '#web/use-decisions.ts'
import { say } from '#web/words/say.ts'
import { judge } from './became.ts'
import { ItemFaces } from './ItemFaces.tsx'
import { ItemLine, type Item } from './ItemLine.tsx'
import { SampleHead } from './SampleHead.tsx'
import { sampleQuery } from './sample-query.ts'
import { useItemDecisions } from './use-item-decisions.ts'
import { useOpenLines } from './use-open-lines.ts'
import classes from './Items.module.css'

/** What is no complaint: the day's sample for a human eye, then everything, each one key away from being a case. */
export function SetAside() {
  const sample = useQuery(sampleQuery)
  const items = useInfiniteQuery(queries.items('set-aside'))
  const sampled = useHeldLines<Item>(sample.data?.items ?? [], true)
  const held = useHeldLines<Item>(items.data?.pages.flatMap((page) => page.items) ?? [], !items.hasNextPage)
  const isSampled = (id: string) => sampled.shown.some((item) => item.id === id)
  const rest = held.shown.filter(({ id }) => !isSampled(id))
  const decisions = useItemDecisions(
    (id) => [...sampled.shown, ...held.shown].find((item) => item.id === id)?.subject,
  )
  const lines = useLines([...sampled.shown, ...rest].map(({ id }) => id))
  const open = useOpenLines()

  const isGone = (id: string) => (isSampled(id) ? sampled : held).gone.has(id)
  const decide = (id: string, right: boolean) => {
    focusLine(id)
    void decisions.decide(id, right ? 'right' : 'wrong', (key) => judge(id, right, key))
  }
  const decideChosen = (right: boolean, isFor: (id: string) => boolean) => () => {
    const { chosen } = lines
    if (chosen === undefined || !isFor(chosen) || isGone(chosen) || isDecided(decisions.of(chosen))) return
    decide(chosen, right)
    if (isSampled(chosen)) lines.move(1)
  }
  const canBeCase = (id: string) => rest.every((item) => item.id !== id || item.isErased !== true)
  useKeys({
    y: decideChosen(true, isSampled),
    n: decideChosen(false, isSampled),
    o: decideChosen(false, canBeCase),
  })

  const line = (item: Item) => {
    const isChosen = item.id === lines.chosen
    const inSample = isSampled(item.id)
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
        isGone={isGone(item.id)}
        acts={
          inSample ? (
            <>
              <Button busy={isBusy} onClick={() => decide(item.id, true)} {...(isChosen && { keyName: 'Y' })}>
                {say('Yes, rightly')}
              </Button>
              <Button
                busy={isBusy}
                onClick={() => decide(item.id, false)}
                {...(isChosen && { keyName: 'N' })}
              >
                {say('No, make it a case')}
              </Button>
            </>
          ) : item.isErased ? null : (
            <Button busy={isBusy} onClick={() => decide(item.id, false)} {...(isChosen && { keyName: 'O' })}>
              {say('Make it a case')}
            </Button>
          )
        }
      />
    )
  }

  return (
    <ListPage
      title={say('Set aside')}
      about={say(
        'What is no complaint, each with why. Whatever was set aside wrongly is one press away from being a case.',
      )}
      keys={[
        ['J K', say('move')],
        ['Enter', say('read')],
        ['Y', say('rightly')],
        ['N', say('no, a case')],
        ['O', say('make it a case')],
      ]}
    >
      <SampleHead sample={sample} />
      {sampled.shown.length > 0 ? (
        <ul className={classes['setAside']} aria-label={say('Today’s sample')}>
          {sampled.shown.map(line)}
        </ul>
      ) : null}
      {rest.length > 0 ? <h2 className={classes['group']}>{say('Everything set aside')}</h2> : null}
      <ItemFaces
        list={items}
        held={{ ...held, shown: [...sampled.shown, ...rest] }}
        empty={say('Nothing was set aside.')}
        emptyMore={say('Bounces, automatic answers and newsletters would stand here, each with its reason.')}
      >
        <ul className={classes['setAside']} aria-label={say('Everything set aside')}>
          {rest.map(line)}
        </ul>
      </ItemFaces>
    </ListPage>
  )
}
