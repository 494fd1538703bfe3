import { spawnSync } from 'node:child_process'
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { parse, parseAllDocuments } from 'yaml'
import { z } from 'zod'
import { Environment, readConfig } from '#server/config.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const read = (path: string) => readFile(join(root, path), 'utf8')

const known = Object.keys(Environment.shape)

test('the page on running a desk tells of every setting, and what holds where it is not set', async () => {
  const text = /<!-- settings:.*?-->(.*?)\n\n##/s.exec(await read('docs/run-it.md'))?.[1] ?? ''
  const rows = [...text.matchAll(/^\| `(\w+)` +\| (.*?) +\|/gm)].map(([, name = '', unset = '']) => ({
    name,
    unset,
  }))
  const names: string[] = rows.map(({ name }) => name)
  expect(names.toSorted()).toEqual(known.toSorted())

  // What is written as code is the value itself; the rest is said in words.
  const defaults = new Map(Object.entries(readConfig({})).map(([name, value]) => [name, String(value)]))
  const told = rows.filter(({ unset }) => unset.startsWith('`'))
  expect(told.length).toBeGreaterThan(8)
  const wrong = told.filter(({ name, unset }) => unset.replaceAll('`', '') !== defaults.get(name))
  expect(wrong).toEqual([])
})

test('a role that is none is refused by name, and several may be named', () => {
  expect(readConfig({ EVENHAND_ROLE: 'worker, web' }).EVENHAND_ROLE).toEqual(['web', 'worker'])
  expect(() => readConfig({ EVENHAND_ROLE: 'leader' })).toThrow(
    'EVENHAND_ROLE: has to be some of web,worker,listener',
  )
})

const Compose = z.object({
  services: z.record(
    z.string(),
    z.object({
      environment: z.record(z.string(), z.string()).optional(),
      command: z.array(z.string()).optional(),
      restart: z.string().optional(),
    }),
  ),
})

test('the compose file sets only what the desk reads, and has a process for each role', async () => {
  const { services } = Compose.parse(parse(await read('deploy/compose.yaml'), { merge: true }))
  const { postgres, ...desks } = services
  expect(postgres).toBeDefined()
  for (const { environment = {} } of Object.values(desks))
    expect(Object.keys(environment).filter((name) => !known.includes(name))).toEqual([])
  const roles = Object.values(desks).map(({ command = [] }) => command.join(' '))
  expect(roles.toSorted()).toEqual([
    'migrate',
    'serve --role listener',
    'serve --role web',
    'serve --role worker',
  ])
})

const Manifest = z.looseObject({ kind: z.string(), metadata: z.looseObject({ name: z.string() }) })
const Values = z.looseObject({
  data: z.record(z.string(), z.string()).optional(),
  stringData: z.record(z.string(), z.string()).optional(),
})
const Pods = z.looseObject({
  spec: z.looseObject({
    selector: z.looseObject({ matchLabels: z.record(z.string(), z.string()) }),
    template: z.looseObject({
      metadata: z.looseObject({ labels: z.record(z.string(), z.string()) }),
      spec: z.looseObject({
        terminationGracePeriodSeconds: z.number().min(15),
        securityContext: z.looseObject({ runAsNonRoot: z.literal(true) }),
        containers: z.array(
          z.looseObject({
            args: z.array(z.string()),
            ports: z.array(z.looseObject({ name: z.string() })),
            livenessProbe: z.looseObject({
              httpGet: z.looseObject({ path: z.literal('/health/live'), port: z.string() }),
            }),
            readinessProbe: z.looseObject({
              httpGet: z.looseObject({ path: z.literal('/health/ready'), port: z.string() }),
            }),
          }),
        ),
      }),
    }),
  }),
})

test('the manifests give each role its processes, probes and a budget for disruptions, and set only what the desk reads', async () => {
  const manifests = parseAllDocuments(await read('deploy/kubernetes/evenhand.yaml')).map(
    (document): unknown => document.toJS(),
  )
  const of = (kind: string) => manifests.filter((one) => Manifest.parse(one).kind === kind)
  for (const one of [...of('ConfigMap'), ...of('Secret')]) {
    const { data = {}, stringData = {} } = Values.parse(one)
    expect(Object.keys({ ...data, ...stringData }).filter((name) => !known.includes(name))).toEqual([])
  }
  const deployments = of('Deployment').map((one) => Pods.parse(one).spec)
  for (const { selector, template } of deployments) {
    const [container] = template.spec.containers
    expect(template.metadata.labels).toEqual(selector.matchLabels)
    expect(container?.args).toEqual(['serve', '--role', selector.matchLabels['role']])
    const ports = container?.ports.map(({ name }) => name)
    expect(ports).toContain(container?.livenessProbe.httpGet.port)
    expect(ports).toContain(container?.readinessProbe.httpGet.port)
  }
  expect(deployments.map(({ selector }) => selector.matchLabels['role'])).toEqual([
    'web',
    'worker',
    'listener',
  ])
  expect(of('PodDisruptionBudget')).toHaveLength(3)
})

test('systemd reads the units without a word', async (context) => {
  if (spawnSync('systemd-analyze', ['--version']).status !== 0) context.skip()
  const folder = await mkdtemp(join(tmpdir(), 'evenhand-units-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const units = {
    'evenhand.service': 'evenhand.service',
    'evenhand@.service': 'evenhand@web.service',
    'evenhand-backup.service': 'evenhand-backup.service',
    'evenhand-backup.timer': 'evenhand-backup.timer',
  }
  for (const [unit, name] of Object.entries(units)) {
    const text = (await read(`deploy/${unit}`)).replaceAll('/opt/evenhand/', root)
    await writeFile(join(folder, name), text)
    const said = spawnSync('systemd-analyze', ['verify', join(folder, name)], { encoding: 'utf8' })
    expect(said.stderr.split('\n').filter((line) => line.includes(name))).toEqual([])
  }
})

test('the image is built from what is there, and runs as nobody in particular', async () => {
  const text = await read('deploy/Dockerfile')
  expect(text).toContain('RUN bin/evenhand prepare')
  expect(text).toMatch(/^USER evenhand$/m)
  expect(text.match(/^FROM /gm)).toHaveLength(2)
})

test('where the pinned Node lacks a library of the machine, it is said which one to install', async () => {
  const home = await mkdtemp(join(tmpdir(), 'evenhand-bare-'))
  onTestFinished(() => rm(home, { recursive: true }))
  await cp(join(root, 'bin'), join(home, 'bin'), { recursive: true })
  const start = () => spawnSync(join(home, 'bin', 'evenhand'), ['serve'], { encoding: 'utf8' })
  expect(start()).toMatchObject({ status: 1, stderr: expect.stringContaining('run `npm ci` in') })

  const programs = join(home, 'node_modules', '.bin')
  await mkdir(programs, { recursive: true })
  const lacking = 'node: error while loading shared libraries: libatomic.so.1: cannot open shared object file'
  await writeFile(join(programs, 'node'), `#!/bin/sh\necho '${lacking}' >&2\nexit 127\n`, { mode: 0o755 })
  expect(start()).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('`apt-get install libatomic1` on Debian'),
  })
})
