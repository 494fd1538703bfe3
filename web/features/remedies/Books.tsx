import { NativeSelect } from '@mantine/core'
import { keepPreviousData, useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { takeLedgerAlong } from '#contract/remedies.ts'
import { ask, sentenceOf } from '#web/api.ts'
import { amountWords } from '#web/marks/amount-words.ts'
import { remedyName } from '#web/marks/remedy-words.ts'
import { Button } from '#web/ui/Button.tsx'
import { Bones, Face } from '#web/ui/Face.tsx'
import { Moment } from '#web/ui/Moment.tsx'
import { Note } from '#web/ui/Note.tsx'
import { heard } from '#web/words/heard.ts'
import { say } from '#web/words/say.ts'
import classes from './RemedyPage.module.css'
import { booksQuery, type Books as Data } from './remedies-query.ts'
import { entryWords } from './state-words.ts'
import { stretches, type Stretch, type StretchName } from './use-stretch.ts'
import { Wide } from './Wide.tsx'

type By = 'what' | 'rung' | 'signer' | 'month' | 'case' | 'person'
type Props = { stretch: Stretch; choose: (name: StretchName) => void }

const stretchWords: Readonly<Record<StretchName, () => string>> = {
  month: () => say('This month'),
  'last-month': () => say('Last month'),
  quarter: () => say('The last 90 days'),
  year: () => say('The last 365 days'),
}

const byWords: Readonly<Record<By, () => string>> = {
  what: () => say('by kind'),
  rung: () => say('by rung'),
  signer: () => say('by who signed'),
  month: () => say('by month'),
  case: () => say('by case'),
  person: () => say('by customer'),
}

const isBy = (text: string): text is By => Object.hasOwn(byWords, text)

/** What was given, line by line and in sums, of a stretch of time. */
export function Books({ stretch, choose }: Props) {
  const [by, chooseBy] = useState<By>('what')
  const [sort, chooseSort] = useState<'' | 'entitlement' | 'gesture'>('')
  const { from, until } = stretch
  const filter = { from, until, ...(sort !== '' && { sort }) }
  const books = useInfiniteQuery({ ...booksQuery({ ...filter, by }), placeholderData: keepPreviousData })
  const [newest] = books.data?.pages ?? []
  const lines = books.data?.pages.flatMap((page) => page.lines) ?? []
  const take = useMutation({
    mutationFn: () => ask(takeLedgerAlong, filter),
    onSuccess: ({ name, csv }) => saveFile(name, csv),
  })
  return (
    <section aria-labelledby="books">
      <header className={classes['head']}>
        <h2 className="title" id="books">
          {say('The books')}
        </h2>
        <Button look="bare" busy={take.isPending} onClick={() => take.mutate()}>
          {say('Take along as a table')}
        </Button>
      </header>
      <div className={classes['filters']}>
        <NativeSelect
          label={say('When')}
          data={stretches.map((value) => ({ value, label: stretchWords[value]() }))}
          value={stretch.name}
          onChange={(event) => {
            const chosen = stretches.find((one) => one === event.currentTarget.value)
            if (chosen) choose(chosen)
          }}
        />
        <NativeSelect
          label={say('Which')}
          data={[
            { value: '', label: say('Owed and gestures') },
            { value: 'entitlement', label: say('What was owed') },
            { value: 'gesture', label: say('Gestures') },
          ]}
          value={sort}
          onChange={(event) => {
            const { value } = event.currentTarget
            chooseSort(value === 'entitlement' || value === 'gesture' ? value : '')
          }}
        />
        <NativeSelect
          label={say('Summed up')}
          data={Object.entries(byWords).map(([value, words]) => ({ value, label: words() }))}
          value={by}
          onChange={(event) => {
            if (isBy(event.currentTarget.value)) chooseBy(event.currentTarget.value)
          }}
        />
      </div>
      {take.error ? <Note tone="danger">{sentenceOf(take.error)}</Note> : null}
      {books.isPending ? <Bones rows={3} label={say('The books are being read')} /> : null}
      {books.error && !books.data ? (
        <Face says={say('The books could not be read.')}>
          <p>{sentenceOf(books.error)}</p>
          <Button onClick={() => void books.refetch()}>{say('Try again')}</Button>
        </Face>
      ) : null}
      {newest && lines.length === 0 ? (
        <p className="supports">{say('Nothing was signed in this time.')}</p>
      ) : null}
      {newest && lines.length > 0 ? (
        <>
          <Sums data={newest} by={by} />
          <Lines lines={lines} />
          {books.hasNextPage ? (
            <Button busy={books.isFetchingNextPage} onClick={() => void books.fetchNextPage()}>
              {say('Older lines')}
            </Button>
          ) : null}
        </>
      ) : null}
    </section>
  )
}

/** Hands a text to the browser to be kept as a file. */
function saveFile(name: string, text: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv' }))
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}

function Sums({ data, by }: { data: Data; by: By }) {
  return (
    <Wide
      label={say('Sums')}
      heads={[say('Sums'), say('Why'), say('Remedies'), say('Signed'), say('Given')]}
      figures={3}
      isNamed
      rows={data.sums.map(({ key, name, sort, currency, committed, given, remedies }) => ({
        key: `${key ?? ''} ${sort} ${currency}`,
        cells: [
          name === null ? say('Erased person') : by === 'what' ? remedyName(name) : name,
          sort === 'gesture' ? say('Gesture') : say('Owed by policy'),
          remedies,
          amountWords(committed, currency),
          amountWords(given, currency),
        ],
      }))}
    />
  )
}

function Lines({ lines }: { lines: Data['lines'] }) {
  return (
    <Wide
      label={say('Lines of the books')}
      heads={[say('When'), say('Case'), say('What'), say('By whom'), say('Given'), say('Given by then')]}
      figures={5}
      rows={lines.map((line) => ({
        key: line.id,
        cells: [
          <Moment key="when" at={line.at} />,
          <Link key="case" className="link" to="/cases/$caseId" params={{ caseId: line.caseId }}>
            {line.number}
          </Link>,
          <>
            {remedyName(line.what)}, {entryWords(line.entry)}
            {line.sort === 'gesture' ? <>, {say('Gesture')}</> : null}
          </>,
          <>
            {line.signer.name}, {heard(line.rung.name)}
          </>,
          amountWords(line.given, line.currency),
          amountWords(line.running, line.currency),
        ],
      }))}
    />
  )
}
