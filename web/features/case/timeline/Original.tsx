import { useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import type { MessageView } from '#contract/case-view.ts'
import { Problem, sentenceOf } from '#web/api.ts'
import { Bones } from '#web/ui/Face.tsx'
import { Sheet } from '#web/ui/Sheet.tsx'
import { say } from '#web/words/say.ts'
import { Letter } from './Letter.tsx'
import classes from './Original.module.css'

type Props = { message: z.output<typeof MessageView>; close: () => void }

/** A message as it came in: its formatting without what could harm, and below that every byte that was received. */
export function Original({ message, close }: Props) {
  const { itemId, html } = message
  const { data, error } = useQuery({
    queryKey: ['original', itemId],
    queryFn: () => readOriginal(itemId ?? ''),
    enabled: itemId !== null,
    staleTime: Infinity,
  })
  return (
    <Sheet title={say('The original')} close={close} isWide>
      {html === null ? null : <Letter html={html} />}
      {error ? <p role="alert">{sentenceOf(error)}</p> : null}
      {data === undefined && !error ? (
        <Bones rows={4} height={20} label={say('The original is being read')} />
      ) : (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls has to be reached by keys
        <pre className={classes['bytes']} tabIndex={0} aria-label={say('As it was received')}>
          {data}
        </pre>
      )}
      <p>
        <a className="link" href={`/api/items/${itemId}/original`} download>
          {say('Keep it as a file')}
        </a>
      </p>
    </Sheet>
  )
}

/** More than anybody reads in a window; the whole of it can be kept as a file. */
const mostShown = 200_000

async function readOriginal(itemId: string): Promise<string> {
  const response = await fetch(`/api/items/${itemId}/original`).catch(() => null)
  if (!response?.ok) throw new Problem(response?.status ?? 0, say('The original could not be read.'))
  return (await response.text()).slice(0, mostShown)
}
