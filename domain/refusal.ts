/** Why somebody is refused: it decides how the refusal is told over HTTP. */
export type RefusalCode =
  | 'invalid'
  | 'not-signed-in'
  | 'not-allowed'
  | 'not-found'
  | 'conflict'
  | 'too-large'
  | 'too-many'

/** What a person can mend, said in a sentence to that person. Anything else that is thrown is a bug. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly code: RefusalCode
  /** What the person needs in order to mend it, such as what changed meanwhile; shown as it is. */
  readonly details: Readonly<Record<string, unknown>> | undefined

  constructor(code: RefusalCode, sentence: string, details?: Readonly<Record<string, unknown>>) {
    super(sentence)
    this.code = code
    this.details = details
  }
}
