/**
 * What stands in a recorded case for what differs in every cast of it. Each says its name wherever it is written down:
 * in a row, in a fold, in the raw item.
 */
export const placeholder = {
  name: 'Seedfirst Seedlast',
  address: (life: number) => `seedaddress${life}@mail.example`,
  handle: (life: number) => `seedaddress${life}`,
  subject: 'Seedsubject',
  body: (place: number) => `Seedbody${place}`,
  externalId: (life: number, place: number) => `seedexternal${life}x${place}`,
  /** What the desk was told about the matter: each case has amounts of its own, on the same side of every limit. */
  facts: { harm: 'loss', loss: 617.43, followers: 61_743 },
  /** Numbers of recorded cases begin here, which no cast reaches. */
  firstNumber: 7_000_001,
}

/** How the placeholders are found again; capital or not, as a column may keep them in small letters. */
export const written =
  /(?<uuid>[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})|(?<time>\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|\+00))|(?<number>7000\d{3})|(?<loss>(?<="loss": ?)617\.43)|(?<followers>(?<="followers": ?)61743)|(?<word>seedfirst|seedlast|seedaddress\d+|seedsubject|seedbody\d+|seedexternal\d+x\d+)/gi
