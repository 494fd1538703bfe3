import { AwayLine } from '#web/features/connections/AwayLine.tsx'
import { PagesLine } from '#web/features/notices/PagesLine.tsx'
import { GuideLine } from '#web/features/welcome/GuideLine.tsx'
import { SampleBanner } from '#web/features/welcome/SampleBanner.tsx'
import { OverridesLine } from '#web/features/policy/OverridesLine.tsx'
import { HolesLine } from '#web/features/rota/HolesLine.tsx'

/** What stands above every page of the sample company, and above the desk for those who run it. */
export function TopLine({ isOnDesk }: { isOnDesk: boolean }) {
  return (
    <div className="eh-top">
      <SampleBanner />
      {/* Whoever is called is called wherever they are. */}
      <PagesLine />
      {isOnDesk ? (
        <>
          <GuideLine />
          <AwayLine />
          <HolesLine />
          <OverridesLine />
        </>
      ) : null}
    </div>
  )
}
