/** The handle of a colleague or a program by this name: `Zoë O’Neill` is `zoe-o-neill`. */
export const handleOf = (name: string): string =>
  name
    .normalize('NFKD')
    .replaceAll(/\p{Mark}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replaceAll(/^-+|-+$/g, '') || 'colleague'
