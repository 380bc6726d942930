// Grammar of text/template over its items. Stops at nothing: an action with a slip is noted once and skipped, blocks that stay
// open are closed at the end of the text.
import type { Span } from '../../text'
import type { Item, ItemKind } from './lex'
import { lex } from './lex'
import { isNumber, unquote } from './literal'
import type { Branch, Command, Field, Flavour, GoTemplate, Name, Node, Operand, Pipe, Refusal, Term } from './node'
import { afterOperand, badNumber, instead } from './words'

export function parse(text: string, flavour: Flavour): GoTemplate {
  const items = lex(text)
  const errors: Refusal[] = []
  const parser = new Parser(items, errors)
  const nodes = parser.top()
  return { text, flavour, items, nodes, errors }
}

const deepest = 200

/** Walks the items once. `failed`: the action in hand has a slip already; everything up to its end is skipped quietly. */
class Parser {
  private at = 0
  private failed = false
  /** Something was too deep to follow: what comes after cannot be judged. */
  private silent = false
  private depth = 0
  private ranges = 0
  private level = 0
  private readonly defined = new Map<string, boolean>()

  constructor(
    private readonly items: readonly Item[],
    private readonly errors: Refusal[],
  ) {}

  top(): readonly Node[] {
    const nodes: Node[] = []
    while (this.peek().kind !== 'end') {
      const { nodes: more, stop } = this.list()
      nodes.push(...more)
      if (!stop) break
      this.note(stop, stop.text === 'else' ? '"else" stands outside if, with and range.' : '"end" closes nothing: no if, range, with or define is open here.')
      this.finish()
    }
    return nodes
  }

  /** Nodes up to `end` or `else`, whose keyword item is returned (already taken), or up to the end of the text. */
  private list(): { nodes: readonly Node[]; stop?: Item } {
    const nodes: Node[] = []
    for (;;) {
      const item = this.peek()
      if (item.kind === 'end') return { nodes }
      this.at++
      if (item.kind === 'error') this.note(item, item.error ?? '')
      if (item.kind !== 'left') continue
      this.failed = false
      const word = this.peekSolid()
      if (word.kind === 'keyword' && (word.text === 'end' || word.text === 'else')) {
        this.next()
        return { nodes, stop: word }
      }
      const node = this.guarded(() => this.action(item))
      if (node) nodes.push(node)
    }
  }

  private guarded(build: () => Node | undefined): Node | undefined {
    if (this.depth >= deepest) {
      this.silent = true
      this.at++
      return undefined
    }
    this.depth++
    this.level++
    const node = build()
    this.level--
    this.depth--
    return node
  }

  private action(left: Item): Node | undefined {
    const word = this.peekSolid()
    if (word.kind !== 'keyword') {
      const pipe = this.pipe('right', 'an action')
      const end = this.finish()
      return { kind: 'action', span: { start: left.span.start, end }, pipe }
    }
    this.next()
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
      const pipe = keyword === 'else' ? undefined : this.pipe('right', keyword)
      this.finish()
      const { nodes, stop } = this.list()
      branches.push({ keyword, span: { start, end: stop ? stop.span.start : this.peek().span.start }, ...(pipe && { pipe }), body: nodes })
      if (first.text === 'range' && branches.length === 1) this.ranges--
      ended = stop
      start = stop?.span.start ?? start
      word = stop?.text === 'else' ? this.afterElse(first, branches, stop) : undefined
    }
    if (!ended) this.open(first, `"${first.text}" is not closed: "{{ end }}" is missing.`)
    return { kind: 'control', span: { start: left.span.start, end: this.finish() }, branches }
  }

  /** The keyword that opens the next branch: `else` itself, or `if` / `with` behind it. */
  private afterElse(first: Item, branches: readonly Branch[], stop: Item): Item {
    const next = this.peekSolid()
    if (branches.some(one => one.keyword === 'else')) this.note(stop, 'A second "else" follows the last one of this block.')
    if (next.kind !== 'keyword') return stop
    if (next.text !== 'if' && next.text !== 'with') return stop
    this.next()
    if (next.text !== first.text) this.note(next, `"else ${next.text}" cannot continue "${first.text}": write "{{ else }}{{ ${next.text} … }}…{{ end }}".`)
    return next
  }

  private definition(left: Item, word: Item): Node {
    if (word.text === 'define' && this.level > 1) this.note(word, '"define" cannot stand inside another block.')
    const name = this.name(word.text)
    const pipe = word.text === 'block' ? this.pipe('right', 'block') : undefined
    this.finish()
    const ranges = this.ranges
    this.ranges = 0
    const { nodes, stop } = this.list()
    this.ranges = ranges
    if (!stop) this.open(word, `"${word.text}" is not closed: "{{ end }}" is missing.`)
    if (stop?.text === 'else') this.note(stop, `"else" has no place in "${word.text}".`)
    const end = this.finish()
    if (name) this.twice(name, nodes)
    return { kind: word.text as 'define' | 'block', span: { start: left.span.start, end }, ...(name && { name }), ...(pipe && { pipe }), body: nodes }
  }

  private twice(name: Name, body: readonly Node[]): void {
    const filled = body.length > 0
    if (filled && this.defined.get(name.value)) this.errors.push({ message: `Template "${name.value}" is defined twice in this text.`, span: name.span })
    this.defined.set(name.value, filled || this.defined.get(name.value) === true)
  }

  private template(left: Item): Node {
    const name = this.name('template')
    const pipe = this.peekSolid().kind === 'right' ? undefined : this.pipe('right', 'template')
    return { kind: 'template', span: { start: left.span.start, end: this.finish() }, ...(name && { name }), ...(pipe && { pipe }) }
  }

  private jump(left: Item, word: Item): Node {
    const next = this.peekSolid()
    if (next.kind !== 'right') this.wrong(next, word.text)
    else if (this.ranges === 0) this.note(word, `"${word.text}" only works inside range.`)
    return { kind: word.text as 'break' | 'continue', span: { start: left.span.start, end: this.finish() } }
  }

  private name(context: string): Name | undefined {
    const item = this.nextSolid()
    if (item.kind === 'string' || item.kind === 'raw') {
      const value = unquote(item.text)
      if (value === undefined) this.note(item, 'This text has a "\\" that Go does not know.')
      return { value: value ?? '', span: inside(item.span) }
    }
    this.at--
    if (item.kind === 'word' || item.kind === 'field') this.note(item, `The name behind "${context}" is written in quotes: "${item.text}".`)
    else this.wrong(item, context)
    return undefined
  }

  // Pipelines

  private pipe(until: 'right' | 'close', context: string): Pipe {
    const start = this.peekSolid().span.start
    const declared: { name: string; span: Span }[] = []
    const assigns = this.declarations(declared, context)
    const commands: Command[] = []
    while (!this.failed) {
      const item = this.peekSolid()
      if (item.kind === until) break
      if (!operandKinds.has(item.kind)) this.wrong(item, context, commands.at(-1)?.operands.at(-1))
      else commands.push(this.command())
    }
    if (!this.failed && commands.length === 0)
      this.note(this.peekSolid(), context === 'an action' ? 'There is nothing between "{{" and "}}".' : `A value is missing behind "${context}".`)
    for (const command of commands.slice(1)) this.executable(command)
    return { span: { start, end: this.lastEnd(start) }, declared, assigns, commands }
  }

  private executable(command: Command): void {
    const first = command.operands[0]
    if (this.failed || !first || first.fields.length > 0 || ['function', 'variable', 'group'].includes(first.term.kind)) return
    this.note({ span: first.span }, 'Behind a "|" there has to be a function, a field or a variable, not a plain value.')
  }

  /** `$x :=`, `$i, $x :=`; returns whether it is `=`. */
  private declarations(declared: { name: string; span: Span }[], context: string): boolean {
    for (;;) {
      const variable = this.peekSolid()
      if (variable.kind !== 'variable') return false
      const back = this.at
      this.nextSolid()
      const next = this.peekSolid()
      if (next.kind !== 'assign' && next.kind !== 'declare' && next.text !== ',') {
        this.at = back
        return false
      }
      this.nextSolid()
      declared.push({ name: variable.text, span: variable.span })
      if (next.kind === 'assign') return true
      if (next.kind === 'declare') return false
      if (context !== 'range' || declared.length > 1) {
        this.note(next, context === 'range' ? 'range declares at most two variables.' : 'A "," is only used in "range $i, $x := …".')
        return false
      }
    }
  }

  private command(): Command {
    const operands: Operand[] = []
    const start = this.peekSolid().span.start
    while (!this.failed) {
      const operand = this.operand()
      if (operand) operands.push(operand)
      if (this.failed) break
      const item = this.peek()
      if (item.kind === 'space') {
        this.at++
        if (operandKinds.has(this.peek().kind) || this.peek().kind === 'space') continue
      }
      const next = this.peekSolid()
      if (next.kind === 'pipe') this.nextSolid()
      else if (next.kind !== 'right' && next.kind !== 'close') this.wrong(next, 'an operand', operand ?? operands.at(-1))
      break
    }
    return { span: { start, end: operands.at(-1)?.span.end ?? start }, operands }
  }

  private operand(): Operand | undefined {
    const first = this.peekSolid()
    const fields: Field[] = []
    const term = first.kind === 'field' ? this.fieldTerm(fields) : this.term()
    if (!term) return undefined
    while (!this.failed && (this.peek().kind === 'field' || this.peek().kind === 'dot')) {
      const item = this.next()
      fields.push(field(item))
      if (item.kind === 'dot') this.note(item, 'A name is missing behind this ".".')
      else if (fields.length === 1 && plain.has(term.kind)) this.note(item, 'A plain value has no fields.')
    }
    const start = term.span.start
    return { span: { start, end: fields.at(-1)?.span.end ?? term.span.end }, term, fields }
  }

  private fieldTerm(fields: Field[]): Term {
    const item = this.nextSolid()
    fields.push(field(item))
    return { kind: 'dot', span: { start: item.span.start, end: item.span.start } }
  }

  private term(): Term | undefined {
    const item = this.nextSolid()
    switch (item.kind) {
      case 'variable':
        return { kind: 'variable', span: item.span, name: item.text }
      case 'dot':
        return { kind: 'dot', span: item.span }
      case 'word':
        return wordTerm(item)
      case 'number':
        if (!isNumber(item.text)) this.note(item, badNumber(item.text))
        return { kind: 'number', span: item.span }
      case 'char':
        if (unquote(item.text) === undefined)
          this.note(item, `Single quotes hold one character. Write text in double quotes or backticks: "${item.text.slice(1, -1)}".`, [
            { title: 'Use double quotes', edits: [{ span: item.span, text: JSON.stringify(item.text.slice(1, -1)) }] },
          ])
        return { kind: 'char', span: item.span }
      case 'string':
      case 'raw':
        return this.stringTerm(item)
      case 'open':
        return this.group(item)
      default:
        this.at--
        return undefined
    }
  }

  private stringTerm(item: Item): Term {
    const value = unquote(item.text)
    if (value === undefined) this.note(item, 'This text has a "\\" that Go does not know: double it ("\\\\") or use backticks.')
    return { kind: 'string', span: item.span, value: value ?? item.text.slice(1, -1), inner: inside(item.span) }
  }

  private group(item: Item): Term {
    if (this.depth >= deepest) {
      this.note(item, 'These brackets are nested too deeply.')
      return { kind: 'nil', span: item.span }
    }
    this.depth++
    const pipe = this.pipe('close', 'a bracket')
    this.depth--
    const close = this.failed ? undefined : this.nextSolid()
    return { kind: 'group', span: { start: item.span.start, end: close?.span.end ?? pipe.span.end }, pipe }
  }

  // Items

  private peek(): Item {
    return this.items[Math.min(this.at, this.items.length - 1)] as Item
  }

  private next(): Item {
    const item = this.peek()
    if (item.kind !== 'end') this.at++
    return item
  }

  private peekSolid(): Item {
    while (this.peek().kind === 'space') this.at++
    return this.peek()
  }

  private nextSolid(): Item {
    this.peekSolid()
    const item = this.peek()
    this.at++
    return item
  }

  private lastEnd(start: number): number {
    return Math.max(start, this.items[this.at - 1]?.span.end ?? start)
  }

  /** Skips to behind the action in hand; returns where it ends. */
  private finish(): number {
    for (;;) {
      const item = this.peek()
      if (item.kind === 'end' || item.kind === 'text' || item.kind === 'left' || item.kind === 'comment') return this.lastEnd(0)
      if (item.kind === 'error') this.note(item, item.error ?? '')
      else if (item.kind !== 'right' && item.kind !== 'space') this.wrong(item, 'this action')
      this.at++
      if (item.kind === 'right') {
        this.failed = false
        return item.span.end
      }
    }
  }

  private wrong(item: Item, context: string, before?: Operand): void {
    if (item.kind === 'error') this.note(item, item.error ?? '')
    else if (item.kind === 'end') this.note(item, 'This action is not closed: "}}" is missing.')
    else this.note(item, before ? afterOperand(item) : instead(item, context))
  }

  /** A block without its end; said only when no action swallowed the rest of the text. */
  private open(word: Item, message: string): void {
    const end = this.items.at(-1)?.span.start ?? 0
    if (!this.errors.some(one => one.span.end === end && one.span.start === end)) this.note(word, message)
  }

  private note(at: { readonly span: Span }, message: string, fixes?: Refusal['fixes']): void {
    if (!this.failed && !this.silent) this.errors.push({ message, span: at.span, ...(fixes && { fixes }) })
    this.failed = true
  }
}

const operandKinds: ReadonlySet<ItemKind> = new Set(['variable', 'dot', 'field', 'word', 'number', 'char', 'string', 'raw', 'open'])
const plain: ReadonlySet<Term['kind']> = new Set(['dot', 'nil', 'number', 'char', 'boolean', 'string'])

const inside = (span: Span): Span => ({ start: span.start + 1, end: Math.max(span.start + 1, span.end - 1) })

const field = (item: Item): Field => ({ name: item.text.slice(1), span: { start: item.span.start + 1, end: item.span.end } })

function wordTerm(item: Item): Term {
  if (item.text === 'true' || item.text === 'false') return { kind: 'boolean', span: item.span }
  return item.text === 'nil' ? { kind: 'nil', span: item.span } : { kind: 'function', span: item.span, name: item.text }
}
