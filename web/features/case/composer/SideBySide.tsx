import type { z } from 'zod'
import type { CaseView } from '#contract/case-view.ts'
import { severityWord } from '#web/marks/SeverityMark.tsx'
import { momentWords } from '#web/ui/time-words.ts'
import { useNow } from '#web/ui/use-now.ts'
import { say } from '#web/words/say.ts'
import classes from '../tasks/MergeForm.module.css'

type View = z.output<typeof CaseView>

/** Two cases beside each other, and in words what becomes of them when one takes the other over. */
export function SideBySide({ keeps, goes }: { keeps: View; goes: View }) {
  const now = useNow()
  const rows = rowsOf(keeps, now).map(([name, here], place) => ({
    name,
    here,
    there: rowsOf(goes, now)[place]?.[1] ?? '',
  }))
  const number = String(goes.number)
  return (
    <>
      <table className={classes['sides']}>
        <thead>
          <tr>
            <th scope="col">
              <span className="unseen">{say('What')}</span>
            </th>
            <th scope="col">{say('Case {number}, goes on', { number: String(keeps.number) })}</th>
            <th scope="col">{say('Case {number}, is taken over', { number })}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, here, there }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td data-differs={here !== there}>{here}</td>
              <td data-differs={here !== there}>{there}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="supports">
        {say(
          '{owner} keeps this case. What was said in case {number} is read here from now on, {failures, plural, =0 {} one {its failure counts here, } other {its # failures count here, }}and its own dates rest. It can be given back.',
          { owner: keeps.owner.name, number, failures: goes.failures },
        )}
      </p>
    </>
  )
}

const rowsOf = (kase: View, now: Temporal.Instant): [string, string][] => [
  [say('About'), kase.subject || say('No subject')],
  [say('Person'), kase.person?.name ?? say('Erased person')],
  [say('Opened'), momentWords(Temporal.Instant.from(kase.openedAt), now)],
  [say('Owner'), kase.owner.name],
  [say('How bad'), severityWord(kase.severity)],
  [say('Contacts'), String(kase.contacts)],
  [say('Failed'), String(kase.failures)],
]
