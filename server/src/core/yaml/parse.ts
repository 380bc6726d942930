// From a text to its tree, and from a tree and an edit to the next tree.
import { type Alias, isAlias, isMap, isScalar, isSeq, type Node, parseAllDocuments, type Scalar, type YAMLError, type Document as Yaml } from 'yaml'
import { apply, type Edit, type Problem } from '../text'
import type { Document } from './document'
import type { MapNode, Pair, ScalarNode, SeqNode, Style, YamlNode } from './node'

export interface ParseOptions {
  /** Parts of at most this many characters are not cut further (4096). */
  readonly min?: number
}

export function parse(text: string, _options: ParseOptions = {}): Document {
  const list = parseAllDocuments(text, { schema: 'failsafe', prettyErrors: false, logLevel: 'silent', strict: true })
  const docs = Array.isArray(list) ? list : []
  const first = docs[0]
  const anchors = new Map<string, { node: YamlNode; at: number }>()
  const root = first?.contents ? placed(first.contents, { text, anchors, indent: -1 }) : undefined
  return {
    text,
    root: root?.node,
    rootAt: root?.at ?? 0,
    second: docs[1]?.range[0],
    problems: first ? problemsOf(first) : [],
    anchor: name => anchors.get(name),
    directives: directivesOf(text),
  }
}

export function change(doc: Document, edit: Edit): Document {
  return parse(apply(doc.text, [edit]))
}

function directivesOf(text: string): Document['directives'] {
  const out: { start: number; end: number; text: string }[] = []
  for (const match of text.matchAll(/(?<=^|\s)#[ \t]*alertpath:.*/gm)) {
    const found = match[0].trimEnd()
    out.push({ start: match.index, end: match.index + found.length, text: found })
  }
  return out
}

function problemsOf(doc: Yaml.Parsed): Problem[] {
  return doc.errors.slice(0, 1).map((error: YAMLError) => ({
    code: error.code === 'DUPLICATE_KEY' ? 'duplicate-key' : 'yaml-syntax',
    severity: 'error',
    message: `${error.message.replace(/\.$/, '')}.`,
    span: { start: error.pos[0], end: error.pos[1] },
  }))
}

interface State {
  readonly text: string
  readonly anchors: Map<string, { node: YamlNode; at: number }>
  readonly indent: number
}
interface Placed {
  readonly node: YamlNode
  readonly at: number
}

function placed(node: Node, state: State): Placed | undefined {
  const range = node.range
  if (!range) return undefined
  const found = build(node, range[0], range[1], state)
  if (found && 'anchor' in found.node && found.node.anchor) state.anchors.set(found.node.anchor, found)
  return found
}

function marks(node: Exclude<Node, Alias>) {
  const tag = node.tag && /^tag:yaml\.org,2002:/.test(node.tag) ? `!!${node.tag.slice(18)}` : node.tag
  return { ...(node.anchor && { anchor: node.anchor }), ...(tag && { tag }) }
}

function build(node: Node, start: number, end: number, above: State): Placed | undefined {
  const collection = isMap(node) || isSeq(node)
  const state = collection && !node.flow ? { ...above, indent: start - above.text.lastIndexOf('\n', start - 1) - 1 } : above
  if (isAlias(node)) return { node: { kind: 'alias', name: node.source, length: end - start, aliased: true }, at: start }
  if (isScalar(node)) return { node: scalar(node, end - start, state), at: start }
  if (isMap(node)) {
    const pairs: Pair[] = []
    const offsets: number[] = []
    for (const pair of node.items) {
      const key = placed(pair.key as Node, state)
      if (!key) continue
      const value = (pair.value ? placed(pair.value as Node, state) : undefined) ?? {
        node: empty(state.indent),
        at: colon(state.text, key.at + key.node.length),
      }
      const at = key.at
      offsets.push(at - start)
      const aliased = key.node.aliased || value.node.aliased
      pairs.push({ key: key.node, keyAt: 0, value: value.node, valueAt: value.at - at, length: value.at + value.node.length - at, aliased })
    }
    const last = pairs.at(-1)
    const length = node.flow || !last ? end - start : (offsets.at(-1) ?? 0) + last.length
    const map: MapNode = {
      kind: 'map',
      flow: node.flow === true,
      pairs,
      offsets,
      cut: false,
      length,
      aliased: pairs.some(pair => pair.aliased),
      ...marks(node),
    }
    return { node: map, at: start }
  }
  if (!isSeq(node)) return undefined
  const items = (node.items as Node[]).map(item => placed(item, state)).filter(item => item !== undefined)
  const last = items.at(-1)
  const seq: SeqNode = {
    kind: 'seq',
    flow: node.flow === true,
    items: items.map(item => item.node),
    offsets: items.map(item => item.at - start),
    cut: false,
    length: node.flow || !last ? end - start : last.at + last.node.length - start,
    aliased: items.some(item => item.node.aliased),
    ...marks(node),
  }
  return { node: seq, at: start }
}

const styles: Readonly<Record<string, Style>> = {
  PLAIN: 'plain',
  QUOTE_SINGLE: 'single',
  QUOTE_DOUBLE: 'double',
  BLOCK_LITERAL: 'literal',
  BLOCK_FOLDED: 'folded',
}

function scalar(node: Scalar, length: number, state: State): ScalarNode {
  const text = typeof node.value === 'string' ? node.value : (node.source ?? '')
  return { kind: 'scalar', style: styles[node.type ?? 'PLAIN'] ?? 'plain', text, length, indent: state.indent, aliased: false, ...marks(node) }
}

const empty = (indent: number): ScalarNode => ({ kind: 'scalar', style: 'plain', text: '', length: 0, indent, aliased: false })

function colon(text: string, from: number): number {
  const at = text.indexOf(':', from)
  return at < 0 ? from : at + 1
}
