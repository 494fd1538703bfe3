import { crc32, deflateSync, inflateSync } from 'node:zlib'

// Pictures of screens hold few colours: kept with a palette of 256 they are a third as large, and nobody sees it.

type Picture = { width: number; height: number; pixels: Uint32Array }

/** The same picture in at most 256 colours. Takes what Chromium makes: eight bits a channel, not interlaced (PNG, third edition). */
export function smallPng(png: Uint8Array): Buffer {
  const { width, height, pixels } = readPng(png)
  const { palette, placeOf } = paletteFor(pixels)
  const rows = Buffer.alloc((width + 1) * height)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      rows[y * (width + 1) + 1 + x] = placeOf.get(pixels[y * width + x] ?? 0) ?? 0
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 3, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1A\n', 'latin1'),
    chunk('IHDR', head),
    chunk('PLTE', Buffer.from(palette.flatMap((colour) => channelsOf(colour)))),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(name: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const framed = Buffer.alloc(named.length + 8)
  framed.writeUInt32BE(data.length, 0)
  framed.set(named, 4)
  framed.writeUInt32BE(crc32(named), named.length + 4)
  return framed
}

function readPng(bytes: Uint8Array): Picture {
  const png = Buffer.from(bytes)
  const width = png.readUInt32BE(16)
  const height = png.readUInt32BE(20)
  const channels = png[25] === 6 ? 4 : 3
  const data: Buffer[] = []
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at)
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') data.push(png.subarray(at + 8, at + 8 + length))
    at += length + 12
  }
  const rows = unfiltered(inflateSync(Buffer.concat(data)), width * channels, height, channels)
  const pixels = new Uint32Array(width * height)
  for (let n = 0; n < pixels.length; n++) pixels[n] = rows.readUIntBE(n * channels, 3)
  return { width, height, pixels }
}

/** Undoes the filter of each row: what was left, above, and above left of a byte foretold it. */
function unfiltered(data: Buffer, rowLength: number, height: number, channels: number): Buffer {
  const rows = Buffer.alloc(rowLength * height)
  for (let y = 0; y < height; y++) {
    const filter = data[y * (rowLength + 1)] ?? 0
    for (let x = 0; x < rowLength; x++) {
      const at = y * rowLength + x
      const left = x < channels ? 0 : (rows[at - channels] ?? 0)
      const above = y === 0 ? 0 : (rows[at - rowLength] ?? 0)
      const corner = x < channels || y === 0 ? 0 : (rows[at - rowLength - channels] ?? 0)
      const foretold = [0, left, above, (left + above) >> 1, paeth(left, above, corner)][filter] ?? 0
      rows[at] = (data[y * (rowLength + 1) + 1 + x] ?? 0) + foretold
    }
  }
  return rows
}

function paeth(left: number, above: number, corner: number): number {
  const guess = left + above - corner
  const [byLeft, byAbove, byCorner] = [guess - left, guess - above, guess - corner].map(Math.abs)
  if ((byLeft ?? 0) <= (byAbove ?? 0) && (byLeft ?? 0) <= (byCorner ?? 0)) return left
  return (byAbove ?? 0) <= (byCorner ?? 0) ? above : corner
}

const channelsOf = (colour: number) => [colour >> 16, (colour >> 8) & 255, colour & 255]

/** The colours that cover most, and for each colour of the picture the one that stands for it. */
function paletteFor(pixels: Uint32Array): { palette: number[]; placeOf: Map<number, number> } {
  const counts = new Map<number, number>()
  for (const colour of pixels) counts.set(colour, (counts.get(colour) ?? 0) + 1)
  const byUse = [...counts].toSorted(([, a], [, b]) => b - a).map(([colour]) => colour)
  const fine = byUse.length <= 256 ? 0 : 3
  const palette: number[] = []
  const places = new Map<number, number>()
  for (const colour of byUse) {
    const box = boxOf(colour, fine)
    if (places.has(box) || palette.length === 256) continue
    places.set(box, palette.push(colour) - 1)
  }
  const placeOf = new Map(
    byUse.map((colour) => [colour, places.get(boxOf(colour, fine)) ?? nearest(palette, colour)]),
  )
  return { palette, placeOf }
}

/** Colours that nobody tells apart are in one box. */
const boxOf = (colour: number, fine: number) =>
  channelsOf(colour).reduce((box, channel) => box * 256 + (channel >> fine), 0)

function nearest(palette: readonly number[], colour: number): number {
  const [red = 0, green = 0, blue = 0] = channelsOf(colour)
  const distances = palette.map((one) => {
    const [r = 0, g = 0, b = 0] = channelsOf(one)
    return (r - red) ** 2 + (g - green) ** 2 + (b - blue) ** 2
  })
  return distances.indexOf(Math.min(...distances))
}
