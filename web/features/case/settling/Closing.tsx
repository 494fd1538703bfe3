import type { z } from 'zod'
import type { CaseView } from '#contract/case-view.ts'
import { feelings } from '#domain/case/customers-word.ts'
import { stages } from '#domain/case/stage.ts'
import { feelingWords } from '#web/marks/felt-words.ts'
import { stageWords } from '#web/marks/stage-words.ts'
import { Button } from '#web/ui/Button.tsx'
import { Mark } from '#web/ui/Mark.tsx'
import { Moment } from '#web/ui/Moment.tsx'
import { say } from '#web/words/say.ts'
import classes from './Closing.module.css'
import { answerToAsked } from './answer-to-asked.ts'
import { feelingQuestion } from './feeling-question.ts'
import { isStillUnanswered } from '../is-still-unanswered.ts'
import { saidWords, wayWords } from '../timeline/settling-sentences.ts'

type View = z.output<typeof CaseView>

/** How far the fault is mended, and apart from it how the customer fares: what they said, and how they found us. */
export function Closing({ kase, hear }: { kase: View; hear: () => void }) {
  return (
    <section aria-labelledby="closing-title">
      <h2 className="title" id="closing-title">
        {say('How far it is')}
      </h2>
      <Stages kase={kase} />
      <Word kase={kase} hear={hear} />
      <Felt felt={kase.closing.felt} />
    </section>
  )
}

/** The stages as words: those it has passed, where it stands, and what comes next. */
function Stages({ kase }: { kase: View }) {
  const place = stages.indexOf(kase.stage)
  return (
    <ol className={classes['stages']}>
      {stages.map((one, at) => {
        const isPast = at < place && !(one === 'acknowledged' && isStillUnanswered(kase))
        return (
          <li
            key={one}
            data-is={isPast ? 'past' : at === place ? 'here' : 'ahead'}
            aria-current={at === place ? 'step' : undefined}
          >
            <Mark name={isPast || at === place ? 'check' : 'empty'} />
            {stageWords(one)}
          </li>
        )
      })}
    </ol>
  )
}

function Word({ kase, hear }: { kase: View; hear: () => void }) {
  const { word, attempts, toldNo } = kase.closing
  const answer = answerToAsked(kase)
  return (
    <ul className={classes['said']}>
      <li>
        {word ? (
          <>
            {say('{what}, {way}.', { what: saidWords(word.says), way: wayWords(word.way) })}{' '}
            <Moment at={word.at} />
          </>
        ) : (
          say('The customer has not said yet whether it is settled.')
        )}
      </li>
      {answer ? (
        <li>
          {answer.says
            ? say('They have answered whether it is settled, and it reads like “{what}”.', {
                what: saidWords(answer.says),
              })
            : say('They have written since you asked whether it is settled.')}{' '}
          <Button look="bare" keyName="shift+H" onClick={hear}>
            {say('Write down what they say')}
          </Button>
        </li>
      ) : null}
      {attempts.length > 0 ? (
        <li>
          {say('Asked {count, plural, one {once} other {# times}} since then.', { count: attempts.length })}
        </li>
      ) : null}
      {toldNo ? (
        <li>
          {toldNo.isDisputed
            ? say('They were told no, and dispute it: it needs a second look.')
            : say('They were told no, with all that a no needs.')}{' '}
          <Moment at={toldNo.at} />
        </li>
      ) : null}
    </ul>
  )
}

/** How they found us: said, denied or not known. */
function Felt({ felt }: Pick<View['closing'], 'felt'>) {
  const said = feelings.filter((feeling) => felt[feeling] !== undefined)
  if (said.length === 0)
    return <p className={classes['unsaid']}>{say('How they found us, nobody has asked yet.')}</p>
  return (
    <ul className={classes['felt']} aria-label={say('How they found us')}>
      {feelings.map((feeling) => {
        const one = felt[feeling]
        return (
          <li key={feeling} title={feelingQuestion(feeling)}>
            <Mark name={one === undefined ? 'empty' : one.is ? 'check' : 'cross'} />
            <span>
              {one === undefined
                ? say('{what}: not said', { what: feelingWords(feeling, true) })
                : feelingWords(feeling, one.is)}
              {one?.by === 'colleague' ? (
                <span className={classes['by']}> {say('as a colleague noted')}</span>
              ) : null}
            </span>
          </li>
        )
      })}
    </ul>
  )
}
