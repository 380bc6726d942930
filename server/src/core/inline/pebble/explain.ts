// What stands at a place of a Pebble template, in our own words.
import { contains, type Span } from '../../text'
import type { InlineScope } from '../inline'
import type { Shape } from '../shape'
import { localsAt, signature } from './complete'
import { context, follow } from './context'
import { type PebbleName, tables } from './names'
import type { Expression, Pebble } from './node'
import { operatorWords } from './operators'
import { allSteps, pathOf } from './path'
import { tags } from './tags'
import { walk } from './walk'

export function explain(tree: Pebble, offset: number, _scope: InlineScope): { readonly span: Span; readonly markdown: string } | undefined {
  let found: { span: Span; markdown: string } | undefined
  walk(tree, value => {
    found ??= ofValue(tree, value, offset)
  })
  return found ?? ofToken(tree, offset)
}

function ofValue(tree: Pebble, value: Expression, offset: number): { span: Span; markdown: string } | undefined {
  if (value.kind === 'call' || value.kind === 'filter' || value.kind === 'test') {
    const table = value.kind === 'call' ? 'function' : value.kind
    const name = contains(value.name.span, offset) ? tables[table].find(one => one.name === value.name.name) : undefined
    return name && { span: value.name.span, markdown: nameWords(name) }
  }
  const word =
    value.kind === 'name'
      ? { name: value.name, span: value.span }
      : value.kind === 'member'
        ? value.name
        : value.kind === 'item' && value.key.kind === 'string'
          ? { name: value.key.value, span: value.key.inner }
          : undefined
  if (!word || word.name === '' || !contains(word.span, offset)) return undefined
  const path = pathOf(value, localsAt(tree.nodes, offset, new Map()))
  if (!path || !Object.hasOwn(context, path.root)) return undefined
  const shape = follow(context[path.root], allSteps(path))
  const owner = follow(context[path.root], allSteps(path).slice(0, -1))
  const markdown = shapeWords(word.name, shape, owner)
  return markdown === undefined ? undefined : { span: word.span, markdown }
}

function nameWords(one: PebbleName): string {
  const lines = [
    one.since && `Since Kestra ${one.since}.`,
    one.until && `Gone in Kestra ${one.until}${one.instead ? `: write \`${one.instead}\`` : ''}.`,
  ].filter(Boolean)
  return `\`${signature(one)}\`\n\n${one.documentation}${lines.length > 0 ? `\n\n${lines.join(' ')}` : ''}`
}

function shapeWords(name: string, shape: Shape | undefined, owner: Shape | undefined): string | undefined {
  const safe = name.replace(/[`\r\n]/g, ' ')
  if (shape?.documentation) return `\`${safe}\`${shape.name ? ` – ${shape.name}` : ''}\n\n${shape.documentation}`
  return owner?.keys ? `The ${owner.keys.kind.replace('-', ' ')} \`${safe}\`.${owner.documentation ? ` ${owner.documentation}` : ''}` : undefined
}

function ofToken(tree: Pebble, offset: number): { span: Span; markdown: string } | undefined {
  const index = tree.tokens.findIndex(one => contains(one.span, offset) && (one.kind === 'operator' || one.kind === 'name'))
  const token = tree.tokens[index]
  if (!token) return undefined
  const words = token.kind === 'operator' && Object.hasOwn(operatorWords, token.text) ? operatorWords[token.text] : undefined
  const tag =
    tree.tokens[index - 1]?.kind === 'tagStart'
      ? tags.find(one => one.name === token.text || one.end === token.text || one.inside?.includes(token.text))
      : undefined
  const documentation = words ?? tag?.documentation
  return documentation === undefined ? undefined : { span: token.span, markdown: `\`${token.text}\`\n\n${documentation}` }
}
