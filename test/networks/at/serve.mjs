// The AT Protocol network of the tests, as one process: a directory of identities (PLC), a personal data server (PDS), and
// the AppView that counts followers, lists notifications and joins threads, with the bsync it needs. All real, all on
// loopback. Runs until its standard input ends, so that it never outlives whoever started it.
//
// Given: DB_POSTGRES_URL, REDIS_HOST. Says one line of JSON when it is ready: {"pds", "appview", "plc"}.
process.env.LOG_ENABLED ??= 'false'

const dist = new URL('./node_modules/@atproto/dev-env/dist/', import.meta.url)
const part = (name) => import(new URL(name, dist).href)
const [
  { TestPlc },
  { TestPds },
  { TestBsync },
  { TestBsky },
  { mockNetworkUtilities },
  { default: getPort },
] = await Promise.all(['plc.js', 'pds.js', 'bsync.js', 'bsky.js', 'util.js', 'get-port.js'].map(part))

const dbUrl = process.env.DB_POSTGRES_URL
const plc = await TestPlc.create({})
const [bskyPort, pdsPort] = [await getPort(), await getPort()]
const bsync = await TestBsync.create({ apiKeys: ['bsync-api-key'], dbUrl, dbSchema: 'bsync' })
const bsky = await TestBsky.create({
  port: bskyPort,
  plcUrl: plc.url,
  pdsPort,
  bsyncApiKey: 'bsync-api-key',
  bsyncUrl: bsync.url,
  repoProvider: `ws://localhost:${pdsPort}`,
  dbPostgresSchema: 'appview',
  dbPostgresUrl: dbUrl,
  redisHost: process.env.REDIS_HOST,
  labelsFromIssuerDids: [],
})
bsync.ctx.dataplaneClients = [bsky.ctx.dataplane]
const pds = await TestPds.create({
  port: pdsPort,
  didPlcUrl: plc.url,
  bskyAppViewUrl: bsky.url,
  bskyAppViewDid: bsky.ctx.cfg.serverDid,
})
mockNetworkUtilities(pds, bsky)

console.log(JSON.stringify({ pds: pds.url, appview: bsky.url, plc: plc.url }))
process.stdin.on('end', () => process.exit(0)).resume()
