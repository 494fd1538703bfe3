import type { z } from 'zod'
import { isAnsweredByHand } from '#domain/channel.ts'
import type { CaseView } from '#contract/case-view.ts'
import { say } from '#web/words/say.ts'

type ReplyTo = NonNullable<z.output<typeof CaseView>['replyTo']>

/** Whether a colleague gives this answer themselves: in public the desk posts it where the network is connected. */
export const isByHand = (
  { byHand, network }: Pick<ReplyTo, 'byHand' | 'network'>,
  mode: 'private' | 'public' | 'note',
): boolean => byHand && !(mode === 'public' && network !== null)

/** That nothing leaves from here, and who gives the answer. */
export const byHandWords = ({ channel }: Pick<ReplyTo, 'channel'>): string =>
  isAnsweredByHand(channel)
    ? say('You say it yourself; the desk writes it down.')
    : say('Nothing is sent from here: you answer there yourself, and the desk writes it down.')

/** What one does with what one gives oneself, on the button. */
export const byHandVerb = ({ channel }: Pick<ReplyTo, 'channel'>): string =>
  isAnsweredByHand(channel) ? say('Write down what was said') : say('Write it down')
