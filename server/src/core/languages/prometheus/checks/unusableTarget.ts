// An address that loads, since Prometheus looks for slashes only, and that no request can be made to: several in one, or no such port.
import type { LocalCheck } from '../../../schema'
import { relabelSteps, staticTargets } from '../model'

export const unusableTarget: LocalCheck = function* (at) {
  if (relabelSteps(at, 'relabel_configs').length > 0) return
  for (const { text, at: target } of staticTargets(at)) {
    if (/[\s/<>{}$]/.test(text)) continue
    const message = wrong(text)
    if (message)
      yield { code: 'unusable-target', severity: 'warning', message: `${message} Prometheus loads this, but every request to it fails.`, span: target.span }
  }
}

function wrong(text: string): string | undefined {
  if (text.includes(',')) return `"${text}" is one address to Prometheus: write each address as an item of its own.`
  const port = /^(?:[^[\]:]*|\[[^[\]]*\]):([^:]+)$/.exec(text)?.[1]
  if (port === undefined || (/^\d+$/.test(port) && Number(port) <= 65_535)) return undefined
  return `"${port}" in "${text}" is no port: ports are numbers up to 65535.`
}
