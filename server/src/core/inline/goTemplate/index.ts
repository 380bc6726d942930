// Go templates as Prometheus and Alertmanager use them: in annotations and labels of rules, in receivers, in .tmpl files.
// `scope.flavour` says which; Prometheus' rules when it says nothing.
import type { Span } from '../../text'
import type { InlineLanguage, InlineProblem, InlineScope, Token, TokenType } from '../inline'
import { analyse, namesIn } from './analyse'
import { complete } from './complete'
import { explain } from './explain'
import { flavourOf, refusal } from './flavour'
import type { ItemKind } from './lex'
import type { GoTemplate } from './node'
import { parse } from './parse'

export const goTemplateLanguage: InlineLanguage<GoTemplate> = {
  id: 'go-template',
  isAbsent: text => !text.includes('{{'),
  parse: (text, scope) => parse(text, flavourOf(scope.flavour)),
  problems,
  mentions: namesIn,
  tokens,
  complete,
  explain,
}

function problems(tree: GoTemplate, scope: InlineScope): readonly InlineProblem[] {
  const found = analyse(tree, scope.version).problems
  if (tree.errors.length === 0 && found.length < 2) return found
  const syntax = tree.errors.map(one => ({ code: 'template-syntax', severity: refusal(tree.flavour), ...one, span: visible(one.span, tree) }))
  // A word inside a broken action is judged all the same, but one place gets one problem.
  const names = found.filter(one => !syntax.some(other => overlap(one.span, other.span)))
  return [...syntax, ...names].sort((a, b) => a.span.start - b.span.start)
}

const overlap = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end

/** Empty places take the character before; at the end of the text, the action that is not closed. */
function visible(span: Span, { text, items }: GoTemplate): Span {
  if (span.end > span.start) return span
  const left = items.filter(one => one.kind === 'left').at(-1)
  if (left && span.start === text.length) return { start: left.span.start, end: Math.max(left.span.end, text.trimEnd().length) }
  return span.start > 0 ? { start: span.start - 1, end: span.start } : { start: 0, end: Math.min(1, text.length) }
}

function tokens(tree: GoTemplate): readonly Token[] {
  const found: Token[] = []
  for (const item of tree.items) {
    const type = types[item.kind]
    if (type && item.span.end > item.span.start)
      found.push({ span: item.span, type: item.text === 'true' || item.text === 'false' || item.text === 'nil' ? 'keyword' : type })
  }
  return found
}

const types: Readonly<Partial<Record<ItemKind, TokenType>>> = {
  comment: 'comment',
  left: 'operator',
  right: 'operator',
  keyword: 'keyword',
  word: 'function',
  variable: 'variable',
  dot: 'variable',
  field: 'property',
  string: 'string',
  raw: 'string',
  char: 'string',
  number: 'number',
  pipe: 'operator',
  assign: 'operator',
  declare: 'operator',
}
