import { memo } from 'react'
import { AwayLine } from '#web/features/connections/AwayLine.tsx'
import { PagesLine } from '#web/features/notices/PagesLine.tsx'
import { GuideLine } from '#web/features/welcome/GuideLine.tsx'
import { SampleBanner } from '#web/features/welcome/SampleBanner.tsx'
import { OverridesLine } from '#web/features/policy/OverridesLine.tsx'
import { HolesLine } from '#web/features/rota/HolesLine.tsx'

type Props = { place: 'desk' | 'case' | undefined }

/** What stands above every page of the sample company, and above the desk for those who run it. */
export function TopLine({ place }: Props) {
  return (
    <div className="eh-top">
      <Everywhere />
      {/* Kept behind a case, like the desk itself: whoever comes back finds it as it was. */}
      <div hidden={place !== 'desk'}>{place === undefined ? null : <AboveDesk />}</div>
    </div>
  )
}

const Everywhere = memo(() => (
  <>
    <SampleBanner />
    {/* Whoever is called is called wherever they are. */}
    <PagesLine />
  </>
))

const AboveDesk = memo(() => (
  <>
    <GuideLine />
    <AwayLine />
    <HolesLine />
    <OverridesLine />
  </>
))
