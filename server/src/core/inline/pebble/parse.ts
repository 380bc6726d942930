// Text, expressions and tags of a Pebble template. A slip is noted once for each `{{ }}` or `{% %}`; blocks that stay open end
// with the text.
import { closest } from '../../text'
import { Cursor } from './cursor'
import { parseArguments, parseExpression, unexpected } from './expression'
import { lex, type PebbleToken } from './lex'
import type { Argument, Expression, Node, Pebble, Word } from './node'
import { removedTags, tags } from './tags'

export function parse(text: string): Pebble {
  const tokens = lex(text)
  const parser = new Parser(new Cursor(tokens))
  const nodes = parser.body([])
  return { text, tokens, nodes, errors: parser.cursor.errors }
}

const deepest = 60

class Parser {
  private depth = 0
  /** A tag had no partner already: what stays open because of it is no second mistake. */
  private unbalanced = false
  private readonly strangers = new Set<string>()

  constructor(readonly cursor: Cursor) {}

  /** Up to a tag named in `stops`, which is left to the caller with its `{%` taken, or up to the end. */
  body(stops: readonly string[]): readonly Node[] {
    const nodes: Node[] = []
    for (;;) {
      const token = this.cursor.peek()
      if (token.kind === 'end') return nodes
      this.cursor.next()
      if (token.kind === 'error') this.cursor.note(token.span, token.error ?? '')
      if (token.kind !== 'printStart' && token.kind !== 'tagStart') continue
      this.cursor.failed = false
      if (token.kind === 'tagStart' && this.cursor.is('name') && stops.includes(this.cursor.peek().text)) return nodes
      const node = token.kind === 'printStart' ? this.print(token) : this.tag(token)
      if (node) nodes.push(node)
    }
  }

  private print(start: PebbleToken): Node {
    const value = parseExpression(this.cursor)
    return { kind: 'print', value, span: { start: start.span.start, end: this.close('printEnd') } }
  }

  /** Takes the end of the region; what stands before it has no place. */
  private close(kind: 'printEnd' | 'tagEnd'): number {
    const { cursor } = this
    if (!cursor.failed && !cursor.is(kind)) cursor.fail(cursor.peek(), unexpected(cursor.peek(), `"${kind === 'printEnd' ? '}}' : '%}'}" is missing.`))
    cursor.take(kind)
    cursor.failed = false
    return cursor.before()
  }

  private tag(start: PebbleToken): Node | undefined {
    const word = this.cursor.peek()
    if (word.kind !== 'name') {
      this.cursor.fail(word, 'The name of a tag is missing behind "{%", such as "if", "for" or "set".')
      this.close('tagEnd')
      return undefined
    }
    this.cursor.next()
    if (this.depth >= deepest) {
      this.cursor.silent = true
      this.cursor.giveUp()
      this.close('tagEnd')
      return undefined
    }
    this.depth++
    const node = this.known(start, word)
    this.depth--
    return node
  }

  private known(start: PebbleToken, word: PebbleToken): Node | undefined {
    const span = (end: number) => ({ start: start.span.start, end })
    switch (word.text) {
      case 'if':
        return this.condition(word, span)
      case 'for':
        return this.loop(word, span)
      case 'set':
        return this.assignment(span)
      case 'macro':
        return this.macro(word, span)
      case 'block':
        return this.block(word, span)
      case 'filter':
        return this.filters(word, span)
      default:
        return this.stranger(word)
    }
  }

  private stranger(word: PebbleToken): undefined {
    const { message, fix } = strange(word.text)
    this.unbalanced ||= word.text.startsWith('end') || word.text.startsWith('el')
    // The end of a tag that was called unknown already.
    if (word.text.startsWith('end') && this.strangers.has(word.text.slice(3))) this.cursor.giveUp()
    this.strangers.add(word.text)
    this.cursor.fail(word, message, fix)
    this.close('tagEnd')
    return undefined
  }

  private condition(word: PebbleToken, span: Ends): Node {
    const branches: { condition?: Expression; body: readonly Node[] }[] = []
    let first: Expression | undefined = parseExpression(this.cursor)
    this.close('tagEnd')
    for (;;) {
      const last = branches.length > 0 && first === undefined
      const body = this.body(last ? ['endif'] : ['elseif', 'else', 'endif'])
      branches.push({ ...(first && { condition: first }), body })
      const next = this.cursor.take('name')
      if (!next) return { kind: 'if', branches, span: span(this.unclosed(word)) }
      if (next.text === 'endif') return { kind: 'if', branches, span: span(this.close('tagEnd')) }
      first = next.text === 'elseif' ? parseExpression(this.cursor) : undefined
      this.close('tagEnd')
    }
  }

  private loop(word: PebbleToken, span: Ends): Node {
    const variable = this.newName('The name for the element is missing: "for alert in trigger.body.alerts".')
    const comma = this.cursor.is('punctuation', ',')
      ? 'A loop has one variable; for a map, it is the key-value pair: "for entry in map", then "entry.key", "entry.value".'
      : `"in" is missing: "for x in list".`
    this.cursor.expect('name', 'in', comma)
    const list = this.cursor.failed ? nothing(this.cursor) : parseExpression(this.cursor)
    if (!this.cursor.failed && this.cursor.is('name', 'if')) this.cursor.fail(this.cursor.peek(), 'A loop has no "if": put {% if %} inside it.')
    this.close('tagEnd')
    const body = this.body(['else', 'endfor'])
    const end = this.cursor.take('name')
    let otherwise: readonly Node[] = []
    let last = end
    if (end?.text === 'else') {
      this.close('tagEnd')
      otherwise = this.body(['endfor'])
      last = this.cursor.take('name')
    }
    return { kind: 'for', variable, list, body, otherwise, span: span(last ? this.close('tagEnd') : this.unclosed(word)) }
  }

  private assignment(span: Ends): Node {
    const variable = this.newName('The name of the variable is missing behind "set".')
    this.cursor.expect('punctuation', '=', 'A "=" is missing: "set name = value".')
    const value = this.cursor.failed ? nothing(this.cursor) : parseExpression(this.cursor)
    return { kind: 'set', variable, value, span: span(this.close('tagEnd')) }
  }

  private macro(word: PebbleToken, span: Ends): Node {
    const name = this.cursor.word('The name of the macro is missing.')
    const parameters: readonly Argument[] = this.cursor.failed ? [] : parseArguments(this.cursor, true)
    this.close('tagEnd')
    const body = this.body(['endmacro'])
    return { kind: 'macro', name, parameters, body, span: span(this.ended(word)) }
  }

  private block(word: PebbleToken, span: Ends): Node {
    const name = this.cursor.take('string') ?? this.cursor.expect('name', undefined, 'The name of the block is missing.')
    this.close('tagEnd')
    const body = this.body(['endblock'])
    const end = this.cursor.take('name')
    if (end && name && (this.cursor.is('name', name.text) || this.cursor.is('string', name.text))) this.cursor.next()
    return { kind: 'block', body, span: span(end ? this.close('tagEnd') : this.unclosed(word)) }
  }

  private filters(word: PebbleToken, span: Ends): Node {
    const filters: { name: Word; arguments: readonly Argument[] }[] = []
    do {
      const name = this.cursor.word('The name of a filter is missing.')
      filters.push({ name, arguments: !this.cursor.failed && this.cursor.is('punctuation', '(') ? parseArguments(this.cursor, false) : [] })
    } while (!this.cursor.failed && this.cursor.take('operator', '|'))
    this.close('tagEnd')
    const body = this.body(['endfilter'])
    return { kind: 'filters', filters, body, span: span(this.ended(word)) }
  }

  private ended(word: PebbleToken): number {
    return this.cursor.take('name') ? this.close('tagEnd') : this.unclosed(word)
  }

  private unclosed(word: PebbleToken): number {
    if (!this.unbalanced) this.cursor.note(word.span, `"${word.text}" is not closed: "{% end${word.text} %}" is missing.`)
    this.unbalanced = true
    return this.cursor.before()
  }

  private newName(missing: string): Word {
    const token = this.cursor.peek()
    if (/^(?:true|false|null|none)$/.test(token.text)) this.cursor.fail(token, `"${token.text}" is a constant and cannot be a name.`)
    return this.cursor.word(missing)
  }
}

type Ends = (end: number) => { readonly start: number; readonly end: number }

const nothing = (cursor: Cursor): Expression => ({ kind: 'missing', span: { start: cursor.before(), end: cursor.before() } })

function strange(name: string): { message: string; fix?: string } {
  const removed = Object.hasOwn(removedTags, name) ? removedTags[name] : undefined
  if (removed) return { message: `Kestra has no tag "${name}": ${removed}` }
  if (name === 'elif' || name === 'elsif') return { message: `There is no "${name}": write "elseif".`, fix: 'elseif' }
  if (tags.some(one => one.end === name || one.inside?.includes(name))) return { message: `"${name}" closes nothing that is open here.` }
  const near = closest(
    name,
    tags.flatMap(one => [one.name, ...(one.end ? [one.end] : []), ...(one.inside ?? [])]),
  )
  return near ? { message: `There is no tag "${name}"; did you mean "${near}"?`, fix: near } : { message: `There is no tag "${name}".` }
}
