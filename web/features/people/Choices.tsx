import { Checkbox } from '@mantine/core'
import classes from './People.module.css'

type Props = {
  legend: string
  says?: string
  all: readonly { id: string; name: string }[]
  chosen: readonly string[]
  choose: (ids: readonly string[]) => void
}

/** Some of several, each with its box: teams, rungs, colleagues. Nothing where there is nothing to choose. */
export function Choices({ legend, says, all, chosen, choose }: Props) {
  if (all.length === 0) return null
  return (
    <fieldset className={classes['teams']}>
      <legend>{legend}</legend>
      {says === undefined ? null : <p className="small waits">{says}</p>}
      {all.map(({ id, name }) => (
        <Checkbox
          key={id}
          label={name}
          checked={chosen.includes(id)}
          onChange={(event) =>
            choose(event.currentTarget.checked ? [...chosen, id] : chosen.filter((one) => one !== id))
          }
        />
      ))}
    </fieldset>
  )
}
