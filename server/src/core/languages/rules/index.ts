// Rule files of Prometheus: alerting and recording rules.
import type { Language } from '../language'
import { byVersion } from '../shared/grammars'
import { inlineLanguages } from '../shared/inline'
import { keysOf, onlyKeys } from '../shared/recognise'
import { recordName, ruleShape } from './checks/rule'
import { ruleFile } from './schema'

export const rules: Language = {
  kind: 'rules',
  program: 'prometheus',
  label: 'Prometheus rules',
  oldest: { major: 3, minor: 0 },
  names: {
    'rule-group': {
      label: 'rule group',
      scope: 'file',
      duplicate: { code: 'duplicate-group', severity: 'error', say: 'Prometheus refuses a file with two groups of one name.' },
      symbol: 'module',
    },
    alert: { label: 'alert', scope: 'stack', symbol: 'event' },
    metric: { label: 'metric', scope: 'stack', symbol: 'variable' },
  },
  checks: [],
  recognise(root) {
    const keys = keysOf(root)
    if (!keys.includes('groups')) return 0
    const groups = root?.get('groups')
    if (groups?.kind !== 'seq') return onlyKeys(keys, ['groups']) && (groups?.isNull ?? false) ? 0.5 : 0
    for (const group of groups.items())
      return group.get('rules') || (group.get('name') && onlyKeys(keys, ['groups'])) ? (onlyKeys(keys, ['groups']) ? 1 : 0.6) : 0.2
    return onlyKeys(keys, ['groups']) ? 0.6 : 0
  },
  grammars: byVersion(version => ({
    schema: ruleFile,
    dialect: 'go',
    program: 'Prometheus',
    version,
    checks: { rule: [ruleShape, recordName] },
    inline: inlineLanguages,
  })),
}
