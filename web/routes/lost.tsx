import { sentenceOf } from '#web/api.ts'
import { Face } from '#web/ui/Face.tsx'

/** Where an address leads nowhere, or a page failed. */
export function Lost({ error }: { error?: unknown }) {
  return (
    <main>
      <Face says={error === undefined ? 'There is nothing at this address.' : sentenceOf(error)}>
        <a className="link" href="/">
          Go to the desk
        </a>
      </Face>
    </main>
  )
}
