/** For a field that stands alone on what has just been asked for: whoever asked types at once. Given as its `ref`. */
export const focusAtOnce = (element: HTMLElement | null): void => element?.focus()
