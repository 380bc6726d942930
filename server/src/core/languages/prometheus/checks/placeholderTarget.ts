// A target that somebody meant to fill in: `<your-host>:9090`. No host has such a name.
import type { LocalCheck } from '../../../schema'
import { relabelSteps, staticTargets } from '../model'

export const placeholderTarget: LocalCheck = function* (at) {
  if (relabelSteps(at, 'relabel_configs').length > 0) return
  for (const { text, at: target } of staticTargets(at)) {
    const word = placeholder.exec(text)?.[0]
    if (word === undefined || text.includes('/')) continue
    yield {
      code: 'placeholder',
      severity: 'warning',
      message: `"${word}" looks like a placeholder that was never filled in: no host has this name, and nothing is reached.`,
      span: target.span,
    }
  }
}

export const placeholder = /<[A-Za-z][\w .:@-]*>/
