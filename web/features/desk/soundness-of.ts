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

/** Whether everything adds up, in a sentence or two. */
export function soundnessOf(counts: Counts): { isSound: boolean; sentence: string } {
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
  const opened = say('{count} open.', { count: numberWords(open) })
  return {
    isSound: wrong.length === 0,
    sentence: [opened, ...(wrong.length > 0 ? wrong : [well]), ...pending].filter(Boolean).join(' '),
  }
}
