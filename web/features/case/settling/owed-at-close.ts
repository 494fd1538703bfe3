import type { z } from 'zod'
import type { showRemedies } from '#contract/remedies.ts'
import type { Decision } from '#domain/case/event.ts'
import { asPolicyWrites } from '#domain/remedy/money.ts'
import { amountWords } from '#web/marks/amount-words.ts'
import { remedyName, remedyWords } from '#web/marks/remedy-words.ts'
import { say } from '#web/words/say.ts'

type Shown = z.output<typeof showRemedies.output>
type OnCase = Pick<Shown, 'currency'> & {
  owed: Pick<Shown['owed'], 'what' | 'upTo' | 'left' | 'ifDanger'>
  remedies: readonly Pick<Shown['remedies'][number], 'what' | 'amount' | 'currency' | 'state' | 'asked'>[]
}

/**
 * What the customer would go without if the case were closed now: what waits for a signature, which closing withdraws; and, where
 * they were right, what policy owes and nobody has given.
 */
export function owedAtClose({ owed, currency, remedies }: OnCase, decision: Decision | ''): string[] {
  const waiting = remedies.flatMap(({ state, asked, ...remedy }) =>
    state === 'proposed' && asked
      ? [
          say(
            'Waits for {name} to sign: {remedy}. Closing the case withdraws it, and the customer goes without.',
            {
              remedy: withAmount(remedy),
              name: asked.of.name,
            },
          ),
        ]
      : [],
  )
  const isUpheld = decision === 'upheld' || decision === 'partly-upheld'
  if (!isUpheld || owed.ifDanger || owed.upTo === 0 || owed.left < owed.upTo) return waiting
  const remedy = remedyWords({ remedy: owed.what, upTo: asPolicyWrites(owed.upTo, currency), currency })
  return [...waiting, say('Policy owes the customer {remedy}. Nothing of it was given.', { remedy })]
}

const withAmount = ({
  what,
  amount,
  currency,
}: Pick<OnCase['remedies'][number], 'what' | 'amount' | 'currency'>) =>
  amount === null ? remedyName(what) : `${remedyName(what)}, ${amountWords(amount, currency)}`
