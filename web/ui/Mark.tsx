import type { ReactNode } from 'react'
import classes from './Mark.module.css'

const ring = <circle cx="8" cy="8" r="6.25" fill="none" stroke="currentColor" strokeWidth="1.5" />
const line = {
  fill: 'none',
  stroke: 'currentColor',
  strokeWidth: 1.5,
  strokeLinecap: 'round',
  strokeLinejoin: 'round',
} as const

const shapes = {
  octagon: (
    <>
      <path fill="currentColor" d="M5 .8h6L15.2 5v6L11 15.2H5L.8 11V5z" />
      <path {...line} stroke="var(--eh-surface)" strokeWidth={2} d="M8 4.2v4.6M8 11.6v.1" />
    </>
  ),
  triangle: <path {...line} fill="currentColor" d="M8 2.3 14.5 13.5h-13z" />,
  disc: <circle cx="8" cy="8" r="4.5" fill="currentColor" />,
  ring: <circle cx="8" cy="8" r="4" fill="none" stroke="currentColor" strokeWidth="1.5" />,
  clock: (
    <>
      {ring}
      <path {...line} d="M8 4.5V8l2.5 1.5" />
    </>
  ),
  paused: (
    <>
      <circle cx="8" cy="8" r="6.25" {...line} strokeDasharray="2.5 1.8" />
      <path {...line} d="M6.5 5.7v4.6M9.5 5.7v4.6" />
    </>
  ),
  check: (
    <>
      {ring}
      <path {...line} d="m5.3 8.2 1.9 1.9 3.5-3.7" />
    </>
  ),
  cross: (
    <>
      {ring}
      <path {...line} d="m5.8 5.8 4.4 4.4M10.2 5.8l-4.4 4.4" />
    </>
  ),
  empty: ring,
  pointer: <path fill="currentColor" d="M1.5 4.5A1.5 1.5 0 0 1 3 3h6.5l5 5-5 5H3a1.5 1.5 0 0 1-1.5-1.5z" />,
  back: <path {...line} d="M14 4.2v7.6a1 1 0 0 1-1 1H6.5L1.8 8l4.7-4.8H13a1 1 0 0 1 1 1z" />,
  diamond: <path {...line} d="m8 1.8 6.2 6.2L8 14.2 1.8 8z" />,
  radiating: (
    <path
      {...line}
      d="M8 9.5a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3zM4.8 11.2a4.5 4.5 0 0 1 0-6.4M11.2 4.8a4.5 4.5 0 0 1 0 6.4M2.7 13.3a7.5 7.5 0 0 1 0-10.6M13.3 2.7a7.5 7.5 0 0 1 0 10.6"
    />
  ),
  asked: (
    <>
      <circle cx="8" cy="8" r="6.25" {...line} strokeDasharray="2.3 1.9" />
      <path {...line} d="M6.3 6.5a1.7 1.7 0 1 1 2.4 1.6c-.5.2-.7.5-.7 1M8 11.3v.1" />
    </>
  ),
} satisfies Record<string, ReactNode>

export type MarkName = keyof typeof shapes

/** One of our own marks at 16 px. A word stands beside it, so it is silent to a screen reader. */
export function Mark({ name, tone }: { name: MarkName; tone?: 'danger' | 'warn' | 'quiet' | undefined }) {
  return (
    <svg className={classes['mark']} data-tone={tone} viewBox="0 0 16 16" aria-hidden="true">
      {shapes[name]}
    </svg>
  )
}

/** A dial whose wedge is the share of the time that is left, 0 to 1. */
export function Dial({ left, tone }: { left: number; tone?: 'warn' | 'quiet' }) {
  const share = Math.min(0.999, Math.max(0.08, left))
  const angle = share * 2 * Math.PI
  const end = `${(8 + 4.5 * Math.sin(angle)).toFixed(2)} ${(8 - 4.5 * Math.cos(angle)).toFixed(2)}`
  return (
    <svg className={classes['mark']} data-tone={tone} viewBox="0 0 16 16" aria-hidden="true">
      {ring}
      <path fill="currentColor" d={`M8 8V3.5A4.5 4.5 0 ${share > 0.5 ? 1 : 0} 1 ${end}z`} />
    </svg>
  )
}

/** The sign of the house. */
export function Logo() {
  return (
    <svg className={classes['logo']} viewBox="0 0 20 20" aria-hidden="true">
      <rect x="1" y="1" width="18" height="18" rx="5" fill="var(--eh-accent-fill)" />
      <path d="M5.5 7.7h9M5.5 12.3h9" stroke="var(--eh-on-fill)" strokeWidth="2.2" strokeLinecap="round" />
    </svg>
  )
}
