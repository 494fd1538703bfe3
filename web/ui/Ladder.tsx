import classes from './Ladder.module.css'

/** Steps from below: climbed ones dark, the present one wide, those above pale. */
export function Ladder({ steps, at }: { steps: readonly string[]; at: number }) {
  return (
    <span className={classes['ladder']} aria-hidden="true">
      {steps.map((step, height) => (
        <i key={step} data-is={height === at ? 'here' : height > at ? 'above' : 'below'} />
      ))}
    </span>
  )
}

/** Counting strokes, at most five drawn; from the third on they stand out. */
export function Tally({ count }: { count: number }) {
  const strokes = ['one', 'two', 'three', 'four', 'five'].slice(0, count)
  return (
    <span className={classes['tally']} data-many={count >= 3} aria-hidden="true">
      {strokes.map((stroke) => (
        <i key={stroke} />
      ))}
    </span>
  )
}
