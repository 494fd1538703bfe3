import { useMutation } from '@tanstack/react-query'
import { z } from 'zod'
import { dropWaitingFile } from '#contract/by-hand.ts'
import { ask, Problem, sentenceOf } from '#web/api.ts'
import { Button } from '#web/ui/Button.tsx'
import { Note } from '#web/ui/Note.tsx'
import { locale, say } from '#web/words/say.ts'
import classes from './ByHand.module.css'
import type { WaitingFile } from './heard.ts'

const Kept = z.object({ id: z.string(), name: z.string(), size: z.number() })
const Page = z.looseObject({ detail: z.string() })

type Props = { files: readonly WaitingFile[]; change: (files: readonly WaitingFile[]) => void }

/** The scan of a letter, or what was handed over at the counter. */
export function Scans({ files, change }: Props) {
  const add = useMutation({
    mutationFn: async (chosen: readonly File[]) => {
      let kept = files
      for (const file of chosen) {
        kept = [...kept, await keep(file)]
        change(kept)
      }
    },
  })
  const drop = useMutation({ mutationFn: (fileId: string) => ask(dropWaitingFile, { fileId }) })
  return (
    <div className={classes['scans']}>
      <label className="medium" htmlFor="by-hand-files">
        {say('Scans and files')}
      </label>
      <input
        id="by-hand-files"
        type="file"
        multiple
        accept="image/*,application/pdf,text/plain,audio/*,video/*"
        disabled={add.isPending}
        onChange={({ currentTarget }) => {
          add.mutate([...(currentTarget.files ?? [])])
          currentTarget.value = ''
        }}
      />
      {files.length > 0 ? (
        <ul aria-label={say('Files that go with it')}>
          {files.map(({ id, name, size }) => (
            <li key={id} className={classes['kase']}>
              <span className="clip">
                {name} <span className="waits">{sizeOf(size)}</span>
              </span>
              <Button
                look="bare"
                aria-label={say('Take {name} away', { name })}
                onClick={() => {
                  change(files.filter((file) => file.id !== id))
                  drop.mutate(id)
                }}
              >
                {say('Take away')}
              </Button>
            </li>
          ))}
        </ul>
      ) : null}
      {add.error ? <Note tone="danger">{sentenceOf(add.error)}</Note> : null}
    </div>
  )
}

async function keep(file: File): Promise<WaitingFile> {
  const body = new FormData()
  body.append('file', file, file.name)
  const response = await fetch('/api/write-down/files', { method: 'POST', body }).catch(() => {
    throw new Problem(0, say('The desk cannot be reached. Nothing you wrote is lost; try again.'))
  })
  const answer: unknown = await response.json().catch(() => null)
  if (response.ok) return Kept.parse(answer)
  throw new Problem(
    response.status,
    Page.safeParse(answer).data?.detail ?? say('The desk did not answer as it should.'),
  )
}

const sizeOf = (bytes: number) =>
  new Intl.NumberFormat(locale(), { style: 'unit', unit: 'kilobyte', maximumFractionDigits: 0 }).format(
    Math.max(1, Math.round(bytes / 1000)),
  )
