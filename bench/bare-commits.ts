import { Client, type ClientConfig } from 'pg'

const seconds = 3

/**
 * The floor: how many transactions of one inserted row a second this server commits durably to so many clients at once.
 * Nothing that keeps each mail before it answers for it can be quicker.
 */
export async function commitsPerSecond(owner: ClientConfig, clients: number): Promise<number> {
  const connected = await Promise.all(Array.from({ length: clients }, () => connectedTo(owner)))
  try {
    await connected[0]?.query(
      'create table if not exists bench_floor (id bigint generated always as identity primary key, words text not null)',
    )
    const began = performance.now()
    const counts = await Promise.all(connected.map((client) => commitUntil(client, began + 1000 * seconds)))
    return (1000 * counts.reduce((sum, count) => sum + count, 0)) / (performance.now() - began)
  } finally {
    await Promise.all(connected.map((client) => client.end()))
  }
}

async function connectedTo(owner: ClientConfig): Promise<Client> {
  const client = new Client(owner)
  await client.connect()
  return client
}

const insert = {
  name: 'floor',
  text: 'insert into bench_floor (words) values ($1)',
  values: ['x'.repeat(100)],
}

async function commitUntil(client: Client, end: number): Promise<number> {
  let count = 0
  for (; performance.now() < end; count += 1) await client.query(insert)
  return count
}
