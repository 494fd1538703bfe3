import { Modal } from '@mantine/core'
import { useEffect, useState, type ReactNode } from 'react'
import { say } from '#web/words/say.ts'
import { opener } from './opener.ts'
import classes from './Sheet.module.css'

type Props = {
  title: string
  close: () => void
  /** For what is read rather than filled in. */
  isWide?: boolean
  children: ReactNode
}

/** A dialog over the page for one short task. */
export function Sheet({ title, close, isWide = false, children }: Props) {
  useFocusBack()
  return (
    <Modal
      opened
      onClose={close}
      title={title}
      lockScroll={false}
      size={isWide ? 760 : 480}
      yOffset="12vh"
      transitionProps={{ duration: 120 }}
      classNames={{
        content: classes['content'] ?? '',
        header: classes['header'] ?? '',
        title: classes['title'] ?? '',
        body: classes['body'] ?? '',
        overlay: classes['overlay'] ?? '',
      }}
      closeButtonProps={{ 'aria-label': say('Close') }}
    >
      {children}
    </Modal>
  )
}

/** Gives the focus back to where it was, unless what was done wants it elsewhere. */
function useFocusBack() {
  const [before] = useState(opener)
  useEffect(
    () => () => {
      requestAnimationFrame(() => {
        if (document.activeElement === document.body && before instanceof HTMLElement)
          before.focus({ preventScroll: true })
      })
    },
    [before],
  )
}

/** The last line of a sheet: what goes with it on the left, what to do on the right. */
export function SheetEnd({ children }: { children: ReactNode }) {
  return <div className={classes['end']}>{children}</div>
}
