/**
 * The settings of the embedded server, as arguments; not durable is for tests, which lose nothing of worth. `pagesMb` is
 * its memory for pages of tables.
 */
export function embeddedSettings(socketFolder: string, durable: boolean, pagesMb = 256): string[] {
  const settings = {
    ...always,
    ...(durable ? {} : fleeting),
    shared_buffers: `${pagesMb}MB`,
    unix_socket_directories: socketFolder,
  }
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

const always = {
  cluster_name: 'evenhand',
  listen_addresses: '',
  port: '5432',
  unix_socket_permissions: '0700',
  max_connections: '300',
  effective_cache_size: '1GB',
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
  random_page_cost: '1.1',
  // A page that the system's memory holds is copied sooner than another process is asked for it.
  io_method: 'sync',
  // Compiling costs more than it saves on short queries.
  jit: 'off',
  fsync: 'on',
  synchronous_commit: 'on',
  // Many small commits: few checkpoints, and log segments that are used again rather than made anew.
  min_wal_size: '256MB',
  max_wal_size: '2GB',
  checkpoint_timeout: '15min',
  // A new desk's tables grow from nothing: plans made while they were empty are made anew when they were counted.
  autovacuum_naptime: '5s',
  log_checkpoints: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // Errors of statements may quote people's words, so they go to the caller alone.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
}

// Still safe against a killed process, as the system keeps what was written; a power cut would lose it.
const fleeting = { fsync: 'off', full_page_writes: 'off', wal_level: 'minimal', max_wal_senders: '0' }
