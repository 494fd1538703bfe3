import { NativeSelect } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { tellNo } from '#contract/settling.ts'
import { withdrawReply } from '#contract/writing.ts'
import { missingParts, noParts, type NoPart, type NoWords } from '#domain/case/no-parts.ts'
import { ask } from '#web/api.ts'
import { FreeText } from '#web/ui/FreeText.tsx'
import { keepDrafts } from '#web/ui/keep-drafts.ts'
import { newKey } from '#web/ui/new-key.ts'
import { Note } from '#web/ui/Note.tsx'
import { locale, say } from '#web/words/say.ts'
import { offerUndo, undoWithinSeconds } from '#web/undo.ts'
import { useCaseCommand } from '#web/use-case-command.ts'
import { calledCase } from '../called-case.ts'
import { decisionWords } from '../timeline/decision-words.ts'
import { noPartWords } from '../composer/lack-words.ts'
import type { TaskProps } from '../tasks/Tasks.tsx'
import { TaskSheet } from '../tasks/TaskSheet.tsx'
import { useSeen } from '../use-seen.ts'

type No = 'not-upheld' | 'out-of-scope'
type Written = NoWords & { decision: No }
type Input = Written & { seq: number }

const noes = ['not-upheld', 'out-of-scope'] as const

const useNo = keepDrafts<Written>()

/** Tells the customer no: in plain words, with the reason, the evidence, what we can do, and where else they can go. */
export function NoForm(props: TaskProps) {
  const { kase, me, close } = props
  const { draft, change, forget } = useNo(kase.id, {
    decision: 'not-upheld',
    plain: '',
    reason: '',
    evidence: '',
    can: '',
    elsewhere: kase.closing.elsewhere,
  })
  const { decision, ...words } = draft
  const seen = useSeen(kase, me)
  const command = useCaseCommand(kase.id, (input: Input, key) =>
    ask(tellNo, { caseId: kase.id, ...input, visibility: 'private', sendAfter: undoWithinSeconds, key }),
  )
  const client = useQueryClient()
  const takeBack = async (messageId: string) => {
    await ask(withdrawReply, { messageId, key: newKey() })
    change(draft)
    await client.invalidateQueries({ queryKey: ['case', kase.id] })
  }
  const missing = missingParts(words)
  const told = (messageId: string) => {
    forget()
    offerUndo({
      about: calledCase(kase),
      messageId,
      sentence: say(
        'The no {byHand, select, yes {is written down} other {goes out}} in a moment. Taken back, its words wait under Say no.',
        { byHand: kase.replyTo?.byHand ? 'yes' : 'no' },
      ),
      undo: () => takeBack(messageId),
    })
    close()
  }
  return (
    <TaskSheet
      {...props}
      title={say('Say no')}
      verb={say('Tell them')}
      seen={seen}
      command={command}
      isReady={missing.length === 0 && kase.replyTo !== null}
      submit={() => command.mutate({ ...draft, seq: seen.seq }, { onSuccess: ({ id }) => told(id) })}
    >
      {kase.closing.toldNo?.isDisputed ? (
        <Note tone="warn">
          {say('The customer disputes the last no. Whoever said it does not take the second look.')}
        </Note>
      ) : null}
      <NativeSelect
        label={say('The complaint is')}
        value={decision}
        onChange={(event) =>
          change({
            ...draft,
            decision: noes.find((known) => known === event.currentTarget.value) ?? decision,
          })
        }
        data={noes.map((value) => ({ value, label: decisionWords(value) }))}
      />
      {inOrder.map((part, place) => (
        <FreeText
          key={part}
          label={partLabel(part)}
          description={partHint(part)}
          autosize
          minRows={2}
          maxRows={8}
          most={5000}
          {...(place === 0 && { 'data-autofocus': true })}
          value={words[part]}
          onChange={(event) => change({ ...draft, [part]: event.currentTarget.value })}
        />
      ))}
      {missing.length > 0 ? (
        <p className="supports" aria-live="polite">
          {say('Still missing: {parts}.', {
            parts: new Intl.ListFormat(locale()).format(missing.map(noPartWords)),
          })}
        </p>
      ) : null}
    </TaskSheet>
  )
}

/** As the customer reads them: first what it means. */
const inOrder: readonly NoPart[] = ['plain', ...noParts.filter((part) => part !== 'plain')]

function partLabel(part: NoPart): string {
  switch (part) {
    case 'plain':
      return say('In plain words')
    case 'reason':
      return say('The reason')
    case 'evidence':
      return say('What we looked at')
    case 'can':
      return say('What we can do all the same')
    case 'elsewhere':
      return say('Where else they can go')
  }
}

function partHint(part: NoPart): string {
  switch (part) {
    case 'plain':
      return say(
        'What it means for them, in short sentences. Greeting, names of the parts and your name are added.',
      )
    case 'reason':
      return say('With the rule that it rests on.')
    case 'evidence':
      return say('Each letter, report and photo.')
    case 'can':
      return say('A second look, a part at cost, a name to ask for.')
    case 'elsewhere':
      return say('An ombudsman, a conciliation board, a court.')
  }
}
