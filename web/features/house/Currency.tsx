import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { showRemedyRules } from '#contract/remedies.ts'
import { ask } from '#web/api.ts'
import { currencyWords } from '#web/marks/currency-words.ts'
import { say } from '#web/words/say.ts'
import classes from './TheDesk.module.css'

const rules = { queryKey: ['remedies', 'rules'], queryFn: () => ask(showRemedyRules, {}) }

/** What customers are given is counted in; it is changed where the caps are, because they are amounts in it. */
export function Currency() {
  const { data } = useQuery(rules)
  if (!data) return null
  return (
    <section className={classes['part']} aria-labelledby="currency">
      <h2 id="currency">{say('What it pays in')}</h2>
      <p>
        {say('What customers are given is counted in {currency}.', {
          currency: currencyWords(data.currency),
        })}{' '}
        <Link className="link" to="/remedies" hash="caps">
          {say('Change it with the caps and budgets')}
        </Link>
      </p>
    </section>
  )
}
