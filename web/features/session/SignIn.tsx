import { useQueryClient } from '@tanstack/react-query'
import { useState, useSyncExternalStore, type ReactNode } from 'react'
import type { z } from 'zod'
import type { SignedIn } from '#contract/me.ts'
import { queries } from '#web/queries.ts'
import { dropDrafts } from '#web/ui/keep-drafts.ts'
import { Logo } from '#web/ui/Mark.tsx'
import { productName } from '#web/ui/product-name.ts'
import { ChoosePassword } from './ChoosePassword.tsx'
import { LinkForm } from './LinkForm.tsx'
import { PasswordForm } from './PasswordForm.tsx'
import classes from './SignIn.module.css'

type Me = NonNullable<z.output<typeof SignedIn>['me']>

/** Signing in: by e-mail and password, or by the one-time link whose text stands in the address. */
export function SignIn({ done }: { done: () => void }) {
  const link = useSyncExternalStore(onHashChange, () => window.location.hash.slice(1))
  const client = useQueryClient()
  const [newcomer, welcome] = useState<Me | null>(null)
  const letIn = ({ me, choosesPassword }: z.output<typeof SignedIn>) => {
    if (!me) return
    // Whose session ran out finds what they had begun; somebody else never does.
    const before = client.getQueryData(queries.me.queryKey)
    if (before?.organisation.id !== me.organisation.id || before.handle !== me.handle) dropDrafts()
    client.clear()
    client.setQueryData(queries.me.queryKey, me)
    if (choosesPassword) welcome(me)
    else done()
  }
  if (newcomer)
    return (
      <Page>
        <ChoosePassword me={newcomer} done={done} />
      </Page>
    )
  return <Page>{link === '' ? <PasswordForm letIn={letIn} /> : <LinkForm link={link} letIn={letIn} />}</Page>
}

function Page({ children }: { children: ReactNode }) {
  return (
    <main className={classes['page']}>
      <div className={classes['sheet']}>
        <p className={classes['brand']}>
          <Logo />
          {productName}
        </p>
        {children}
      </div>
    </main>
  )
}

/** A link that is opened in the tab where one already stands changes the address, and loads nothing. */
function onHashChange(heard: () => void) {
  window.addEventListener('hashchange', heard)
  return () => window.removeEventListener('hashchange', heard)
}
