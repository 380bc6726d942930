// Where would something typed here go? Answered by lines and columns, so that half-typed and broken texts get an answer, too;
// the tree only says what is there already.
import { lineStart, type Slices, type Span } from '../text'
import { At } from './at'
import { flowSpot } from './cursorFlow'
import { contentOf, type Element, elementsOf, type Line, lineAt } from './cursorLine'
import type { Document } from './document'

export interface Cursor {
  /** Keys and indices from the root to the map or list in question. For kind `value` to the map that holds the key. */
  readonly path: readonly (string | number)[]
  /** The map or list there, when it is there already. */
  readonly container: At | undefined
  readonly kind: 'key' | 'value' | 'item'
  /** What a completion replaces: the word or scalar around the offset, perhaps empty. */
  readonly word: Span
  /** The word's text before the offset. */
  readonly prefix: string
  /** Kind `value`: the key. */
  readonly key?: string
  /** The column at which keys or dashes of the container stand. */
  readonly column: number
  readonly flow: boolean
  /** The scalar around the offset: a value, an item, or text that may become a key. */
  readonly inScalar?: At
  /** Kind `item`: no dash stands before the word yet. */
  readonly newLineNeeded?: boolean
}

/** Undefined where nothing structural can be written: in comments, or at a column that belongs to no map or list. */
export function cursor(doc: Document, offset: number): Cursor | undefined {
  const text = doc.source
  const root = At.root(doc)
  const scalar = scalarAt(root, offset)
  const line = lineAt(text, offset)
  if (scalar && scalar.node.kind === 'scalar' && (scalar.node.style !== 'plain' || line.start > scalar.start)) return inText(root, scalar, offset)
  if (inComment(line, offset, scalar)) return undefined
  const elements = elementsOf(line)
  const key = elements.find(one => one.kind === 'key')
  if (key && key.kind === 'key' && offset > key.colon) return valueSpot(doc, root, line, elements, key, offset)
  const spot = blockSpot(doc, root, line, elements, offset)
  return spot && (scalar && !key ? { ...spot, inScalar: scalar } : spot)
}

/** The value or item whose text touches the offset; keys are no values. */
function scalarAt(root: At | undefined, offset: number): At | undefined {
  const at = root?.find(offset)
  if (at?.node.kind !== 'scalar' || at.node.length === 0) return undefined
  return at.parent?.node.kind === 'map' && !at.key ? undefined : at
}

/** Inside quotes, a block scalar, or the later lines of a plain one. */
function inText(root: At | undefined, at: At, offset: number): Cursor {
  const path = pathOf(at.parent)
  const span = at.span
  const container = at.parent
  const word = at.node.kind === 'scalar' && (at.node.style === 'literal' || at.node.style === 'folded') ? { start: offset, end: offset } : span
  const prefix = at.doc.source.slice(word.start, offset)
  const common = { path, container, word, prefix, column: container ? columnOf(at.doc, container) : 0, flow: isFlow(container), inScalar: at }
  if (at.key) return { ...common, kind: 'value', key: at.key.text ?? '' }
  return at === root || !container ? { ...common, kind: 'key' } : { ...common, kind: 'item' }
}

const isFlow = (at: At | undefined): boolean => at !== undefined && 'flow' in at.node && at.node.flow

/** Keys and indices down to a node. */
function pathOf(at: At | undefined): (string | number)[] {
  const path: (string | number)[] = []
  for (let here = at; here?.parent; here = here.parent) path.unshift(here.key ? (here.key.text ?? '') : here.index)
  return path
}

const columnOf = (doc: Document, at: At): number => at.start - lineStart(doc.source, at.start)

function inComment(line: Line, offset: number, scalar: At | undefined): boolean {
  const before = line.text.slice(0, offset - line.start)
  if (before.trimStart().startsWith('#')) return true
  const hash = before.search(/\s#/)
  return hash >= 0 && !(scalar && scalar.start <= line.start + hash && scalar.span.end > line.start + hash)
}

/** After `key:` on its line. */
function valueSpot(
  doc: Document,
  root: At | undefined,
  line: Line,
  elements: readonly Element[],
  key: Element & { kind: 'key' },
  offset: number,
): Cursor | undefined {
  const place = placeOf(doc, line, elements.slice(0, elements.indexOf(key)), key.column)
  const container = walk(root, place.path)
  const from = key.colon + 1
  const flow = flowSpot(doc.source, from, offset, [...place.path, key.name])
  if (flow) {
    const inner = walk(root, flow.path)
    return { ...flow, container: inner && isFlow(inner) ? inner : undefined, column: place.column, flow: true }
  }
  const word = valueWord(line, from, offset)
  const at = walk(root, [...place.path, key.name])
  const scalar = at?.node.kind === 'scalar' && at.node.length > 0 && at.start <= offset && offset <= at.span.end ? { inScalar: at } : {}
  return {
    path: place.path,
    container,
    kind: 'value',
    key: key.name,
    word,
    prefix: doc.source.slice(word.start, offset),
    column: place.column,
    flow: false,
    ...scalar,
  }
}

function valueWord(line: Line, from: number, offset: number): Span {
  const rest = line.text.slice(from - line.start)
  const start = from + (rest.length - rest.trimStart().length)
  if (offset < start) return { start: offset, end: offset }
  return { start, end: Math.max(offset, line.start + contentOf(line.text).length) }
}

/** At the start of a line's content, after dashes, or on an empty line. */
function blockSpot(doc: Document, root: At | undefined, line: Line, elements: readonly Element[], offset: number): Cursor | undefined {
  const dashes = elements.filter(one => one.kind === 'dash' && line.start + one.column < offset)
  const last = dashes.at(-1)
  const rest = line.text.slice(last ? last.column + 1 : 0)
  const wordStart = Math.min(offset, line.start + (last ? last.column + 1 : 0) + (rest.length - rest.trimStart().length))
  const flow = flowSpot(doc.source, wordStart, offset, placeOf(doc, line, dashes, wordStart - line.start).path)
  const key = elements.find(one => one.kind === 'key')
  const end = key?.kind === 'key' ? key.end : Math.max(offset, line.start + contentOf(line.text).length)
  const word = { start: wordStart, end }
  const prefix = doc.source.slice(wordStart, offset)
  const column = wordStart - line.start
  if (flow) return { ...flow, container: undefined, column, flow: true }
  const place = placeOf(doc, line, dashes, column)
  if (last) {
    const inItem = walk(root, place.path)
    if (key || inItem?.node.kind === 'map') return { path: place.path, container: inItem, kind: 'key', word, prefix, column, flow: false }
    const list = place.path.slice(0, -1)
    return { path: list, container: walk(root, list), kind: 'item', word, prefix, column, flow: false }
  }
  if (place.wrong) return undefined
  const container = walk(root, place.path)
  if (place.list) return { path: place.path, container, kind: 'item', word, prefix, column, flow: false, newLineNeeded: true }
  return { path: place.path, container: container?.node.kind === 'scalar' ? undefined : container, kind: 'key', word, prefix, column, flow: false }
}

interface Place {
  readonly path: (string | number)[]
  readonly column: number
  /** A list whose dashes stand at this column. */
  readonly list: boolean
  /** No open map or list stands at this column. */
  readonly wrong: boolean
}

/**
 * Looks upwards for what a thing at `column`, behind `dashes` of its own line, is part of. Lines further right are inside of what was
 * passed already, so their content, block scalars too, does not matter.
 */
function placeOf(doc: Document, line: Line, dashes: readonly Element[], column: number): Place {
  const path: (string | number)[] = []
  let limit = column
  for (const dash of [...dashes].reverse()) {
    path.unshift(0)
    limit = dash.column
  }
  const above = new Above(doc.source, line)
  let list = dashes.length > 0
  let state: Pick<Place, 'list' | 'wrong'> = { list: false, wrong: false }
  if (!list) {
    state = above.open(column)
    list = state.list
  }
  for (;;) {
    const parent = above.parent(limit, list)
    if (list && typeof path[0] === 'number' && (path.length > 0 || !state.list)) path[0] = parent.index
    if (!parent.element) break
    if (parent.element.kind === 'key') {
      path.unshift(parent.element.name)
      limit = parent.element.column
      list = parent.dashBefore !== undefined
      if (parent.dashBefore) {
        path.unshift(0)
        limit = parent.dashBefore.column
      }
    } else {
      path.unshift(0)
      limit = parent.element.column
      list = true
    }
  }
  return { path, column, ...state }
}

/** The lines above, read upwards once. */
class Above {
  private at: number
  constructor(
    private readonly text: Slices,
    line: Line,
  ) {
    this.at = line.start
  }

  /** What stands open at a column: a map with a key there, a list with a dash there, or the empty value of the line above. */
  open(column: number): { list: boolean; wrong: boolean } {
    let first = true
    let limit = Number.POSITIVE_INFINITY
    // after the first line with content, lines further right say nothing
    for (const line of upwards(this.text, this.at, () => (first ? limit : column))) {
      const elements = elementsOf(line)
      if (elements.length === 0 && !/\S/.test(contentOf(line.text))) continue
      const key = elements.find(one => one.kind === 'key')
      if (first && key?.kind === 'key' && key.empty && column > key.column) return { list: false, wrong: false }
      first = false
      const here = elements.filter(one => one.column < limit)
      if (here.some(one => one.kind === 'key' && one.column === column)) return { list: false, wrong: false }
      if (here.some(one => one.kind === 'dash' && one.column === column)) return { list: !this.keyAbove(line, column), wrong: false }
      const left = elements[0]
      if (left) limit = Math.min(limit, left.column)
      if (left && left.column < column) {
        const opened = here.find(one => one.kind === 'key' && one.empty && one.column < column)
        return { list: false, wrong: !(opened && !this.childBetween(line, column)) }
      }
    }
    return { list: false, wrong: column > 0 && !first }
  }

  /** Does the list at `column` stand at the column of its own key? Then that column means the next key. */
  private keyAbove(from: Line, column: number): boolean {
    for (const line of upwards(this.text, from.start, () => column)) {
      const [left] = elementsOf(line)
      if (!left || left.column > column) continue
      return left.kind === 'key' && left.column === column
    }
    return false
  }

  /** Is there content between the line of an open key and here? Then the key's own map stands at another column. */
  private childBetween(from: Line, _column: number): boolean {
    return /\S/.test(withoutComments(this.text.slice(from.start + from.text.length, this.at)))
  }

  /** The nearest key or dash that holds a map (`list` false) or a list at `limit`; `index` counts the dashes passed. */
  parent(limit: number, list: boolean): { element: Element | undefined; dashBefore: Element | undefined; index: number } {
    let index = 0
    if (limit === 0 && !list) return { element: undefined, dashBefore: undefined, index }
    for (const line of upwards(this.text, this.at, () => (list ? limit : limit - 1))) {
      const elements = elementsOf(line)
      if (list && elements.some(one => one.kind === 'dash' && one.column === limit)) index++
      const found = [...elements].reverse().find(one => one.column < limit || (list && one.column === limit && one.kind === 'key'))
      if (!found) continue
      this.at = line.start
      const before = elements[elements.indexOf(found) - 1]
      return { element: found, dashBefore: found.kind === 'key' ? before : undefined, index }
    }
    this.at = 0
    return { element: undefined, dashBefore: undefined, index }
  }
}

const withoutComments = (text: string): string => text.replace(/^\s*#.*$/gm, '')

/** Lines before an offset, from the nearest up to the start of the document, but for comments and those that begin right of `rightmost`. */
function* upwards(text: Slices, from: number, rightmost: () => number): Generator<Line> {
  for (let end = from - 1; end >= 0; ) {
    const start = lineStart(text, end)
    const most = start + rightmost()
    let at = start
    while (at <= most && text.charCodeAt(at) === space) at++
    if (at <= most) {
      const line = { start, text: text.slice(start, end).replace(/\r$/, '') }
      if (at === start && /^---(?:\s|$)/.test(line.text)) return
      if (!/^\s*#/.test(line.text)) yield line
    }
    end = start - 1
  }
}

const space = 32

/** Follows a path in the tree as far as it goes; undefined when a step is not there. */
function walk(root: At | undefined, path: readonly (string | number)[]): At | undefined {
  let at = root
  for (const step of path) at = typeof step === 'string' ? at?.get(step) : at?.nth(step)
  return at?.isNull ? undefined : at
}
