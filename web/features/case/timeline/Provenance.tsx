import type { z } from 'zod'
import type { MessageView } from '#contract/case-view.ts'
import { locale, say } from '#web/words/say.ts'

/** Whose hands a reply went through that went out under the name of somebody who approved it. */
export function Provenance({ of }: { of: NonNullable<z.output<typeof MessageView>['provenance']> }) {
  const { wrote, edited, approved, sent } = of
  const editors = new Intl.ListFormat(locale()).format(edited.map(({ name }) => name))
  return (
    <p className="small waits">
      {edited.length > 0
        ? say('Written by {wrote}, changed by {editors}, approved by {approved}, sent by {sent}.', {
            wrote: wrote.name,
            editors,
            approved: approved.name,
            sent: sent.name,
          })
        : say('Written by {wrote}, approved by {approved}, sent by {sent}.', {
            wrote: wrote.name,
            approved: approved.name,
            sent: sent.name,
          })}
    </p>
  )
}
