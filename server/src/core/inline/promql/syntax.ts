// Messages for texts that the grammar cannot read: what is unexpected, and what was probably meant. One problem a text.
import type { Span } from '../../text'
import { parseDuration } from '../duration'
import { unknownFunction } from './calls'
import { promFunctions } from './functions'
import { isClosed, type Lexeme, lex } from './lex'
import { type Report, refuse } from './report'
import { strayMessage } from './stray'
import { checkString } from './strings'
import { isUnknownCall, readTolerantly } from './tolerant'
import type { PromTree } from './tree'
import { aggregators } from './words'

export function checkSyntax(report: Report, tree: PromTree): void {
  const lexemes = lex(report.text)
  if (lexemes.length === 0) return refuse(report, 'promql-syntax', { start: 0, end: report.text.length }, 'The expression is empty.')
  if (checkLexemes(report, lexemes) || checkBrackets(report, lexemes)) return
  const call = lexemes.findIndex((one, i) => one.text.length === 1 && isUnknownCall(lexemes, i) && !listed.test(lexemes[i - 1]?.text ?? ''))
  if (call >= 0) return unknownFunction(report, lexemes[call]?.text ?? '', lexemes[call]?.start ?? 0)
  const at = tree.lost[0]?.start ?? 0
  const index = lexemes.findIndex(one => one.end > at)
  const place = index < 0 ? lexemes.length : index
  const found = (lexemes[place] && explain(report, lexemes, place)) ?? ending(lexemes, place)
  const span = found.span ?? lexemes[place] ?? lexemes.at(-1) ?? { start: 0, end: 0 }
  refuse(report, 'promql-syntax', span, found.message, found.right)
}

interface Found {
  readonly message: string
  readonly span?: Span
  readonly right?: { readonly text: string; readonly span?: Span }
}

/** Lexemes that are wrong wherever they stand. */
function checkLexemes(report: Report, lexemes: readonly Lexeme[]): boolean {
  for (const [i, one] of lexemes.entries()) {
    if (one.kind === 'stray') {
      const { message, span, right, flag } = strayMessage(report.text, lexemes, i)
      if (flag && report.scope.flavour?.split(',').includes(flag)) return true
      refuse(report, 'promql-syntax', span ?? one, message, right)
      return true
    }
    if (one.kind === 'string' && !(isClosed(one.text) ? isSound(report, one) : checkString(report, one))) return true
    if (one.kind === 'number' && !number.test(one.text)) {
      const wrong = parseDuration(one.text)
      if (wrong.error === undefined) continue
      const right = wrong.suggestion === undefined ? undefined : { text: wrong.suggestion }
      refuse(report, 'promql-syntax', one, right ? wrong.error : `"${one.text}" is neither a number nor a duration.`, right)
      return true
    }
  }
  return false
}

const number = /^(?:0x[\da-f]+|(?:\d+(?:_?\d)*\.?(?:\d+(?:_?\d)*)?|\.\d+(?:_?\d)*)(?:e[+-]?\d+(?:_?\d)*)?)$/i

/** Escapes of a closed string; its quotes may still not be the ones that were meant. */
const isSound = (report: Report, one: Lexeme): boolean => checkString(report, one)

const pairs: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' }

function checkBrackets(report: Report, lexemes: readonly Lexeme[]): boolean {
  const open: Lexeme[] = []
  for (const one of lexemes) {
    if (one.kind !== 'mark') continue
    if (pairs[one.text]) open.push(one)
    if (!/^[)\]}]$/.test(one.text)) continue
    const last = open.pop()
    if (last && pairs[last.text] === one.text) continue
    const wanted = last && pairs[last.text]
    refuse(
      report,
      'promql-syntax',
      one,
      wanted ? `"${wanted}" is expected before "${one.text}": "${last.text}" is still open.` : `"${one.text}" closes nothing.`,
      wanted ? undefined : { text: '' },
    )
    return true
  }
  const last = open.at(-1)
  if (!last) return false
  const end = report.text.trimEnd().length
  const closers = open
    .reverse()
    .map(one => pairs[one.text])
    .join('')
  const mends = readTolerantly(report.text.slice(0, end) + closers).lost.length === 0
  refuse(
    report,
    'promql-syntax',
    last,
    `"${last.text}" is not closed: "${pairs[last.text]}" is missing.`,
    mends ? { text: closers, span: { start: end, end } } : undefined,
  )
  return true
}

/** What the lexeme at `i` does there. */
function explain(report: Report, lexemes: readonly Lexeme[], i: number): Found | undefined {
  const one = lexemes[i]
  if (!one) return undefined
  const before = lexemes[i - 1]
  const around = enclosing(lexemes, i)
  if (around === '{') return inBraces(report.text, lexemes, i)
  if (around === '[' && one.text !== '[') return { message: `A duration such as "5m" is expected in the brackets, not ${quoted(one)}.` }
  if (one.text === '=') return { message: '"=" does not compare: write "==".', right: { text: before?.text === '==' && before.end === one.start ? '' : '==' } }
  if (one.text === '=~' || one.text === '!~')
    return { message: `"${one.text}" works only between a label and a text in braces, such as {job${one.text}"a.*"}.` }
  const list = around === '(' ? lexemes[openingOf(lexemes, i) - 1] : undefined
  if (list && listed.test(list.text)) return { message: `A label name is expected in the list after "${list.text}", not ${quoted(one)}.` }
  if (before && aggregators.has(before.text.toLowerCase()) && startsOperand(one) && one.text !== '(') {
    return { message: `What "${before.text}" aggregates stands in parentheses: write ${before.text}(…).` }
  }
  if (before && listed.test(before.text) && one.text !== '(')
    return { message: `Labels in parentheses are expected after "${before.text}", such as ${before.text} (job).` }
  if (/^(?:by|without)$/i.test(one.text)) return grouping(lexemes, i)
  const next = lexemes[i + 1]
  if (one.text === ',' && next?.text === ')') return { message: `The comma before ")" has to go.`, right: { text: '' } }
  if (one.text === ')' && before?.text === ',') return { message: `The comma before ")" has to go.`, span: before, right: { text: '', span: before } }
  if (one.text === ',') return { message: around === '(' ? 'A value is expected before the comma.' : 'A comma can only stand between arguments or matchers.' }
  if (before && endsOperand(before) && startsOperand(one)) return { message: `An operator is missing between ${quoted(before)} and ${quoted(one)}.` }
  if (before && /^(?:offset)$/i.test(before.text)) return { message: `A duration such as "5m" is expected after "offset", not ${quoted(one)}.` }
  if (before?.text === '@') return { message: `Unix seconds, start() or end() are expected after "@", not ${quoted(one)}.` }
  if (before && !endsOperand(before) && one.kind === 'mark' && !startsOperand(one))
    return { message: `A value is expected between ${quoted(before)} and ${quoted(one)}.` }
  return undefined
}

const listed = /^(?:by|without|on|ignoring)$/i

/** `by` where it cannot stand: most often after a function. */
function grouping(lexemes: readonly Lexeme[], i: number): Found {
  const word = lexemes[i]?.text ?? 'by'
  let depth = 0
  for (let at = i - 1; at >= 0; at--) {
    const one = lexemes[at]?.text
    if (one === ')') depth++
    if (one === '(' && --depth === 0) {
      const name = lexemes[at - 1]?.text ?? ''
      if (promFunctions.has(name))
        return { message: `"${word}" cannot follow the function "${name}", only an aggregation: write sum ${word} (…) (${name}(…)).` }
      if (listed.test(name) && aggregators.size) return { message: `"${word}" stands twice.` }
      break
    }
    if (depth === 0) break
  }
  return { message: `"${word}" can only stand before or after the parentheses of an aggregation such as "sum".` }
}

function inBraces(text: string, lexemes: readonly Lexeme[], i: number): Found {
  const one = lexemes[i] as Lexeme
  const before = lexemes[i - 1]
  const isOp = before && /^(?:=|!=|=~|!~)$/.test(before.text)
  if (one.text === '==' || one.text === ':') return { message: `"${one.text}" does not compare labels: write "=".`, right: { text: '=' } }
  if (isOp && before && (one.kind === 'word' || one.kind === 'number')) {
    const end = text.slice(one.start).search(/[,}"\s]|$/) + one.start
    return {
      message: `The value of a label stands in quotes: write "${text.slice(one.start, end)}".`,
      span: { start: one.start, end },
      right: { text: `"${text.slice(one.start, end)}"`, span: { start: one.start, end } },
    }
  }
  if (isOp) return { message: `A text in quotes is expected after "${before.text}", not ${quoted(one)}.` }
  if (before?.kind === 'string' && (one.kind === 'word' || one.kind === 'string')) {
    return { message: `A comma is missing before ${quoted(one)}.`, right: { text: ', ', span: { start: before.end, end: one.start } } }
  }
  if (before?.kind === 'word') return { message: `An operator such as "=" is expected after the label "${before.text}", not ${quoted(one)}.` }
  if (one.text === ',') return { message: 'A matcher is expected before the comma.' }
  return { message: `A matcher such as job="api" is expected in the braces, not ${quoted(one)}.` }
}

/** Nothing more can be said than where it is. */
function ending(lexemes: readonly Lexeme[], i: number): Found {
  const one = lexemes[i]
  if (one) return { message: `${quoted(one)} is unexpected here.` }
  const last = lexemes.at(-1)
  return { message: last ? `The expression ends after ${quoted(last)}, where something more is expected.` : 'The expression is empty.' }
}

const enclosing = (lexemes: readonly Lexeme[], i: number): string | undefined => lexemes[openingOf(lexemes, i)]?.text

/** Index of the bracket that is open at `i`, or -1. */
function openingOf(lexemes: readonly Lexeme[], i: number): number {
  const open: number[] = []
  for (let at = 0; at < i; at++) {
    const { text, kind } = lexemes[at] as Lexeme
    if (kind !== 'mark') continue
    if (pairs[text]) open.push(at)
    else if (/^[)\]}]$/.test(text)) open.pop()
  }
  return open.at(-1) ?? -1
}

const quoted = (one: Lexeme): string => (one.kind === 'string' ? one.text.slice(0, 40) : `"${one.text.slice(0, 40)}"`)
const endsOperand = (one: Lexeme): boolean =>
  one.kind === 'mark' ? /^[)\]}]$/.test(one.text) : !/^(?:and|or|unless|atan2|bool|by|without|on|ignoring|offset)$/i.test(one.text)
const startsOperand = (one: Lexeme): boolean => one.kind === 'word' || one.kind === 'number' || one.kind === 'string' || /^[({]$/.test(one.text)
