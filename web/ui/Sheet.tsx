import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './Sheet.module.css'

/** A dialog over the page for one short task. */
export function Sheet({ title, close, children }: { title: string; close: () => void; children: ReactNode }) {
  return (
    <Modal
      opened
      onClose={close}
      title={title}
      lockScroll={false}
      size={480}
      yOffset="12vh"
      transitionProps={{ duration: 120 }}
      classNames={{
        content: classes['content'] ?? '',
        header: classes['header'] ?? '',
        title: classes['title'] ?? '',
        body: classes['body'] ?? '',
        overlay: classes['overlay'] ?? '',
      }}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {children}
    </Modal>
  )
}

/** The last line of a sheet: what goes with it on the left, what to do on the right. */
export function SheetEnd({ children }: { children: ReactNode }) {
  return <div className={classes['end']}>{children}</div>
}
