import { Checkbox, NativeSelect } from '@mantine/core'
import { demands, unchangedWays, type Demand, type Unchanged } from '#domain/craft/template-specifics.ts'
import { demandWords } from '#web/marks/demand-words.ts'
import { say } from '#web/words/say.ts'
import classes from './Templates.module.css'

type Props = {
  demanded: readonly Demand[]
  unchanged: Unchanged
  demand: (demanded: Demand[]) => void
  treat: (unchanged: Unchanged) => void
}

/** What every reply that is made of the template has to say, and what becomes of one that says nothing of its own. */
export function Asks({ demanded, unchanged, demand, treat }: Props) {
  return (
    <div className={classes['asks']}>
      <fieldset>
        <legend className="title">{say('Every reply made of it says')}</legend>
        {demands.map((one) => (
          <Checkbox
            key={one}
            label={demandWords(one)}
            checked={demanded.includes(one)}
            onChange={({ currentTarget: { checked } }) =>
              demand(demands.filter((other) => (other === one ? checked : demanded.includes(other))))
            }
          />
        ))}
      </fieldset>
      <NativeSelect
        label={say('Sent word for word')}
        description={say('Where nothing in the reply is of the case.')}
        value={unchanged}
        onChange={({ currentTarget: { value } }) =>
          treat(unchangedWays.find((way) => way === value) ?? 'ask')
        }
        data={unchangedWays.map((value) => ({ value, label: wayWords(value) }))}
      />
    </div>
  )
}

function wayWords(way: Unchanged): string {
  switch (way) {
    case 'refuse':
      return say('is refused')
    case 'ask':
      return say('is asked about')
    case 'allow':
      return say('is all right')
  }
}
