import {
  isAlias,
  isCollection,
  isMap,
  isNode,
  isScalar,
  isSeq,
  parseDocument,
  stringify,
  visit,
  type Document,
  type Node,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml'

/**
 * A policy as text again, after its data was changed: what did not change stays as it was written, with its comments, its
 * order and its way of writing; what is new is written as the desk writes. Comments go only with what they stand at.
 */
export function rewritten(text: string, data: object): string {
  for (const aliases of ['kept', 'written out'] as const) {
    const document: Document = parseDocument(text)
    if (document.errors.length > 0) break
    if (aliases === 'written out') writeOutAliases(document)
    document.contents = reconciled(document, document.contents, data)
    const next = written(document)
    if (next !== null && isSame(parseDocument(next).toJS(), data)) return next
  }
  return stringify(data, { lineWidth: 110 })
}

/** A document as text; null where what is meant twice is gone from the place where it was written. */
function written(document: Document): string | null {
  try {
    return document.toString({ lineWidth: 110 })
  } catch {
    return null
  }
}

/** Where a part was written once and meant twice, a change of one of them is a change of that one alone. */
function writeOutAliases(document: Document) {
  visit(document, {
    Alias(_, alias) {
      const copy = alias.resolve(document)?.clone()
      if (isCollection(copy) || isScalar(copy)) delete copy.anchor
      return isNode(copy) ? copy : undefined
    },
  })
  visit(document, {
    Collection: (_, node) => void delete node.anchor,
    Scalar: (_, node) => void delete node.anchor,
  })
}

function reconciled(document: Document, node: unknown, data: unknown): Node {
  if (isNode(node) && isSame(node.toJS(document), data)) return node
  if (isMap(node) && isRecord(data)) return mapWith(document, node, data)
  if (isSeq(node) && Array.isArray(data)) return listWith(document, node, data)
  if (isScalar(node) && !isObject(data)) {
    const next = document.createNode(data)
    // A word in quotes stays in quotes: it is a matter of taste, and the writer's.
    if (isScalar(next)) {
      if (typeof data === 'string' && typeof node.value === 'string' && node.type) next.type = node.type
      next.comment = node.comment ?? null
      next.commentBefore = node.commentBefore ?? null
      next.spaceBefore = node.spaceBefore === true
    }
    return next
  }
  const next = document.createNode(data, {
    flow: isAlias(node) || (isCollection(node) && node.flow === true),
  })
  return isNode(next) ? next : document.createNode(null)
}

function mapWith(document: Document, map: YAMLMap, data: Readonly<Record<string, unknown>>): Node {
  for (const { key } of map.items.slice()) {
    const name = nameOf(key)
    if (name !== undefined && data[name] === undefined) map.delete(key)
  }
  for (const [name, value] of Object.entries(data)) {
    if (value === undefined) continue
    const pair = map.items.find(({ key }) => nameOf(key) === name)
    if (pair) pair.value = reconciled(document, pair.value, value)
    else
      map.set(
        document.createNode(name),
        document.createNode(value, { flow: map.flow === true || isSmall(value) }),
      )
  }
  return map
}

/** Entries that go by a name are found again by it, wherever they stand now; others by their place. */
function listWith(document: Document, list: YAMLSeq, data: readonly unknown[]): Node {
  const old = list.items.slice()
  const byName = new Map(
    old.flatMap((item) => (isMap(item) ? [[String(item.get('id')), item] as const] : [])),
  )
  const flow = list.flow === true || old.some((item) => isMap(item) && item.flow === true)
  list.items = data.map((value, place) => {
    const name = isRecord(value) ? value['id'] : undefined
    const known = typeof name === 'string' ? (byName.get(name) ?? null) : old[place]
    if (known === null || known === undefined)
      return document.createNode(value, { flow: flow || isSmall(value) })
    return reconciled(document, known, value)
  })
  return list
}

const nameOf = (key: unknown): string | undefined => (isScalar(key) ? String(key.value) : undefined)

const isObject = (data: unknown): data is object => typeof data === 'object' && data !== null

const isRecord = (data: unknown): data is Readonly<Record<string, unknown>> =>
  isObject(data) && !Array.isArray(data)

/** What fits on a line is written on one. */
const isSmall = (data: unknown) => isObject(data) && JSON.stringify(data).length < 90

/** Whether two things are the same data; the order of keys does not matter. */
function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((one, at) => isSame(one, b[at]))
  if (!isRecord(a) || !isRecord(b)) return false
  const names = Object.keys(a).filter((name) => a[name] !== undefined)
  return (
    names.length === Object.keys(b).filter((name) => b[name] !== undefined).length &&
    names.every((name) => isSame(a[name], b[name]))
  )
}
