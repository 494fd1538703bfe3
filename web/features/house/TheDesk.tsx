import { say } from '#web/words/say.ts'
import { Currency } from './Currency.tsx'
import { Elsewhere } from './Elsewhere.tsx'
import { HomeCountry } from './HomeCountry.tsx'
import { PublicAddress } from './PublicAddress.tsx'
import classes from './TheDesk.module.css'

/** What holds for the desk as a whole: where others reach it, where it stands, what it pays in, and where else customers can go. */
export function TheDesk() {
  return (
    <main className={classes['page']}>
      <h1>{say('The desk')}</h1>
      <PublicAddress />
      <HomeCountry />
      <Currency />
      <Elsewhere />
    </main>
  )
}
