import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { signIn } from '#contract/people.ts'
import { ask, sentenceOf } from '#web/api.ts'
import { queries } from '#web/queries.ts'
import { Button } from '#web/ui/Button.tsx'
import { Logo } from '#web/ui/Mark.tsx'
import { Note } from '#web/ui/Note.tsx'
import classes from './SignIn.module.css'

/**
 * Signing in by a one-time link. A press of the button spends it, never the visit alone:
 * mail scanners visit links. The token stands behind the #, so it reaches no server log.
 */
export function SignIn({ done }: { done: () => void }) {
  const link = useSyncExternalStore(onHashChange, () => window.location.hash.slice(1))
  const client = useQueryClient()
  const enter = useMutation({
    mutationFn: () => ask(signIn, { link }),
    onSuccess: (me) => {
      client.clear()
      client.setQueryData(queries.me.queryKey, me)
      done()
    },
  })
  return (
    <main className={classes['page']}>
      <div className={classes['sheet']}>
        <p className={classes['brand']}>
          <Logo />
          Evenhand
        </p>
        {link === '' ? (
          <HowToGetALink />
        ) : (
          <>
            <h1>Sign in to your desk</h1>
            <p className="supports">This link lets you in once, in this browser.</p>
            {enter.error ? (
              <Note tone="danger">
                {sentenceOf(enter.error)} A new link comes from <code>bin/evenhand sign-in</code>.
              </Note>
            ) : null}
            <Button look="go" busy={enter.isPending} onClick={() => enter.mutate()}>
              Sign in
            </Button>
          </>
        )}
      </div>
    </main>
  )
}

/** A link that is opened in the tab where one already stands changes the address, and loads nothing. */
function onHashChange(heard: () => void) {
  window.addEventListener('hashchange', heard)
  return () => window.removeEventListener('hashchange', heard)
}

function HowToGetALink() {
  return (
    <>
      <h1>Come in by a one-time link</h1>
      <p className="supports">
        There are no passwords here. Where Evenhand runs, this prints a link for you; open it in this browser.
      </p>
      <pre className={classes['order']}>
        <code>bin/evenhand sign-in</code>
      </pre>
      <p className="small waits">The first start prints one as well. A link works once and not for long.</p>
    </>
  )
}
