// What each relabelling action needs and what it may not have beside it (model/relabel Config.Validate).
import { headSpan, type LocalCheck } from '../../../schema'
import type { Problem } from '../../../text'
import type { At } from '../../../yaml'
import { isSet, numberAt } from '../../shared/goValues'
import { actionOf } from '../model'

const actions = ['replace', 'keep', 'drop', 'keepequal', 'dropequal', 'hashmod', 'labelmap', 'labeldrop', 'labelkeep', 'lowercase', 'uppercase']
const writes = ['replace', 'hashmod', 'lowercase', 'uppercase', 'keepequal', 'dropequal']

/** Keys that must stay away from an action, with the one value that may be written out all the same. */
const unwanted: Readonly<Record<string, Readonly<Record<string, string | undefined>>>> = {
  lowercase: { replacement: '$1' },
  uppercase: { replacement: '$1' },
  keepequal: { regex: undefined, modulus: '0', separator: ';', replacement: '$1' },
  dropequal: { regex: undefined, modulus: '0', separator: ';', replacement: '$1' },
  labeldrop: { source_labels: undefined, target_label: '', modulus: '0', separator: ';', replacement: '$1' },
  labelkeep: { source_labels: undefined, target_label: '', modulus: '0', separator: ';', replacement: '$1' },
}

/** Keys whose default is Go's zero value: null is as good as nothing. For the others it is an empty text, which is not their default. */
const zeroIsUnset = ['source_labels', 'target_label', 'modulus']

export const relabelAction: LocalCheck = function* (at) {
  const action = actionOf(at)
  const where = at.get('action')
  if (where?.isNull || !actions.includes(action) || where?.text === '') return
  const modulus = at.get('modulus')
  const missing = [
    ...(action === 'hashmod' && (!modulus || modulus.isNull || numberAt(modulus) === 0) ? ['"modulus", a number above zero'] : []),
    ...(writes.includes(action) && !isSet(at.get('target_label')) ? ['"target_label"'] : []),
  ]
  if (missing.length > 0) yield needs(at, where, missing.join(' and '), action)
  for (const [key, fine] of Object.entries(unwanted[action] ?? {})) {
    const value = at.get(key)
    if (!value?.key || (fine !== undefined && value.text === fine) || (value.isNull && zeroIsUnset.includes(key))) continue
    const allowed = action.startsWith('label') ? '"regex"' : action.endsWith('equal') ? '"source_labels" and "target_label"' : undefined
    const message = `The action "${action}" takes no "${key}"${allowed ? `, only ${allowed}` : ''}: Prometheus refuses it.`
    yield { code: 'unused-relabel-key', severity: 'error', message, span: value.key.span }
  }
  const renamed = at.get('replacement')
  if (action === 'labelmap' && (renamed?.isNull || renamed?.text === ''))
    yield {
      code: 'unused-relabel-key',
      severity: 'error',
      message: 'The "replacement" of "labelmap" names the new labels, so it must not be empty.',
      span: renamed.key?.span ?? at.span,
    }
}

function needs(at: At, where: At | undefined, key: string, action: string): Problem {
  const written = where?.key ? `The action "${action}"` : 'A relabelling rule (its action is "replace", unless it says otherwise)'
  return { code: 'incomplete-relabel', severity: 'error', message: `${written} needs ${key}.`, span: where?.span ?? headSpan(at) }
}
