/** The networks on which people say that they have an account, as they are known and as they are written. */
export const networks: readonly { value: string; label: string }[] = [
  { value: 'bluesky', label: 'Bluesky' },
  { value: 'mastodon', label: 'Mastodon' },
  { value: 'x', label: 'X' },
  { value: 'instagram', label: 'Instagram' },
  { value: 'facebook', label: 'Facebook' },
  { value: 'threads', label: 'Threads' },
  { value: 'tiktok', label: 'TikTok' },
  { value: 'youtube', label: 'YouTube' },
  { value: 'linkedin', label: 'LinkedIn' },
]

/** A network as it is written; one that nobody here knows, as it was given. */
export const networkName = (network: string): string =>
  networks.find(({ value }) => value === network)?.label ?? network
