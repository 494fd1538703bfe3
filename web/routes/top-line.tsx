import { useEffect, useRef } from 'react'
import { GuideLine } from '#web/features/welcome/GuideLine.tsx'
import { SampleBanner } from '#web/features/welcome/SampleBanner.tsx'
import { OverridesLine } from '#web/features/policy/OverridesLine.tsx'
import { HolesLine } from '#web/features/rota/HolesLine.tsx'

/** What stands above every page of the sample company, and above the desk for those who run it. */
export function TopLine({ isOnDesk }: { isOnDesk: boolean }) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = place.current
    if (!element) return undefined
    // Pages are as high as what is left of the window.
    const measure = () =>
      document.documentElement.style.setProperty('--eh-top', `${element.getBoundingClientRect().height}px`)
    const watch = new ResizeObserver(measure)
    watch.observe(element)
    return () => {
      watch.disconnect()
      document.documentElement.style.removeProperty('--eh-top')
    }
  }, [])
  return (
    <div ref={place} className="eh-top">
      <SampleBanner />
      {isOnDesk ? (
        <>
          <GuideLine />
          <HolesLine />
          <OverridesLine />
        </>
      ) : null}
    </div>
  )
}
