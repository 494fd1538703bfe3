import { escalate } from '#contract/cases.ts'
import { ask } from '#web/api.ts'
import { FreeText } from '#web/ui/FreeText.tsx'
import { keepDrafts } from '#web/ui/keep-drafts.ts'
import { focusAtOnce } from '#web/ui/focus-at-once.ts'
import { heard } from '#web/words/heard.ts'
import { say } from '#web/words/say.ts'
import type { FormProps } from './form-props.ts'
import { LineForm } from './LineForm.tsx'
import { useLineCase } from './use-line-case.ts'

const useReason = keepDrafts<string>()

/** I need help: the next rung is asked with the call still on. Whoever has the case keeps it until somebody takes it. */
export function HelpForm({ target, front, words, clear, close, done }: FormProps) {
  const { draft: reason, change: setReason, forget } = useReason(target.call.id, '')
  const helping = useLineCase(target, async ({ caseId, seq }, input: { reason: string }, key) => {
    await ask(escalate, { caseId, seq, ...input, key })
  })
  const next = front?.next
  return (
    <LineForm
      title={say('I need help')}
      verb={next ? say('Ask {name} now', { name: next.person.name }) : say('Ask now')}
      isReady={reason.trim() !== ''}
      isBusy={helping.isPending}
      error={helping.error}
      close={close}
      submit={() =>
        helping.mutate(
          { words: target.call.caseId === null && words.trim() === '' ? reason : words, input: { reason } },
          {
            onSuccess: () => {
              forget()
              clear()
              done(
                next
                  ? say('{name}, {rung}, is asked. It stays yours until they take it.', {
                      name: next.person.name,
                      rung: heard(next.rung.name),
                    })
                  : say('The next rung is asked. It stays yours until they take it.'),
              )
            },
          },
        )
      }
    >
      <FreeText
        ref={focusAtOnce}
        label={say('What you need')}
        description={say('The customer stays on the line with you. Nobody has to repeat themselves.')}
        autosize
        minRows={2}
        maxRows={5}
        most={2000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </LineForm>
  )
}
