import '@mantine/core/styles/Checkbox.css'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { z } from 'zod'
import { endToken, listTokens } from '#contract/accounts.ts'
import { ask, sentenceOf } from '#web/api.ts'
import { roleWords } from '#web/marks/role-words.ts'
import { Button } from '#web/ui/Button.tsx'
import { Bones, Face } from '#web/ui/Face.tsx'
import { Moment } from '#web/ui/Moment.tsx'
import { Note } from '#web/ui/Note.tsx'
import { useNow } from '#web/ui/use-now.ts'
import { focusAtOnce } from '#web/ui/focus-at-once.ts'
import { locale, say } from '#web/words/say.ts'
import classes from './Account.module.css'
import { scopeWords } from './scope-words.ts'
import { TokenForm } from './TokenForm.tsx'

type Token = z.output<typeof listTokens.output>['tokens'][number]

/** The tokens by which programs ask: what each may, when it was used last, and ending it. */
export function Tokens() {
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['tokens'],
    queryFn: () => ask(listTokens, {}),
  })
  const [isMaking, make] = useState(false)
  return (
    <main className={classes['page']}>
      <header className={classes['headline']}>
        <div className={classes['head']}>
          <h1>{say('API tokens')}</h1>
          <p className="supports">
            {say('Programs ask by them, each in its own name and role.')}{' '}
            <a className="link" href="/api/openapi.json">
              {say('What they can ask (OpenAPI)')}
            </a>
          </p>
        </div>
        {isMaking ? null : (
          <Button look="go" onClick={() => make(true)}>
            {say('Make a token')}
          </Button>
        )}
      </header>
      {isMaking ? <TokenForm close={() => make(false)} /> : null}
      {isPending ? <Bones rows={4} label={say('The tokens are being read')} /> : null}
      {error && !data ? (
        <Face says={say('The tokens could not be read.')}>
          <p>{sentenceOf(error)}</p>
          <Button onClick={() => void refetch()}>{say('Try again')}</Button>
        </Face>
      ) : null}
      {data?.tokens.length === 0 ? (
        <Face says={say('There is no token.')}>
          <p>{say('Make one for each program that hands over items or reads from the desk.')}</p>
        </Face>
      ) : null}
      {data && data.tokens.length > 0 ? (
        <ul className={classes['sessions']}>
          {data.tokens.map((token) => (
            <TokenLine key={token.id} token={token} />
          ))}
        </ul>
      ) : null}
    </main>
  )
}

function TokenLine({ token }: { token: Token }) {
  const client = useQueryClient()
  const now = useNow()
  const [isSure, beSure] = useState(false)
  const end = useMutation({
    mutationFn: () => ask(endToken, { tokenId: token.id }),
    onSettled: () => client.invalidateQueries({ queryKey: ['tokens'] }),
  })
  const hasExpired =
    token.expiresAt !== null && Temporal.Instant.compare(Temporal.Instant.from(token.expiresAt), now) <= 0
  const may =
    token.scopes === null
      ? say('whatever its role may')
      : new Intl.ListFormat(locale()).format(token.scopes.map(scopeWords))
  return (
    <li className={classes['session']}>
      <div>
        <p className="medium clip">{token.name}</p>
        <p className="small waits">{say('{role}: {may}', { role: roleWords(token.role), may })}</p>
        <p className="small waits">
          {token.usedAt === null ? (
            say('never used')
          ) : (
            <>
              {say('used')} <Moment at={token.usedAt} />
            </>
          )}
          {' · '}
          {say('made')} <Moment at={token.madeAt} />
          {token.expiresAt === null ? null : (
            <>
              {' · '}
              {hasExpired ? say('ended') : say('ends')} <Moment at={token.expiresAt} />
            </>
          )}
        </p>
        {end.error ? <Note tone="danger">{sentenceOf(end.error)}</Note> : null}
      </div>
      {isSure ? (
        <p className={classes['acts']}>
          <Button busy={end.isPending} ref={focusAtOnce} onClick={() => end.mutate()}>
            {say('End it: the program is shut out')}
          </Button>
          <Button look="bare" onClick={() => beSure(false)}>
            {say('Not now')}
          </Button>
        </p>
      ) : (
        <Button aria-label={say('End the token {name}', { name: token.name })} onClick={() => beSure(true)}>
          {say('End')}
        </Button>
      )}
    </li>
  )
}
