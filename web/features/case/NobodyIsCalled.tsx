import { useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import type { CaseView } from '#contract/case-view.ts'
import { queries } from '#web/queries.ts'
import { say } from '#web/words/say.ts'

type View = Pick<z.output<typeof CaseView>, 'danger' | 'facts' | 'state'>

/** In the sample company, where a danger would have somebody called: that nobody is, so that silence is not taken for an answer. */
export function NobodyIsCalled({ kase: { danger, facts, state } }: { kase: View }) {
  const { data: me } = useQuery(queries.me)
  const isDangerous = state === 'open' && (danger !== null || facts['harm'] === 'safety')
  if (!me?.organisation.isSample || !isDangerous) return null
  return (
    <p className="small supports">
      {say(
        'The sample company calls nobody. In your own, whoever is on call is called until somebody has it.',
      )}
    </p>
  )
}
