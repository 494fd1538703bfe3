import { sentenceOf } from '#web/api.ts'
import { Face } from '#web/ui/Face.tsx'
import { say } from '#web/words/say.ts'

/** Where an address leads nowhere, or a page failed. */
export function Lost({ error }: { error?: unknown }) {
  return (
    <main>
      <Face says={error === undefined ? say('There is nothing at this address.') : sentenceOf(error)}>
        <a className="link" href="/">
          {say('Go to the desk')}
        </a>
      </Face>
    </main>
  )
}
