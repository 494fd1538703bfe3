import { OnlyHereNote } from '#web/OnlyHereNote.tsx'
import { usePublicAddress } from '#web/public-address.ts'
import { CopyField } from '#web/ui/CopyField.tsx'
import { Moment } from '#web/ui/Moment.tsx'
import { Note } from '#web/ui/Note.tsx'
import { say } from '#web/words/say.ts'

/** A one-time link, shown to the administrator who hands it over. */
export function LinkToHandOver({ name, link, expiresAt }: { name: string; link: string; expiresAt: string }) {
  return (
    <Note>
      <CopyField label={say('Link for {name}', { name })} text={`${usePublicAddress()}/sign-in#${link}`} />
      <OnlyHereNote />
      <p className="small">
        {say(
          'Give it to nobody else: it lets whoever opens it in once, and they choose a password. Good until',
        )}{' '}
        <Moment at={expiresAt} />
      </p>
    </Note>
  )
}
