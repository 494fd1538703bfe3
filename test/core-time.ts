/** How many milliseconds of a core this process spends on something: the same where others have the machine too. */
export async function coreTime(act: () => unknown): Promise<number> {
  const before = process.cpuUsage()
  await act()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}
