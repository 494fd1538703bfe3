import { useQuery } from '@tanstack/react-query'
import { amountWords } from '#web/marks/amount-words.ts'
import { heard } from '#web/words/heard.ts'
import { say } from '#web/words/say.ts'
import { authorityQuery } from './remedies-query.ts'
import type { Stretch } from './use-stretch.ts'
import { Wide } from './Wide.tsx'

/** How far each rung used what it may sign by itself: authority that lies unused tells of fear, or of training that is missing. */
export function Authority({ stretch: { from, until } }: { stretch: Stretch }) {
  const { data } = useQuery(authorityQuery({ from, until }))
  if (!data) return null
  const { currency, rungs, gestureBudget } = data
  return (
    <section aria-labelledby="authority">
      <h2 className="title" id="authority">
        {say('Authority, used and unused')}
      </h2>
      <p className="supports">
        {say(
          'What each rung could have given by itself of what was owed on its cases of this time, and what it gave of that. What it signed on cases that another rung has, or that are older, stands apart. Much that lies unused tells of fear, or of training that is missing.',
        )}
      </p>
      <Wide
        label={say('Authority by rung')}
        heads={[
          say('Rung'),
          say('Cases'),
          say('Could give'),
          say('Gave'),
          say('Unused'),
          say('On other cases'),
          say('Gestures'),
        ]}
        figures={2}
        isNamed
        rows={rungs.map(({ rung, cases, could, gave, elsewhere, gestures }) => ({
          key: rung.id,
          cells: [
            heard(rung.name),
            cases,
            amountWords(could, currency),
            amountWords(gave, currency),
            amountWords(Math.max(0, could - gave), currency),
            amountWords(elsewhere, currency),
            amountWords(gestures, currency),
          ],
        }))}
      />
      <p className="supports">
        {gestureBudget.month === null
          ? say('Gestures of this month come to {spent}; nothing bounds them.', {
              spent: amountWords(gestureBudget.spent, currency),
            })
          : say('Gestures of this month come to {spent} of {budget}.', {
              spent: amountWords(gestureBudget.spent, currency),
              budget: amountWords(gestureBudget.month, currency),
            })}
      </p>
    </section>
  )
}
