import { Textarea } from '@mantine/core'
import { useState } from 'react'
import { parseDocument } from 'yaml'
import { textTrouble } from '#domain/policy/text-trouble.ts'
import { WrittenPolicy } from '#domain/policy/written-policy.ts'
import { heard } from '#web/words/heard.ts'
import { say } from '#web/words/say.ts'
import type { Draft } from './use-draft.ts'
import classes from './Text.module.css'

/** What was typed on a policy and is none itself yet: whoever looks at another part meanwhile finds it again. */
const halfWritten = new WeakMap<WrittenPolicy, string>()

/** The whole policy as text: for facts, principles, the floor, new tables, and whoever likes it better. */
export function TextPart({ draft }: { draft: Draft }) {
  const [typed, setTyped] = useState<{ text: string; of: WrittenPolicy } | null>(() => {
    const begun = halfWritten.get(draft.policy)
    return begun === undefined ? null : { text: begun, of: draft.policy }
  })
  // What was changed elsewhere meanwhile, by undoing or in a table, is what counts.
  const text = typed && typed.of === draft.policy ? typed.text : draft.text()
  const fault = typed && typed.of === draft.policy ? faultIn(typed.text) : null
  const write = (next: string) => {
    const read = policyIn(next)
    if (read) {
      halfWritten.delete(draft.policy)
      draft.editText(next, read)
    } else halfWritten.set(draft.policy, next)
    setTyped({ text: next, of: read ?? draft.policy })
  }
  return (
    <section className={classes['text']} aria-labelledby="text-title">
      <div className={classes['intro']}>
        <h2 id="text-title">{say('As text')}</h2>
        <p className="supports">
          {say('YAML. Comments and order stay as you write them, also when a table is changed.')}
        </p>
      </div>
      {fault === null ? null : (
        <p className={classes['fault']} role="alert">
          {fault}
        </p>
      )}
      <Textarea
        aria-label={say('The policy as text')}
        readOnly={!draft.isWritable}
        spellCheck={false}
        rows={36}
        value={text}
        onChange={(event) => write(event.currentTarget.value)}
      />
    </section>
  )
}

function policyIn(text: string): WrittenPolicy | null {
  const document = parseDocument(text)
  if (document.errors.length > 0) return null
  return WrittenPolicy.safeParse(document.toJS({ maxAliasCount: 100 })).data ?? null
}

/** Why a text is no policy yet; null where it is one. */
function faultIn(text: string): string | null {
  const document = parseDocument(text)
  const [error] = document.errors
  if (error) {
    const { line = 1, col = 1 } = error.linePos?.[0] ?? {}
    return say('Line {line}, column {column}: {problem}', {
      line,
      column: col,
      problem: heard(textTrouble(error)),
    })
  }
  const read = WrittenPolicy.safeParse(document.toJS({ maxAliasCount: 100 }))
  const [issue] = read.error?.issues ?? []
  return issue ? `${issue.path.join('.')}: ${heard(issue.message)}` : null
}
