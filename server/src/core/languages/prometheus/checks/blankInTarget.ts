// A blank in an address: it loads, since only slashes are looked at, and every request to it fails.
import type { LocalCheck } from '../../../schema'
import { relabelSteps, staticTargets } from '../model'
import { placeholder } from './placeholderTarget'

export const blankInTarget: LocalCheck = function* (at) {
  if (relabelSteps(at, 'relabel_configs').length > 0) return
  for (const { text, at: target } of staticTargets(at)) {
    if (!/\s/.test(text) || text.includes('/') || placeholder.test(text)) continue
    const better = text.replace(/\s+/g, '')
    const quotes = target.node.length === text.length ? 0 : 1
    const simple = target.node.length === text.length + 2 * quotes && !text.includes(',')
    const span = { start: target.start + quotes, end: target.start + quotes + text.length }
    yield {
      code: 'blank-in-target',
      severity: 'warning',
      message: text.includes(',')
        ? `"${text}" is one address to Prometheus, so nothing is reached: write each address as an item of its own.`
        : `"${text}" has a blank in it: Prometheus loads this, but every request to it fails. Write "${better}".`,
      span: target.span,
      ...(simple && { fixes: [{ title: `Write "${better}"`, edits: [{ span, text: better }], safe: true }] }),
    }
  }
}
