/** Where a reply comes from that goes out under a senior's name: the handles of who did what to it. */
export type Provenance = {
  wrote: string
  /** Who changed its words since, in the order in which they first did. */
  edited: string[]
  approved: string
  /** Under whose name it goes out. */
  as: string
}

/** Who has had a hand in a text that waits for somebody's name. */
type Hands = { wrote: string; edited: readonly string[] }

/** Who has changed it, once somebody does: whoever wrote it and goes on before anybody else has is its writer still. */
export const editorsAfter = ({ wrote, edited }: Hands, editor: string): string[] =>
  edited.includes(editor) || (editor === wrote && edited.length === 0) ? [...edited] : [...edited, editor]

/** Under the name of the one who approved it, and nobody else's. */
export const signedBy = ({ wrote, edited }: Hands, signer: string): Provenance => ({
  wrote,
  edited: [...edited],
  approved: signer,
  as: signer,
})
