import { numberWords } from '#web/ui/number-words.ts'
import { say } from '#web/words/say.ts'

type Counts = {
  open: number
  ownerless: number
  clockless: number
  chainBroken: number
  inDoubt: number
  queued: number
  waiting: number
}

/** How many cases the menu counts as open, how many rest, and how many this view of them shows, as far as anybody counts. */
type Told = { open: string; resting: string | null; shown: string | null }

/** Whether everything adds up, in a sentence or two; how many are open as the menu has it, where it counts. */
export function soundnessOf(counts: Counts, told: Told | null): { isSound: boolean; sentence: string } {
  const { open, ownerless, clockless, chainBroken, inDoubt, queued, waiting } = counts
  const wrong = [
    ownerless > 0 ? say('{count} without an owner.', { count: ownerless }) : '',
    clockless > 0 ? say('{count} without a running clock.', { count: clockless }) : '',
    chainBroken > 0 ? say('{count} with a broken history.', { count: chainBroken }) : '',
  ].filter(Boolean)
  const pending = [
    inDoubt > 0 ? say('{count} sent in doubt.', { count: inDoubt }) : '',
    queued > 0 ? say('{count} waiting to be sent.', { count: queued }) : '',
    waiting > 0 ? say('{count} waiting to be read.', { count: waiting }) : '',
  ].filter(Boolean)
  const well = open === 0 ? '' : say('Every one has an owner and a running clock.')
  const count = told?.open ?? numberWords(open)
  const opened =
    told?.resting == null
      ? say('{count} open.', { count })
      : say('{count} open, {resting} resting.', { count, resting: told.resting })
  const shown = told?.shown == null ? '' : say('{count} in this view.', { count: told.shown })
  return {
    isSound: wrong.length === 0,
    sentence: [shown, opened, ...(wrong.length > 0 ? wrong : [well]), ...pending].filter(Boolean).join(' '),
  }
}
