import type { ReactNode } from 'react'
import { Key } from './Key.tsx'
import { areKeysOn } from './keys.ts'
import classes from './ListPage.module.css'

type Props = {
  title: string
  /** What stands here, and what to do about it, in a sentence or two. */
  about: string
  /** What the keys do here. */
  keys: readonly (readonly [keys: string, meaning: string])[]
  children: ReactNode
}

/** A page that is one list: what it is on top, the keys below. */
export function ListPage({ title, about, keys, children }: Props) {
  return (
    <main className={classes['page']}>
      <header className={classes['top']}>
        <h1>{title}</h1>
        <p className="supports">{about}</p>
      </header>
      <div className={classes['list']}>{children}</div>
      {areKeysOn() ? (
        <footer className={classes['keys']}>
          {keys.map(([names, meaning]) => (
            <span key={names}>
              {names.split(' ').map((name) => (
                <Key key={name} name={name} />
              ))}
              {meaning}
            </span>
          ))}
        </footer>
      ) : null}
    </main>
  )
}
