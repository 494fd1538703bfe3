import { readFileSync } from 'node:fs'
import { parseSync, Visitor, type Node } from 'oxc-parser'
import { sources, type Source } from './sources.ts'

/** A sentence that the screens say, or should have said in the language of who looks. */
type Said = { text: string; place: string }

export type Words = {
  /** First arguments of `say`, which are written out. */
  said: Said[]
  /** Calls of `say` whose sentence nobody can collect. */
  computed: string[]
  /** English that stands in the markup as it is. */
  bare: Said[]
}

/** What a person reads or hears: the attributes of markup that hold words. */
const spoken = new Set([
  'aria-label',
  'aria-description',
  'alt',
  'label',
  'placeholder',
  'title',
  'description',
])
const hasWords = /\p{L}{2,}/u

/** Every sentence of the screens, collected from their sources. */
export function wordsOfScreens(): Words {
  const files = sources.filter(({ path, isTest }) => path.startsWith('web/') && !isTest)
  const found = files.map(wordsOf)
  return {
    said: found.flatMap(({ said }) => said),
    computed: found.flatMap(({ computed }) => computed),
    bare: found.flatMap(({ bare }) => bare),
  }
}

function wordsOf({ path, lines }: Source): Words {
  const text = lines.join('\n')
  const words: Words = { said: [], computed: [], bare: [] }
  const placeOf = ({ start }: { start: number }) => `${path}:${text.slice(0, start).split('\n').length}`
  new Visitor({
    CallExpression({ callee, arguments: [first], start }) {
      if (callee.type !== 'Identifier' || callee.name !== 'say') return
      const sentence = first && literalOf(first)
      if (sentence === undefined) words.computed.push(placeOf({ start }))
      else words.said.push({ text: sentence, place: placeOf({ start }) })
    },
    JSXText(node) {
      if (hasWords.test(node.value)) words.bare.push({ text: node.value.trim(), place: placeOf(node) })
    },
    JSXAttribute({ name, value, start }) {
      const isSpoken = name.type === 'JSXIdentifier' && spoken.has(name.name)
      if (
        isSpoken &&
        value?.type === 'Literal' &&
        typeof value.value === 'string' &&
        hasWords.test(value.value)
      )
        words.bare.push({ text: value.value, place: placeOf({ start }) })
    },
  }).visit(parseSync(path, text).program)
  return words
}

/** Every text that the desk may say of itself: in its sources, `{}` where a value stands, and in the starter policy. */
export function saidByDesk(): string[] {
  const files = sources.filter(({ path, isTest }) => /^(?:domain|server|contract)\//.test(path) && !isTest)
  return [...files.flatMap(({ path, lines }) => textsIn(path, lines.join('\n'))), ...wordsOfStarter()]
}

function textsIn(path: string, text: string): string[] {
  const texts: string[] = []
  new Visitor({
    Literal({ value }) {
      if (typeof value === 'string') texts.push(value)
    },
    TemplateLiteral({ quasis }) {
      texts.push(quasis.map(({ value }) => value.cooked ?? '').join('{}'))
    },
  }).visit(parseSync(path, text).program)
  return texts
}

/** What the starter policy brings: titles of rungs, principles in a sentence, names of facts and of what they may be. */
function wordsOfStarter(): string[] {
  const yaml = readFileSync(new URL('../packs/policies/starter.yaml', import.meta.url), 'utf8')
  const sentences = [...yaml.matchAll(/^ +[\w-]+: ([A-Z][^#\n]+?),?$/gm)]
  return [
    ...sentences.flatMap(([, sentence]) => sentence ?? []),
    ...titlesIn(yaml),
    ...(yaml.match(/[\w-]+/g) ?? []),
  ]
}

const titlesIn = (yaml: string) =>
  [...yaml.matchAll(/\btitle: ([^,\n}]+)/g)].flatMap(([, title]) => title ?? [])

/** A sentence that is written out, in one piece or in several joined by `+`. */
function literalOf(node: Node): string | undefined {
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value
  if (node.type === 'TemplateLiteral' && node.expressions.length === 0)
    return node.quasis[0]?.value.cooked ?? undefined
  if (node.type === 'BinaryExpression' && node.operator === '+') {
    const [left, right] = [literalOf(node.left), literalOf(node.right)]
    return left === undefined || right === undefined ? undefined : left + right
  }
  return undefined
}
