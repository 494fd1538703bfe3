/** How long proofs may look: each question at so many boxes, and all of them until somebody says that it is late. */
export type Budget = {
  /** Begins a question; what it gives is asked at each box, and says whether the budget is spent. */
  readonly begin: (share?: number) => () => boolean
}

/** A budget of boxes for each question, by which the same policy always gives the same findings, and of time for all. */
export function budgetOf(boxes: number, isLate: () => boolean): Budget {
  let late = false
  return {
    begin(share = 1) {
      let left = Math.ceil(boxes * share)
      late ||= isLate()
      return () => {
        // To ask the time costs as much as a look: it is asked now and then.
        if ((left & 255) === 0) late ||= isLate()
        return late || left-- <= 0
      }
    },
  }
}
