// Targets are host and port. Prometheus refuses a slash in them (config.CheckTargetAddress), unless relabelling moves the address away.
import type { LocalCheck } from '../../../schema'
import type { Edit, Fix, Problem } from '../../../text'
import type { At } from '../../../yaml'
import { setText } from '../../shared/goValues'
import { actionOf, columnText, relabelSteps, staticTargets, type Target } from '../model'

export const urlAsTarget = (pathKey: 'metrics_path' | 'path_prefix'): LocalCheck =>
  function* (at) {
    if (movesAddress(at)) return
    for (const target of staticTargets(at)) {
      if (target.text.includes('/')) yield problem(target, say(target.text, pathKey), fixes(target, at, pathKey))
    }
  }

function problem(target: Target, message: string, fixed: readonly Fix[]): Problem {
  return { code: 'url-as-target', severity: 'error', message, span: target.at.span, ...(fixed.length > 0 && { fixes: fixed }) }
}

/** With relabelling only what surely keeps the address is told: no step writes it, drops a target or renames labels. */
export function movesAddress(at: At): boolean {
  return relabelSteps(at, 'relabel_configs').some(step => {
    const action = actionOf(step)
    if (action === 'replace' || action === 'hashmod' || action === 'lowercase' || action === 'uppercase') {
      const label = setText(step.get('target_label')) ?? ''
      return label === '__address__' || label.includes('$')
    }
    return true
  })
}

const parts = (text: string) => /^(?:([a-z][a-z0-9+.-]*):\/\/)?([^/]*)(\/.*)?$/i.exec(text)

function say(text: string, pathKey: string): string {
  const [, scheme, host, path] = parts(text) ?? []
  const only = `"${text}" is not an address: write only host and port${host ? `, "${host}"` : ''}.`
  const secure = scheme?.toLowerCase() === 'https' ? ' The scheme goes under "scheme".' : ''
  return `${only}${secure}${path && path !== '/' ? ` The path goes under "${pathKey}".` : ''}`
}

function fixes(target: Target, owner: At, pathKey: string): Fix[] {
  const [, scheme = '', host = '', path = ''] = parts(target.text) ?? []
  const simple = target.at.node.kind === 'scalar' && target.at.node.length - target.text.length <= 2
  if (host === '' || !simple || /[?#]/.test(path)) return []
  const place = owner.get('static_configs')?.key
  const quotes = target.at.node.length === target.text.length ? 0 : 1
  const from = target.at.start + quotes
  const edits: Edit[] = [{ span: { start: from, end: from + target.text.length }, text: host }]
  const keys = [...(scheme.toLowerCase() === 'https' ? [['scheme', 'https']] : []), ...(path.length > 1 ? [[pathKey, path.replace(/\/$/, '') || path]] : [])]
  for (const [key = '', value = ''] of keys) {
    if (!place || owner.get(key) || owner.node.kind !== 'map' || owner.node.flow) return [{ title: `Keep only "${host}"`, edits: edits.slice(0, 1) }]
    edits.push({ span: { start: place.start, end: place.start }, text: `${key}: ${value}\n${columnText(owner.doc.text, place.start)}` })
  }
  const inserted = edits.slice(1)
  const title = keys.length > 0 ? `Write "${host}" and ${keys.map(([key]) => `"${key}"`).join(' and ')}` : `Write "${host}"`
  const first = inserted[0]
  return [{ title, edits: first ? [{ span: first.span, text: inserted.map(one => one.text).join('') }, ...edits.slice(0, 1)] : edits }]
}
