/**
 * In a frame of another site a browser may give a page no storage of its own, and say so by throwing. Then what would be
 * remembered is remembered as long as the page stands.
 */
export function standInForStorage(): void {
  for (const name of ['localStorage', 'sessionStorage'] as const)
    try {
      void window[name]
    } catch {
      Object.defineProperty(window, name, { value: inMemory() })
    }
}

function inMemory(): Storage {
  const kept = new Map<string, string>()
  return {
    get length() {
      return kept.size
    },
    clear: () => kept.clear(),
    getItem: (key) => kept.get(key) ?? null,
    key: (place) => [...kept.keys()][place] ?? null,
    removeItem: (key) => void kept.delete(key),
    setItem: (key, value) => void kept.set(key, value),
  }
}
