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
          'What each rung could have given by itself of what was owed on its cases, and what it gave. Much that lies unused tells of fear, or of training that is missing.',
        )}
      </p>
      <Wide label={say('Authority by rung')} figures={2}>
        <thead>
          <tr>
            <th scope="col">{say('Rung')}</th>
            <th scope="col">{say('Cases')}</th>
            <th scope="col">{say('Could give')}</th>
            <th scope="col">{say('Gave')}</th>
            <th scope="col">{say('Unused')}</th>
            <th scope="col">{say('Gestures')}</th>
          </tr>
        </thead>
        <tbody>
          {rungs.map(({ rung, cases, could, gave, gestures }) => (
            <tr key={rung.id}>
              <th scope="row">{heard(rung.name)}</th>
              <td>{cases}</td>
              <td>{amountWords(could, currency)}</td>
              <td>{amountWords(gave, currency)}</td>
              <td>{amountWords(Math.max(0, could - gave), currency)}</td>
              <td>{amountWords(gestures, currency)}</td>
            </tr>
          ))}
        </tbody>
      </Wide>
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
