import { NativeSelect } from '@mantine/core'
import { useId, useState } from 'react'
import type { WrittenPolicy, WrittenTable } from '#domain/policy/written-policy.ts'
import { Button } from '#web/ui/Button.tsx'
import { say } from '#web/words/say.ts'
import { isAnything, nameInSentence, nameWords } from './cell-words.ts'
import type { Column } from './columns.ts'
import { toggleRead } from './edit-policy.ts'
import classes from './Grid.module.css'

type Props = {
  policy: WrittenPolicy
  table: WrittenTable
  /** The column one is in. */
  column: Column | undefined
  edit: (policy: WrittenPolicy) => void
}

/** Lets a table ask one more of what is known before it, or no longer what none of its rows asks. */
export function Asks({ policy, table, column, edit }: Props) {
  const id = useId()
  const [chosen, choose] = useState('')
  const open = readable(policy, table)
  const name = open.includes(chosen) ? chosen : (open[0] ?? '')
  const isIdle =
    column?.part === 'when' && table.rows.every(({ when }) => isAnything(String(when[column.name] ?? '')))
  return (
    <div className={classes['asks']}>
      {open.length > 0 ? (
        <>
          <label htmlFor={id}>{say('Ask one more')}</label>
          <NativeSelect
            id={id}
            value={name}
            onChange={(event) => choose(event.currentTarget.value)}
            data={open.map((value) => ({ value, label: nameWords(value) }))}
          />
          <Button onClick={() => edit(toggleRead(policy, table.id, name))}>{say('Add the column')}</Button>
        </>
      ) : null}
      {isIdle && table.reads.length > 1 ? (
        <Button look="bare" onClick={() => edit(toggleRead(policy, table.id, column.name))}>
          {say('No longer ask {fact}', { fact: nameInSentence(column.name) })}
        </Button>
      ) : null}
    </div>
  )
}

/** What is known before a table is asked, and that it does not ask yet. */
function readable({ facts, tables }: WrittenPolicy, table: WrittenTable): string[] {
  const before = tables.slice(
    0,
    tables.findIndex(({ id }) => id === table.id),
  )
  const known = [...Object.keys(facts), ...before.flatMap(({ gives }) => Object.keys(gives))]
  return known.filter((name) => !table.reads.includes(name))
}
