/**
 * A key under which a command is done once, however often it is sent. Also where the page came over plain HTTP from
 * another machine, and there is no `randomUUID`.
 */
export const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  )
