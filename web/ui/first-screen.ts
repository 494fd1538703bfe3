const { promise, resolve } = Promise.withResolvers<void>()

/** Once the first screen stands, what nobody looks at before it is fetched: nothing of that is to hold it up. */
export const firstScreen = promise

/** Says that the first screen stands. */
export const noteFirstScreen = (): void => resolve()
