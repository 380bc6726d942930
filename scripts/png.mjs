// Reads PNG pictures of a browser and writes small ones: one palette of 256 colours, and pictures that move (APNG), of which each frame
// holds only the rectangle that changed.
import { crc32, deflateSync, inflateSync } from 'node:zlib'

/** RGB, three bytes a pixel. Only what Chromium writes: 8 bits, with or without alpha, not interlaced. */
export function decode(buffer) {
  const [width, height] = [buffer.readUInt32BE(16), buffer.readUInt32BE(20)]
  const channels = buffer[25] === 6 ? 4 : 3
  const parts = []
  for (let at = 8; at < buffer.length; ) {
    const length = buffer.readUInt32BE(at)
    if (buffer.toString('latin1', at + 4, at + 8) === 'IDAT') parts.push(buffer.subarray(at + 8, at + 8 + length))
    at += length + 12
  }
  const lines = unfilter(inflateSync(Buffer.concat(parts)), width * channels, height, channels)
  const pixels = Buffer.alloc(width * height * 3)
  for (let i = 0; i < width * height; i++) lines.copy(pixels, i * 3, i * channels, i * channels + 3)
  return { width, height, pixels }
}

/** Each line begins with how it differs from the pixels before and above. */
function unfilter(raw, stride, height, channels) {
  const out = Buffer.alloc(stride * height)
  for (let y = 0; y < height; y++) {
    const kind = raw[y * (stride + 1)]
    for (let x = 0; x < stride; x++) {
      const left = x >= channels ? out[y * stride + x - channels] : 0
      const up = y > 0 ? out[(y - 1) * stride + x] : 0
      const corner = y > 0 && x >= channels ? out[(y - 1) * stride + x - channels] : 0
      out[y * stride + x] = raw[y * (stride + 1) + 1 + x] + [0, left, up, (left + up) >> 1, paeth(left, up, corner)][kind]
    }
  }
  return out
}

function paeth(left, up, corner) {
  const by = [left, up, corner].map(one => Math.abs(left + up - corner - one))
  return by[0] <= by[1] && by[0] <= by[2] ? left : by[1] <= by[2] ? up : corner
}

/** Frames of one size, each `{ width, height, pixels, delay }` with the delay in ms; one frame makes a picture that stands still. */
export function encode(frames) {
  const { width, height } = frames[0]
  const { colours, indexOf } = paletteOf(frames)
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 3, 0, 0, 0], 8)
  const chunks = [chunk('IHDR', header)]
  if (frames.length > 1) chunks.push(chunk('acTL', words(frames.length, 0)))
  chunks.push(chunk('PLTE', Buffer.from(colours.flat())))
  let sequence = 0
  let before
  for (const frame of frames) {
    const indexed = Buffer.alloc(width * height)
    for (let i = 0; i < indexed.length; i++) indexed[i] = indexOf(frame.pixels, i * 3)
    const box = before ? changedBox(before, indexed, width, height) : { x: 0, y: 0, width, height }
    const data = packed(indexed, width, box)
    if (frames.length > 1) chunks.push(chunk('fcTL', control(sequence++, box, frame.delay)))
    chunks.push(before ? chunk('fdAT', Buffer.concat([words(sequence++), data])) : chunk('IDAT', data))
    before = indexed
  }
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), ...chunks, chunk('IEND', Buffer.alloc(0))])
}

/** The smallest rectangle that differs; one pixel where nothing does. */
function changedBox(before, after, width, height) {
  let [left, right, top, bottom] = [width, -1, height, -1]
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      if (before[y * width + x] === after[y * width + x]) continue
      left = Math.min(left, x)
      right = Math.max(right, x)
      top = Math.min(top, y)
      bottom = Math.max(bottom, y)
    }
  return right < 0 ? { x: 0, y: 0, width: 1, height: 1 } : { x: left, y: top, width: right - left + 1, height: bottom - top + 1 }
}

function packed(indexed, stride, { x, y, width, height }) {
  const lines = Buffer.alloc((width + 1) * height)
  for (let row = 0; row < height; row++) indexed.copy(lines, row * (width + 1) + 1, (y + row) * stride + x, (y + row) * stride + x + width)
  return deflateSync(lines, { level: 9 })
}

function control(sequence, { x, y, width, height }, delay) {
  const tail = Buffer.alloc(6)
  tail.writeUInt16BE(Math.round(delay), 0)
  tail.writeUInt16BE(1000, 2)
  return Buffer.concat([words(sequence, width, height, x, y), tail])
}

function words(...values) {
  const out = Buffer.alloc(values.length * 4)
  for (const [i, value] of values.entries()) out.writeUInt32BE(value, i * 4)
  return out
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  return Buffer.concat([words(data.length), body, words(crc32(body))])
}

/** Colours by median cut: the box with the widest spread of many pixels is halved until there are 256. */
function paletteOf(frames) {
  const counts = new Map()
  for (const { pixels } of frames)
    for (let i = 0; i < pixels.length; i += 3) {
      const colour = (pixels[i] << 16) | (pixels[i + 1] << 8) | pixels[i + 2]
      counts.set(colour, (counts.get(colour) ?? 0) + 1)
    }
  const all = [...counts].map(([colour, count]) => ({ rgb: [colour >> 16, (colour >> 8) & 255, colour & 255], count }))
  const colours = cut(all).map(mean)
  const nearest = new Map()
  const indexOf = (pixels, at) => {
    const [r, g, b] = [pixels[at], pixels[at + 1], pixels[at + 2]]
    const colour = (r << 16) | (g << 8) | b
    let found = nearest.get(colour)
    if (found === undefined) {
      let best = Number.POSITIVE_INFINITY
      for (const [i, [cr, cg, cb]] of colours.entries()) {
        const far = (r - cr) ** 2 + (g - cg) ** 2 + (b - cb) ** 2
        if (far < best) [best, found] = [far, i]
      }
      nearest.set(colour, found)
    }
    return found
  }
  return { colours, indexOf }
}

function cut(all) {
  const boxes = [measured(all)]
  while (boxes.length < 256) {
    const widest = boxes.reduce((a, b) => (b.weight > a.weight ? b : a))
    if (widest.weight === 0) break
    const sorted = widest.colours.toSorted((a, b) => a.rgb[widest.axis] - b.rgb[widest.axis])
    const half = sorted.reduce((sum, one) => sum + one.count, 0) / 2
    let [at, sum] = [0, 0]
    while (at < sorted.length - 1 && sum + sorted[at].count <= half) sum += sorted[at++].count
    at = Math.max(1, at)
    boxes.splice(boxes.indexOf(widest), 1, measured(sorted.slice(0, at)), measured(sorted.slice(at)))
  }
  return boxes.map(one => one.colours)
}

function measured(colours) {
  const spreads = [0, 1, 2].map(axis => {
    let [low, high] = [255, 0]
    for (const { rgb } of colours) [low, high] = [Math.min(low, rgb[axis]), Math.max(high, rgb[axis])]
    return high - low
  })
  const axis = spreads.indexOf(Math.max(...spreads))
  const count = colours.reduce((sum, one) => sum + one.count, 0)
  return { colours, axis, weight: spreads[axis] * Math.sqrt(count) }
}

/** The colour that most pixels have, so that large areas keep their exact colour. */
function mean(colours) {
  return colours.reduce((a, b) => (b.count > a.count ? b : a)).rgb
}
