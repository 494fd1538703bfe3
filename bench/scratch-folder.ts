import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Runs `act` with a data folder of its own, in the folder for temporary files, and takes it away afterwards. */
export async function inScratchFolder<T>(act: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'evenhand-bench-'))
  try {
    // Started by root, the database runs as another user, who has to come in.
    await chmod(folder, 0o755)
    return await act(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
