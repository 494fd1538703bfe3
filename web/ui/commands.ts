import { use, useEffect, useId, useRef, useSyncExternalStore } from 'react'
import { InSight, whileInSight } from './in-sight.ts'
import { useKeys } from './keys.ts'

/** Something that can be done where one is: by its key, from the palette, and told on the sheet of all keys. */
export type Command = {
  /** The key as it is struck, such as `r` or `g d`; what has none is only in the palette. */
  key?: string
  title: string
  act: () => unknown
  /** It moves or closes rather than does: told on the sheet of keys, and no entry of the palette. */
  isMove?: boolean
}

/** Commands that belong together, by the name of their place. */
export type Commands = { place: string; commands: readonly Command[] }

const held = new Map<string, Commands>()
let all: readonly Commands[] = []
const listeners = new Set<() => void>()

function changed() {
  all = [...held.values()]
  for (const heard of listeners) heard()
}

/**
 * Offers commands while the component is shown: their keys work, the palette lists them and the sheet of keys tells them,
 * all from this one list.
 */
export function useCommands(place: string, commands: readonly Command[]): void {
  const id = useId()
  const latest = useRef(commands)
  const sight = use(InSight)
  useEffect(() => {
    latest.current = commands
  })
  useKeys(Object.fromEntries(commands.flatMap(({ key, act }) => (key === undefined ? [] : [[key, act]]))))
  const names = commands
    .map(({ key = '', title, isMove }) => `${key}\t${title}\t${isMove ?? false}`)
    .join('\n')
  // What is offered changes with its names and keys; what they do is looked up when they are done.
  // oxlint-disable react/exhaustive-effect-dependencies -- the names say when the list has changed
  useEffect(() => {
    const offer = () => {
      held.set(id, {
        place,
        commands: latest.current.map((command, at) => ({ ...command, act: () => latest.current[at]?.act() })),
      })
      changed()
      return () => {
        held.delete(id)
        changed()
      }
    }
    return whileInSight(sight, offer)
  }, [id, place, names, sight])
  // oxlint-enable react/exhaustive-effect-dependencies
}

/** Everything that can be done now, place by place, the innermost place first. */
export const useAllCommands = (): readonly Commands[] =>
  useSyncExternalStore(
    (heard) => {
      listeners.add(heard)
      return () => listeners.delete(heard)
    },
    () => all,
  )
