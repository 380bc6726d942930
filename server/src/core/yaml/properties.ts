// Anchors, tags and aliases.
import type { AliasNode, ScalarNode } from './node'
import { code, fail, gap, missing, type Reader, skip } from './reader'

export interface Properties {
  anchor?: string
  tag?: string
}

const word = /[\w-]+/y

/** All anchors and tags that stand here in this line; false if one is faulty or given twice. */
export function properties(r: Reader, into: Properties): boolean {
  const { line } = r
  for (;;) {
    const c = code(r, r.at)
    const start = r.at
    if (c === 38) {
      const name = named(r)
      if (name === undefined) return false
      if (into.anchor !== undefined) return twice(r, start)
      into.anchor = name
      r.anchors ??= []
      r.anchors.push({ name, start, end: r.at })
    } else if (c === 33) {
      if (into.tag !== undefined) return twice(r, start)
      const tag = tagged(r)
      if (tag === undefined) return false
      into.tag = tag
    } else return true
    r.last = r.at
    r.fresh = false
    skip(r)
    if (r.line !== line) return true
  }
}

function twice(r: Reader, start: number): false {
  fail(r, 'anchor-twice', start, start + 1)
  return false
}

/** The name after `&` or `*`; nothing else may touch it. */
function named(r: Reader): string | undefined {
  const start = r.at
  word.lastIndex = start + 1
  const name = word.exec(r.text)?.[0].slice(0, Math.max(0, r.end - start - 1))
  const end = start + 1 + (name?.length ?? 0)
  if (!name || !(gap(code(r, end)) || /[?:,\]}%@`]/.test(r.text[end] ?? ''))) {
    fail(r, 'alias-name', start, end + 1, start)
    return undefined
  }
  r.at = end
  return name
}

export function alias(r: Reader): AliasNode | ScalarNode {
  const start = r.at
  const name = named(r)
  r.from = start
  if (name === undefined) {
    r.last = start
    return missing(r.indent)
  }
  r.last = r.at
  r.fresh = false
  r.aliases ??= []
  r.aliases.push({ name, start, end: r.at })
  return { kind: 'alias', name, length: r.at - start, aliased: true }
}

const tagPattern =
  /!(?:<(?:[\w\-;/?:@&=+$,.!~*'()[\]]|%[\da-fA-F]{2})+>|(?:[\w-]*!(?:[\w\-;/?:@&=+$,.!~*'()[\]]|%[\da-fA-F]{2})+|(?:[\w\-;/?:@&=+$,.~*'()[\]]|%[\da-fA-F]{2})*))/y

function tagged(r: Reader): string | undefined {
  const start = r.at
  tagPattern.lastIndex = start
  const tag = tagPattern.exec(r.text)?.[0].slice(0, r.end - start)
  const end = start + (tag?.length ?? 0)
  if (!tag || !gap(code(r, end))) {
    fail(r, 'tag', start, end + 1)
    return undefined
  }
  const handle = /^![\w-]+!/.exec(tag)?.[0]
  if (handle && !r.handles.includes(handle)) {
    fail(r, 'handle', start, start + handle.length)
    return undefined
  }
  r.at = end
  return tag
}

/** Properties of a value that is not written. */
export function afterProperties(r: Reader, found: Properties): ScalarNode {
  r.from = r.last
  return { ...missing(r.indent), ...found }
}
