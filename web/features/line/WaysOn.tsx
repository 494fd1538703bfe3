import { Link } from '@tanstack/react-router'
import { Key } from '#web/ui/Key.tsx'
import { say } from '#web/words/say.ts'
import { everything } from '#web/views.ts'
import classes from './Line.module.css'

/** Where one goes on from the call screen: it stands alone, without what stands around every other page. */
export function WaysOn({ showKeys }: { showKeys: () => void }) {
  return (
    <nav className={classes['waysOn']} aria-label={say('From here')}>
      <Link className="link" to="/" search={everything}>
        {say('To the desk')} <kbd aria-hidden="true">G D</kbd>
      </Link>
      <Link className="link" to="/write-down">
        {say('Write a call down by hand')} <Key name="C" />
      </Link>
      <button type="button" className="link" onClick={showKeys}>
        {say('All keys')} <Key name="?" />
      </button>
    </nav>
  )
}
