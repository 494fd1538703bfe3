import { parseSync, type Node } from 'oxc-parser'
import { sources, type Source } from './sources.ts'

/** A sentence that the desk tells somebody, `{name}` where a value stands. */
type Told = { text: string; place: string }

/**
 * What speaks to somebody who does not look at a screen, or in their language already. Everything else in `domain`,
 * `server` and `contract` that is a sentence is told to a colleague, and heard in their language.
 */
const besideTheScreens: readonly RegExp[] = [
  // Whoever runs the desk: the command line, its settings, its database, its metrics, the laws that come with it.
  /^server\/(?:main|config|master-key|check-policy|rehearse-command|backup-commands)\.ts$/,
  /^server\/store\/(?!away\.ts)/,
  /^server\/http\/(?:metrics|watch-app|panel-page)\.ts$/,
  /^domain\/policy\/law\//,
  // Whoever writes to the customer: text in the customer's language, with a twin beside it in the other.
  /^domain\/(?:room\/(?:settled-)?invitation|case\/settled-question|craft\/short-and-private|guard\/safe-draft)\.ts$/,
  /^domain\/notice\/notice-words\.ts$/,
  /^server\/channels\/bluesky\/bluesky\.ts$/,
  // What the screens say themselves of the same data: web/features/policy/finding-words.ts.
  /^domain\/policy\/proof\//,
  // What the sample company is made of, and the policy that tests begin with.
  /^server\/desk\/(?:load-sample\.ts|sample\/)/,
  /^domain\/policy\/a-policy\.ts$/,
]

/** What only a program can do wrong, in how it asks; and what is kept on a case as it was written down. */
const besideRefusals: readonly RegExp[] = [
  /multipart\/form-data|application\/json|JSON object|Bearer|evenhand-signature|token is not made for/,
  /^A call at .* that nobody took/,
]

/** Every sentence of the desk that a colleague may have to read. */
export const toldByDesk = (): Told[] =>
  sources
    .filter(({ path, isTest }) => /^(?:domain|server|contract)\//.test(path) && !isTest)
    .filter(({ path }) => !besideTheScreens.some((some) => some.test(path)))
    .flatMap(toldIn)
    .filter(({ text }) => !besideRefusals.some((some) => some.test(text)))

function toldIn({ path, lines }: Source): Told[] {
  const text = lines.join('\n')
  const told: Told[] = []
  const look = (node: Node, isTelling: boolean) => {
    if (isForOthers(node)) return
    const sentence = textOf(node)
    const place = `${path}:${text.slice(0, node.start).split('\n').length}`
    if (
      sentence !== undefined &&
      hasWords(sentence) &&
      (isTelling || isSentence(sentence) || isGlued(sentence))
    )
      told.push({ text: sentence, place })
    if (sentence !== undefined && node.type !== 'TemplateLiteral') return
    const telling = tellings(node)
    for (const child of childrenOf(node)) look(child, telling.has(child) || (isTelling && isChoice(node)))
  }
  look(parseSync(path, text).program, false)
  return told
}

/** Whether two words or more stand in it, besides what is filled in. */
const hasWords = (text: string) => (withoutNames(text).match(/\p{L}{2,}/gu) ?? []).length > 1

/** Whether it begins as something of its own and ends as a sentence ends; parts of patterns may do that too. */
const isSentence = (text: string) => /^\S.* .*[.!?][”"]?$/su.test(text) && !text.includes('(?:')

/** Whether it is made to be put behind something else: nobody can translate half a sentence. */
export const isGlued = (text: string): boolean => /^[ ,;]\S.* .*$/.test(text) && !text.includes('(?:')

/** A sentence whatever the names of its values are. */
export const withoutNames = (sentence: string): string => sentence.replaceAll(/\{\w*\}/g, '{}')

/** A node that holds no word to a colleague: descriptions of the interface, faults of ours, lines of the log. */
function isForOthers(node: Node): boolean {
  switch (node.type) {
    case 'CallExpression':
      return ['describe', 'say', 'log'].includes(nameOf(node.callee))
    case 'NewExpression':
      return ['Error', 'RangeError', 'TypeError'].includes(nameOf(node.callee))
    case 'Property':
      return ['summary', 'description'].includes(nameOf(node.key))
    default:
      return false
  }
}

/** What of a node is told whatever it looks like: what a refusal says, what a check of the contract asks for. */
function tellings(node: Node): Set<Node> {
  const isRefusal = node.type === 'NewExpression' && ['Refusal', 'SyntaxError'].includes(nameOf(node.callee))
  const isCheck = node.type === 'CallExpression' && checks.has(nameOf(node.callee))
  const isMessage = node.type === 'Property' && ['error', 'message'].includes(nameOf(node.key))
  if (isRefusal) return new Set(node.arguments.slice(nameOf(node.callee) === 'Refusal' ? 1 : 0))
  if (isCheck) return new Set(node.arguments.slice(1, 2))
  return new Set(isMessage ? [node.value] : [])
}

const checks = new Set(['note', 'refine', 'min', 'max', 'length', 'regex'])

/** Whether what stands in it is told where it is told: one of two sentences, several of them. */
const isChoice = ({ type }: Node) =>
  ['ConditionalExpression', 'LogicalExpression', 'ArrayExpression', 'ParenthesizedExpression'].includes(type)

/** What is written out, in one piece or in several joined by `+`. */
function textOf(node: Node): string | undefined {
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value
  if (node.type === 'TemplateLiteral')
    return node.quasis.map(({ value }, at) => `${value.cooked ?? ''}${holeOf(node.expressions[at])}`).join('')
  if (node.type === 'BinaryExpression' && node.operator === '+') {
    const [left, right] = [textOf(node.left), textOf(node.right)]
    return left === undefined || right === undefined ? undefined : left + right
  }
  return undefined
}

const holeOf = (value: Node | undefined) => (value ? `{${nameOf(value)}}` : '')

function nameOf(node: Node): string {
  if (node.type === 'Identifier') return node.name
  if (node.type === 'MemberExpression') return nameOf(node.property)
  return node.type === 'CallExpression' ? nameOf(node.callee) : ''
}

const childrenOf = (node: Node): Node[] => Object.values(node).flat().filter(isNode)

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
