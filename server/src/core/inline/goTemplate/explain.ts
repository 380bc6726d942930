// What stands at a place of a Go template, in our own words.
import { contains, type Span } from '../../text'
import type { InlineScope } from '../inline'
import type { Shape } from '../shape'
import { analyse, type Site } from './analyse'
import { keywordWords, type TemplateFunction } from './functions'
import type { GoTemplate } from './node'

export function explain(tree: GoTemplate, offset: number, scope: InlineScope): { readonly span: Span; readonly markdown: string } | undefined {
  const { sites } = analyse(tree, scope.version)
  for (const site of sites.filter(one => contains(one.span, offset) && one.span.end > one.span.start)) {
    const markdown = words(site)
    if (markdown) return { span: site.span, markdown }
  }
  const keyword = tree.items.find(one => one.kind === 'keyword' && contains(one.span, offset))
  const said = keyword && keywordWords[keyword.text]
  return keyword && said ? { span: keyword.span, markdown: `\`{{ ${said.call} }}\`\n\n${said.documentation}` } : undefined
}

function words(site: Site): string | undefined {
  if (site.kind === 'function') return site.found && functionWords(site.found)
  if (site.kind === 'variable') return site.shape && shapeWords(site.name, site.shape)
  if (site.kind === 'key') return keyWords(site.name, site.owner)
  if (site.kind === 'field')
    return site.owner.kind === 'map' && !site.shape?.documentation ? keyWords(site.name, site.owner) : site.shape && shapeWords(`.${site.name}`, site.shape)
  return undefined
}

function functionWords(one: TemplateFunction): string {
  const since = [
    one.since?.prometheus && `Since Prometheus ${one.since.prometheus}.`,
    one.since?.alertmanager && `Since Alertmanager ${one.since.alertmanager}.`,
  ]
    .filter(Boolean)
    .join(' ')
  return `\`${one.call}\`\n\n${one.documentation}${since ? `\n\n${since}` : ''}`
}

function shapeWords(name: string, shape: Shape): string | undefined {
  const kind = shape.name ?? (shape.kind === 'any' ? undefined : shape.kind)
  if (!kind && !shape.documentation) return undefined
  return `\`${name}\`${kind ? ` – ${kind}` : ''}${shape.documentation ? `\n\n${shape.documentation}` : ''}`
}

function keyWords(name: string, owner: Shape): string | undefined {
  if (!owner.keys) return undefined
  const from = owner.documentation ?? `Of ${owner.keys.within}.`
  return `The ${owner.keys.kind} \`${escapeTicks(name)}\`. ${from}`
}

/** Names come from files: no backtick may end the code span. */
const escapeTicks = (name: string): string => name.replace(/[`\r\n]/g, ' ')
