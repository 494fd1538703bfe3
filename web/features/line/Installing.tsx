import { useEffect, useState } from 'react'
import { Button } from '#web/ui/Button.tsx'
import { say } from '#web/words/say.ts'
import classes from './Line.module.css'
import { mayTell } from './ring-notice.ts'

/** The browser offers to install a page by an event that no library of types knows yet. */
type Offer = Event & { prompt: () => Promise<unknown> }

const isOffer = (event: Event): event is Offer => 'prompt' in event

/** Lets the call screen be a window of its own, and tell of a call while others are before it. */
export function Installing() {
  const [offer, setOffer] = useState<Offer | null>(null)
  const [tells, setTells] = useState(mayTell)
  useEffect(() => {
    void navigator.serviceWorker?.register('/line-worker.js').catch(() => undefined)
    const keep = (event: Event) => {
      event.preventDefault()
      if (isOffer(event)) setOffer(event)
    }
    window.addEventListener('beforeinstallprompt', keep)
    return () => window.removeEventListener('beforeinstallprompt', keep)
  }, [])
  if (offer === null && (tells || !('Notification' in window))) return null
  return (
    <p className={classes['install']}>
      {tells || !('Notification' in window) ? null : (
        <Button
          look="bare"
          onClick={() => void Notification.requestPermission().then(() => setTells(mayTell()))}
        >
          {say('Tell me of calls when this window is behind others')}
        </Button>
      )}
      {offer ? (
        <Button look="bare" onClick={() => void offer.prompt().then(() => setOffer(null))}>
          {say('Make this a window of its own')}
        </Button>
      ) : null}
    </p>
  )
}
