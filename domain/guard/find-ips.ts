import { standsBefore, type PersonalSpan } from './personal-span.ts'

const four = /(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d]|\.\d)/g
const eight = /(?<![\da-f:.])[\da-f]{0,4}(?::[\da-f]{0,4}){2,7}(?![\da-f:])/g

/** Addresses that are the same in every house, and lead to nobody. */
const everybodys = /^(?:127\.|0\.0\.0\.0$|255\.|192\.168\.|10\.0\.)/

/** Addresses of devices on the internet (IPv4, IPv6); those of every house's own network are nobody's. */
export function findIps(_text: string, low: string): PersonalSpan[] {
  const fours = [...low.matchAll(four)].filter(
    ({ 0: ip, index }) =>
      ip.split('.').every((part) => Number(part) <= 255) &&
      !everybodys.test(ip) &&
      !standsBefore(low, index, /\b(?:version|release|firmware|v)[ .:]{0,2}$/, 12),
  )
  const eights = [...low.matchAll(eight)].filter(({ 0: ip }) => isSix(ip))
  return [...fours, ...eights].map(({ 0: ip, index }) => ({ kind: 'ip', from: index, to: index + ip.length }))
}

/** Eight groups, or fewer with one gap: a time of day is neither. */
function isSix(text: string): boolean {
  const gaps = text.split('::').length - 1
  const groups = text.split(':').filter((group) => group !== '')
  if (gaps === 0) return groups.length === 8 && text.split(':').length === 8
  return gaps === 1 && groups.length >= 2 && groups.length <= 7
}
