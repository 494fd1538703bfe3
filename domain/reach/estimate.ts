import type { ReachFigures } from './figures.ts'

/** Why an estimate is as it is. Codes: the screens have the words. */
export const reachReasons = [
  'followers',
  'account-is-young',
  'few-posts',
  'follows-far-more',
  'silent-followers',
  'lively-followers',
  'often-repeated',
  'domain-handle',
  'verified-by-network',
  'posts-not-seen',
  'several-accounts',
] as const

type ReachReason = (typeof reachReasons)[number]

/** Unknown is a band of its own: it is not low. */
type ReachBand = 'low' | 'medium' | 'high'

/**
 * How many people a post of somebody is likely to come before: most likely `likely`, with nine chances in ten between `low` and
 * `high`. What nobody has counted is unknown, whoever it is.
 */
export type Estimate =
  | { state: 'unknown' }
  | { state: 'estimated'; low: number; likely: number; high: number; band: ReachBand; reasons: ReachReason[] }

/**
 * The reach of one account, from what its network really gives.
 *
 * `credible = followers × (1 − p)`, where `p` is the share of followers who are no people or read nothing. Audits of followers
 * find 5 to 40 %, so that 0.85 of them are likely credible, at least 0.6 and at most 0.97 (Cha et al. 2010, "The million
 * follower fallacy": followers, repeats and mentions hardly go together at the top, so the count alone is a wide interval).
 * Signs of bought or idle followers shrink it: an account that follows over ten times as many as follow it; recent posts
 * that almost nobody touches. The rate of touching is shrunk towards that of accounts of its size,
 * `er = (Σ engagements + κ·er₀) / (Σ followers·posts + κ)` with κ = 5,000 views, so that three posts prove little.
 * Posts that were repeated (the h-index of repeats: h posts with at least h repeats each, robust against one that went far)
 * carry beyond the followers: `high` grows by a tenth for each, up to three times.
 * An account younger than 90 days or with under 20 posts is a guess: its interval is widened, never moved down.
 *
 * What is not given is left out, and never counted as nought. With nothing but the counts given, more followers never make it
 * smaller; with posts given they may, since the same few touches by more followers are a sign.
 */
export function reachOf(figures: ReachFigures | null, now: Temporal.Instant): Estimate {
  if (figures?.followers === undefined) return { state: 'unknown' }
  const { followers } = figures
  const signs = signsIn(figures, now)
  const share = signs.reduce(
    ({ low, likely, high }, sign) => {
      const { low: l, likely: m, high: h } = effects[sign]
      return { low: low * l, likely: likely * m, high: high * h }
    },
    { low: 0.6, likely: 0.85, high: 0.97 * repeatedBy(figures) },
  )
  const likely = followers * share.likely
  return estimated(
    Math.min(followers * share.low, likely),
    likely,
    Math.max(followers * share.high, likely),
    ['followers', ...signs],
  )
}

/**
 * The reach of a person with several accounts. Who follows one may follow the others: at least as many as follow the largest, at
 * most all together, most likely between the two (their geometric mean). An account that nobody has counted adds nothing, and
 * takes nothing away.
 */
export function reachTogether(accounts: readonly Estimate[]): Estimate {
  const known = accounts.filter((one) => one.state === 'estimated')
  const [only] = known
  if (!only) return { state: 'unknown' }
  if (known.length === 1) return only
  const largest = (end: 'low' | 'likely' | 'high') => Math.max(...known.map((one) => one[end]))
  const sum = (end: 'low' | 'likely' | 'high') => known.reduce((all, one) => all + one[end], 0)
  const reasons = new Set(known.flatMap((one) => one.reasons))
  return estimated(largest('low'), Math.sqrt(largest('likely') * sum('likely')), sum('high'), [
    ...reasons,
    'several-accounts',
  ])
}

type Share = { low: number; likely: number; high: number }

/** What each sign does to the share of followers who are there and read. A sign of doubt about doubt widens and moves nothing. */
const effects: Readonly<Record<ReachReason, Share>> = {
  followers: { low: 1, likely: 1, high: 1 },
  'follows-far-more': { low: 0.4, likely: 0.7, high: 1 },
  'silent-followers': { low: 0.4, likely: 0.7, high: 1 },
  'lively-followers': { low: 1.2, likely: 1.05, high: 1.2 },
  'account-is-young': { low: 0.6, likely: 1, high: 1.3 },
  'few-posts': { low: 0.6, likely: 1, high: 1.3 },
  'posts-not-seen': { low: 0.8, likely: 1, high: 1.2 },
  'often-repeated': { low: 1, likely: 1, high: 1 },
  'domain-handle': { low: 1.05, likely: 1, high: 1 },
  'verified-by-network': { low: 1.1, likely: 1, high: 1 },
  'several-accounts': { low: 1, likely: 1, high: 1 },
}

const youngDays = 90
const fewPosts = 20

function signsIn(figures: ReachFigures, now: Temporal.Instant): ReachReason[] {
  const { followers = 0, following, posts, createdAt, recent, hasDomainHandle, isVerified } = figures
  const age = createdAt === undefined ? null : now.since(Temporal.Instant.from(createdAt)).total('days')
  const rate = engagement(figures)
  const signs: [ReachReason, boolean][] = [
    ['account-is-young', age !== null && age < youngDays],
    ['few-posts', posts !== undefined && posts < fewPosts],
    ['follows-far-more', following !== undefined && following > 500 && following > followers * 10],
    ['silent-followers', rate !== null && rate.isSure && rate.of < 0.1],
    ['lively-followers', rate !== null && rate.isSure && rate.of > 3],
    ['often-repeated', repeatedBy(figures) > 1.2],
    ['posts-not-seen', recent === undefined],
    ['domain-handle', hasDomainHandle === true],
    ['verified-by-network', isVerified === true],
  ]
  return signs.filter(([, is]) => is).map(([sign]) => sign)
}

/** What share of its followers usually touches a post, by how many they are: the larger, the fewer. */
const usualRate = (followers: number) =>
  followers < 1000 ? 0.04 : followers < 10_000 ? 0.02 : followers < 100_000 ? 0.01 : 0.005

const kappa = 5000

/** How lively its posts are, beside what is usual for its size, and whether enough was seen to say so. */
function engagement({ followers = 0, recent }: ReachFigures): { of: number; isSure: boolean } | null {
  if (!recent || followers === 0) return null
  const touched = recent.reduce((all, { likes, reposts, replies }) => all + likes + reposts + replies, 0)
  const seen = followers * recent.length
  const usual = usualRate(followers)
  return { of: (touched + kappa * usual) / (seen + kappa) / usual, isSure: recent.length >= 10 }
}

/** How far repeats carry its posts beyond its followers: the h-index of repeats, a tenth for each, three times at most. */
function repeatedBy({ recent = [] }: ReachFigures): number {
  const counts = recent.map(({ reposts }) => reposts).toSorted((a, b) => b - a)
  const h = counts.filter((reposts, at) => reposts > at).length
  return Math.min(3, 1 + h / 10)
}

/** Below 2,000 people low, from 50,000 high. A word for readers: no rule reads it. */
const bandOf = (likely: number): ReachBand => (likely < 2000 ? 'low' : likely < 50_000 ? 'medium' : 'high')

/** Two digits are all that such a guess can bear. */
function rounded(n: number): number {
  if (n < 10) return Math.round(n)
  const step = 10 ** (Math.floor(Math.log10(n)) - 1)
  return Math.round(n / step) * step
}

function estimated(low: number, likely: number, high: number, reasons: ReachReason[]): Estimate {
  return {
    state: 'estimated',
    low: rounded(low),
    likely: rounded(likely),
    high: rounded(high),
    band: bandOf(rounded(likely)),
    reasons,
  }
}
