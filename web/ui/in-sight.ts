import { createContext, use } from 'react'

/** Whether a part of the screen can be seen: what is kept behind another page offers no keys and announces nothing. */
export const InSight = createContext(true)

export const useIsInSight = (): boolean => use(InSight)
