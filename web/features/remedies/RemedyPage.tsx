import { useQuery } from '@tanstack/react-query'
import { deskRoles } from '#domain/role.ts'
import { queries } from '#web/queries.ts'
import { ListPage } from '#web/ui/ListPage.tsx'
import { say } from '#web/words/say.ts'
import { Authority } from './Authority.tsx'
import { Books } from './Books.tsx'
import classes from './RemedyPage.module.css'
import { Rules } from './Rules.tsx'
import { useStretch } from './use-stretch.ts'
import { ToSign } from './ToSign.tsx'

const readers: ReadonlySet<string> = new Set(['admin', 'executive', 'lead', 'policy', 'analyst'])

/** What waits for a signature, and, for those who keep them, the books: what was given, how far authority was used, the caps. */
export function RemedyPage() {
  const { data: me } = useQuery(queries.me)
  const [stretch, chooseStretch] = useStretch()
  if (!me) return null
  const reads = readers.has(me.role)
  return (
    <ListPage
      title={say('Remedies')}
      about={say(
        'What customers are owed and given. Above what somebody may sign alone, a second person does; nobody signs their own.',
      )}
      keys={[
        ['J K', say('move')],
        ['Enter', say('open the case')],
      ]}
    >
      <div className={classes['page']}>
        {deskRoles.some((role) => role === me.role) ? <ToSign seesOthers={me.role !== 'agent'} /> : null}
        {reads ? (
          <>
            <Books stretch={stretch} choose={chooseStretch} />
            <Authority stretch={stretch} />
            <Rules mayChange={me.role === 'admin' || me.role === 'policy'} />
          </>
        ) : null}
      </div>
    </ListPage>
  )
}
