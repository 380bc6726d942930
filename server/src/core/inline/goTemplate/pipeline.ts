// Names and pipelines of Go templates: what stands inside an action behind its keyword.
import type { Span } from '../../text'
import type { Cursor } from './cursor'
import type { Item, ItemKind } from './lex'
import { isNumber, unquote } from './literal'
import type { Command, Field, Name, Operand, Pipe, Term } from './node'
import { badNumber } from './words'

const deepest = 200

export function parseName(cursor: Cursor, context: string): Name | undefined {
  const item = cursor.nextSolid()
  if (item.kind === 'string' || item.kind === 'raw') {
    const value = unquote(item.text)
    if (value === undefined) cursor.note(item, 'This text has a "\\" that Go does not know.')
    return { value: value ?? '', span: inside(item.span) }
  }
  cursor.at--
  if (item.kind === 'word' || item.kind === 'field') cursor.note(item, `The name behind "${context}" is written in quotes: "${item.text}".`)
  else cursor.wrong(item, context)
  return undefined
}

export function parsePipe(cursor: Cursor, until: 'right' | 'close', context: string): Pipe {
  const start = cursor.peekSolid().span.start
  const declared: { name: string; span: Span }[] = []
  const assigns = declarations(cursor, declared, context)
  const commands: Command[] = []
  while (!cursor.failed) {
    const item = cursor.peekSolid()
    if (item.kind === until) break
    if (!operandKinds.has(item.kind)) cursor.wrong(item, context, commands.at(-1)?.operands.at(-1))
    else commands.push(parseCommand(cursor))
  }
  if (!cursor.failed && commands.length === 0)
    cursor.note(cursor.peekSolid(), context === 'an action' ? 'There is nothing between "{{" and "}}".' : `A value is missing behind "${context}".`)
  for (const command of commands.slice(1)) executable(cursor, command)
  return { span: { start, end: cursor.lastEnd(start) }, declared, assigns, commands }
}

function executable(cursor: Cursor, command: Command): void {
  const first = command.operands[0]
  if (cursor.failed || !first || first.fields.length > 0 || ['function', 'variable', 'group'].includes(first.term.kind)) return
  cursor.note({ span: first.span }, 'Behind a "|" there has to be a function, a field or a variable, not a plain value.')
}

/** `$x :=`, `$i, $x :=`; returns whether it is `=`. */
function declarations(cursor: Cursor, declared: { name: string; span: Span }[], context: string): boolean {
  for (;;) {
    const variable = cursor.peekSolid()
    if (variable.kind !== 'variable') return false
    const back = cursor.at
    cursor.nextSolid()
    const next = cursor.peekSolid()
    if (next.kind !== 'assign' && next.kind !== 'declare' && next.text !== ',') {
      cursor.at = back
      return false
    }
    cursor.nextSolid()
    declared.push({ name: variable.text, span: variable.span })
    if (next.kind === 'assign') return true
    if (next.kind === 'declare') return false
    if (context !== 'range' || declared.length > 1) {
      cursor.note(next, context === 'range' ? 'range declares at most two variables.' : 'A "," is only used in "range $i, $x := …".')
      return false
    }
  }
}

function parseCommand(cursor: Cursor): Command {
  const operands: Operand[] = []
  const start = cursor.peekSolid().span.start
  while (!cursor.failed) {
    const operand = parseOperand(cursor)
    if (operand) operands.push(operand)
    if (cursor.failed) break
    const item = cursor.peek()
    if (item.kind === 'space') {
      cursor.at++
      if (operandKinds.has(cursor.peek().kind) || cursor.peek().kind === 'space') continue
    }
    const next = cursor.peekSolid()
    if (next.kind === 'pipe') cursor.nextSolid()
    else if (next.kind !== 'right' && next.kind !== 'close') cursor.wrong(next, 'an operand', operand ?? operands.at(-1))
    break
  }
  return { span: { start, end: operands.at(-1)?.span.end ?? start }, operands }
}

function parseOperand(cursor: Cursor): Operand | undefined {
  const first = cursor.peekSolid()
  const fields: Field[] = []
  const term = first.kind === 'field' ? fieldTerm(cursor, fields) : parseTerm(cursor)
  if (!term) return undefined
  while (!cursor.failed && (cursor.peek().kind === 'field' || cursor.peek().kind === 'dot')) {
    const item = cursor.next()
    fields.push(field(item))
    if (item.kind === 'dot') cursor.note(item, 'A name is missing behind this ".".')
    else if (fields.length === 1 && plain.has(term.kind)) cursor.note(item, 'A plain value has no fields.')
  }
  const start = term.span.start
  return { span: { start, end: fields.at(-1)?.span.end ?? term.span.end }, term, fields }
}

function fieldTerm(cursor: Cursor, fields: Field[]): Term {
  const item = cursor.nextSolid()
  fields.push(field(item))
  return { kind: 'dot', span: { start: item.span.start, end: item.span.start } }
}

function parseTerm(cursor: Cursor): Term | undefined {
  const item = cursor.nextSolid()
  switch (item.kind) {
    case 'variable':
      return { kind: 'variable', span: item.span, name: item.text }
    case 'dot':
      return { kind: 'dot', span: item.span }
    case 'word':
      return wordTerm(item)
    case 'number':
      if (!isNumber(item.text)) cursor.note(item, badNumber(item.text))
      return { kind: 'number', span: item.span }
    case 'char':
      if (unquote(item.text) === undefined)
        cursor.note(item, `Single quotes hold one character. Write text in double quotes or backticks: "${item.text.slice(1, -1)}".`, [
          { title: 'Use double quotes', edits: [{ span: item.span, text: JSON.stringify(item.text.slice(1, -1)) }] },
        ])
      return { kind: 'char', span: item.span }
    case 'string':
    case 'raw':
      return stringTerm(cursor, item)
    case 'open':
      return group(cursor, item)
    default:
      cursor.at--
      return undefined
  }
}

function stringTerm(cursor: Cursor, item: Item): Term {
  const value = unquote(item.text)
  if (value === undefined) cursor.note(item, 'This text has a "\\" that Go does not know: double it ("\\\\") or use backticks.')
  return { kind: 'string', span: item.span, value: value ?? item.text.slice(1, -1), inner: inside(item.span) }
}

function group(cursor: Cursor, item: Item): Term {
  if (cursor.depth >= deepest) {
    cursor.note(item, 'These brackets are nested too deeply.')
    return { kind: 'nil', span: item.span }
  }
  cursor.depth++
  const pipe = parsePipe(cursor, 'close', 'a bracket')
  cursor.depth--
  const close = cursor.failed ? undefined : cursor.nextSolid()
  return { kind: 'group', span: { start: item.span.start, end: close?.span.end ?? pipe.span.end }, pipe }
}

const operandKinds: ReadonlySet<ItemKind> = new Set(['variable', 'dot', 'field', 'word', 'number', 'char', 'string', 'raw', 'open'])
const plain: ReadonlySet<Term['kind']> = new Set(['dot', 'nil', 'number', 'char', 'boolean', 'string'])

const inside = (span: Span): Span => ({ start: span.start + 1, end: Math.max(span.start + 1, span.end - 1) })

const field = (item: Item): Field => ({ name: item.text.slice(1), span: { start: item.span.start + 1, end: item.span.end } })

function wordTerm(item: Item): Term {
  if (item.text === 'true' || item.text === 'false') return { kind: 'boolean', span: item.span }
  return item.text === 'nil' ? { kind: 'nil', span: item.span } : { kind: 'function', span: item.span, name: item.text }
}
