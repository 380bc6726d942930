// Grammar of text/template over its items. Stops at nothing: an action with a slip is noted once and skipped, blocks that stay
// open are closed at the end of the text.
import { Cursor } from './cursor'
import type { Item } from './lex'
import { lex } from './lex'
import type { Branch, Flavour, GoTemplate, Name, Node } from './node'
import { parseName, parsePipe } from './pipeline'

export function parse(text: string, flavour: Flavour): GoTemplate {
  const items = lex(text)
  const parser = new Parser(new Cursor(items))
  const nodes = parser.top()
  return { text, flavour, items, nodes, errors: parser.cursor.errors }
}

const deepest = 200

class Parser {
  private ranges = 0
  private level = 0
  private readonly defined = new Map<string, boolean>()

  constructor(readonly cursor: Cursor) {}

  top(): readonly Node[] {
    const nodes: Node[] = []
    while (this.cursor.peek().kind !== 'end') {
      const { nodes: more, stop } = this.list()
      nodes.push(...more)
      if (!stop) break
      this.cursor.note(
        stop,
        stop.text === 'else' ? '"else" stands outside if, with and range.' : '"end" closes nothing: no if, range, with or define is open here.',
      )
      this.cursor.finish()
    }
    return nodes
  }

  /** Nodes up to `end` or `else`, whose keyword item is returned (already taken), or up to the end of the text; and whether there is text between them. */
  private list(): { nodes: readonly Node[]; stop?: Item; says: boolean } {
    const nodes: Node[] = []
    let says = false
    for (;;) {
      const item = this.cursor.peek()
      if (item.kind === 'end') return { nodes, says }
      this.cursor.at++
      says ||= item.kind === 'text' && item.text.trim() !== ''
      if (item.kind === 'error') this.cursor.note(item, item.error ?? '')
      if (item.kind !== 'left') continue
      this.cursor.failed = false
      const word = this.cursor.peekSolid()
      if (word.kind === 'keyword' && (word.text === 'end' || word.text === 'else')) {
        this.cursor.next()
        return { nodes, stop: word, says }
      }
      const node = this.guarded(() => this.action(item))
      if (node) nodes.push(node)
    }
  }

  private guarded(build: () => Node | undefined): Node | undefined {
    if (this.cursor.depth >= deepest) {
      this.cursor.silent = true
      this.cursor.at++
      return undefined
    }
    this.cursor.depth++
    this.level++
    const node = build()
    this.level--
    this.cursor.depth--
    return node
  }

  private action(left: Item): Node | undefined {
    const word = this.cursor.peekSolid()
    if (word.kind !== 'keyword') {
      const pipe = parsePipe(this.cursor, 'right', 'an action')
      const end = this.cursor.finish()
      return { kind: 'action', span: { start: left.span.start, end }, pipe }
    }
    this.cursor.next()
    switch (word.text) {
      case 'if':
      case 'with':
      case 'range':
        return this.control(left, word)
      case 'define':
      case 'block':
        return this.definition(left, word)
      case 'template':
        return this.template(left)
      default:
        return this.jump(left, word)
    }
  }

  private control(left: Item, first: Item): Node {
    const branches: Branch[] = []
    if (first.text === 'range') this.ranges++
    let word: Item | undefined = first
    let start = left.span.start
    let ended: Item | undefined
    while (word) {
      const keyword = word.text as Branch['keyword']
      const pipe = keyword === 'else' ? undefined : parsePipe(this.cursor, 'right', keyword)
      this.cursor.finish()
      const { nodes, stop } = this.list()
      branches.push({ keyword, span: { start, end: stop ? stop.span.start : this.cursor.peek().span.start }, ...(pipe && { pipe }), body: nodes })
      if (first.text === 'range' && branches.length === 1) this.ranges--
      ended = stop
      start = stop?.span.start ?? start
      word = stop?.text === 'else' ? this.afterElse(first, branches, stop) : undefined
    }
    if (!ended) this.cursor.open(first, `"${first.text}" is not closed: "{{ end }}" is missing.`)
    return { kind: 'control', span: { start: left.span.start, end: this.cursor.finish() }, branches }
  }

  /** The keyword that opens the next branch: `else` itself, or `if` / `with` behind it. */
  private afterElse(first: Item, branches: readonly Branch[], stop: Item): Item {
    const next = this.cursor.peekSolid()
    if (branches.some(one => one.keyword === 'else')) this.cursor.note(stop, 'A second "else" follows the last one of this block.')
    if (next.kind !== 'keyword') return stop
    if (next.text !== 'if' && next.text !== 'with') return stop
    this.cursor.next()
    if (next.text !== first.text)
      this.cursor.note(next, `"else ${next.text}" cannot continue "${first.text}": write "{{ else }}{{ ${next.text} … }}…{{ end }}".`)
    return next
  }

  private definition(left: Item, word: Item): Node {
    if (word.text === 'define' && this.level > 1) this.cursor.note(word, '"define" cannot stand inside another block.')
    const name = parseName(this.cursor, word.text)
    const pipe = word.text === 'block' ? parsePipe(this.cursor, 'right', 'block') : undefined
    this.cursor.finish()
    const ranges = this.ranges
    this.ranges = 0
    const { nodes, stop, says } = this.list()
    this.ranges = ranges
    if (!stop) this.cursor.open(word, `"${word.text}" is not closed: "{{ end }}" is missing.`)
    if (stop?.text === 'else') this.cursor.note(stop, `"else" has no place in "${word.text}".`)
    const end = this.cursor.finish()
    if (name) this.twice(name, says || nodes.length > 0)
    return { kind: word.text as 'define' | 'block', span: { start: left.span.start, end }, ...(name && { name }), ...(pipe && { pipe }), body: nodes }
  }

  /** An empty definition gives way to another one. */
  private twice(name: Name, filled: boolean): void {
    if (filled && this.defined.get(name.value)) this.cursor.errors.push({ message: `Template "${name.value}" is defined twice in this text.`, span: name.span })
    this.defined.set(name.value, filled || this.defined.get(name.value) === true)
  }

  private template(left: Item): Node {
    const name = parseName(this.cursor, 'template')
    const pipe = this.cursor.peekSolid().kind === 'right' ? undefined : parsePipe(this.cursor, 'right', 'template')
    return { kind: 'template', span: { start: left.span.start, end: this.cursor.finish() }, ...(name && { name }), ...(pipe && { pipe }) }
  }

  private jump(left: Item, word: Item): Node {
    const next = this.cursor.peekSolid()
    if (next.kind !== 'right') this.cursor.wrong(next, word.text)
    else if (this.ranges === 0) this.cursor.note(word, `"${word.text}" only works inside range.`)
    return { kind: word.text as 'break' | 'continue', span: { start: left.span.start, end: this.cursor.finish() } }
  }
}
