// Unit tests of rules, as `promtool test rules` reads them.
import type { At } from '../../yaml'
import type { Language } from '../language'
import { byVersion } from '../shared/grammars'
import { inlineLanguages } from '../shared/inline'
import { keysOf } from '../shared/recognise'
import { settledInPrometheus } from '../shared/settled'
import { failingExpectation } from './checks/expectations'
import { splitExpectedAlert } from './checks/expectedAlert'
import { repeatedGroup } from './checks/groupOrder'
import { brokenRuleFile, unknownAlertname, unmatchedRuleFiles } from './checks/ruleFiles'
import { testFile } from './schema'

/** Tests for vmalert name the group of an alert, or hold expressions of MetricsQL. */
const isOthers = (test: At): boolean =>
  test.get('metricsql_expr_test') !== undefined || [...(test.get('alert_rule_test')?.items() ?? [])].some(one => one.get('groupname') !== undefined)

export const ruleTests: Language = {
  kind: 'rule-tests',
  program: 'prometheus',
  label: 'Prometheus rule tests',
  oldest: { major: 3, minor: 0 },
  settled: settledInPrometheus,
  names: {},
  checks: [unmatchedRuleFiles, unknownAlertname, brokenRuleFile, failingExpectation, repeatedGroup],
  recognise(root) {
    const keys = keysOf(root)
    if (!keys.includes('tests') || keys.includes('id') || [...(root?.get('tests')?.items() ?? [])].some(isOthers)) return 0
    return keys.includes('rule_files') || keys.includes('evaluation_interval') ? 1 : 0.4
  },
  grammars: byVersion(version => ({
    schema: testFile,
    dialect: 'go',
    refusesMerged: 'names',
    program: 'promtool',
    version,
    checks: { 'alert-test': [splitExpectedAlert] },
    inline: inlineLanguages,
  })),
}
