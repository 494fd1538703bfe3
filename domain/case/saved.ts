/** Something as JSON holds it: instants as RFC 3339 text. `JSON.stringify` writes it. */
export type Saved<T> = T extends Temporal.Instant
  ? string
  : T extends object
    ? { [K in keyof T]: Saved<T[K]> }
    : T
