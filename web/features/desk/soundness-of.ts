type Counts = {
  open: number
  ownerless: number
  clockless: number
  chainBroken: number
  inDoubt: number
  queued: number
  waiting: number
}

/** Whether everything adds up, in a sentence or two. */
export function soundnessOf(counts: Counts): { isSound: boolean; sentence: string } {
  const wrong = [
    counts.ownerless > 0 ? `${counts.ownerless} without an owner.` : '',
    counts.clockless > 0 ? `${counts.clockless} without a running clock.` : '',
    counts.chainBroken > 0 ? `${counts.chainBroken} with a broken history.` : '',
  ].filter(Boolean)
  const pending = [
    counts.inDoubt > 0 ? `${counts.inDoubt} sent in doubt.` : '',
    counts.queued > 0 ? `${counts.queued} waiting to be sent.` : '',
    counts.waiting > 0 ? `${counts.waiting} waiting to be read.` : '',
  ].filter(Boolean)
  const well = counts.open === 0 ? '' : 'Every one has an owner and a running clock.'
  const open = `${counts.open.toLocaleString('en-GB')} open.`
  return {
    isSound: wrong.length === 0,
    sentence: [open, ...(wrong.length > 0 ? wrong : [well]), ...pending].filter(Boolean).join(' '),
  }
}
