// Two servers with the same rules and an external label that tells them apart: Alertmanager takes their alerts for different ones, so
// every notification is sent twice, unless relabelling takes the label off the alerts.
import { compileRegex } from '../../../inline'
import type { At } from '../../../yaml'
import type { Check, FileView, World } from '../../language'
import { setText } from '../../shared/goValues'
import { actionOf, alertmanagersOf, jobsOf, relabelSteps, staticTargets } from '../model'

const code = 'replica-in-alerts'
const telling = /replica|(?:^|_)ha(?:_|$)/i
/** Labels by which servers for different things differ, although their files look alike. */
const places = /env|stage|region|zone|site|cluster|dc|data_?cent|tenant|team|project|customer|account|location|country|city|stack/i

/** What servers of a pair are told apart by, by the names that Thanos, Cortex and the operator gave it. */
const replica = /^(?:replica|__replica__|prometheus_replica)$/

/** The file of one server alone: the other one of the pair has the same, with another value. */
export const replicaLabel: Check = {
  code,
  across: true,
  *run(file, world) {
    if (alertmanagersOf(file).length === 0 || !file.root?.get('rule_files')) return
    const label = [...labelsOf(file)].find(([name]) => replica.test(name))?.[1]
    if (!label?.key || isDropped(label, file) || [...replicaInAlerts.run(file, world)].length > 0) return
    for (const other of world.files('prometheus', file)) if (onlyDifference(file, other)) return
    yield {
      code,
      severity: 'information',
      message: `"${label.key.text}" tells servers of a pair apart and goes along with their alerts: Alertmanager takes those of two servers for different ones and notifies twice. Drop the label in "alert_relabel_configs" under "alerting".`,
      span: label.key.span,
    }
  },
}

export const replicaInAlerts: Check = {
  code,
  across: true,
  *run(file, world) {
    if (alertmanagersOf(file).length === 0) return
    for (const other of world.files('prometheus', file)) {
      // Once for a pair: at the one whose address comes last.
      if (other.uri >= file.uri || alertmanagersOf(other).length === 0) continue
      const label = onlyDifference(file, other)
      if (!label?.key || (isDropped(label, file) && isDropped(label, other)) || !isPair(label, file, other, world)) continue
      const there = labelsOf(other).get(label.key.text ?? '')
      yield {
        code,
        severity: 'warning',
        message: `"${label.key.text}" tells two servers apart that send the same alerts, so Alertmanager takes them for different ones and notifies twice. Drop the label in "alert_relabel_configs" under "alerting", in both files.`,
        span: label.key.span,
        ...(there?.key && { related: [{ uri: other.uri, span: there.key.span, message: `The other server has "${there.text}" here.` }] }),
      }
      return
    }
  },
}

function labelsOf(file: FileView): Map<string, At> {
  const labels = new Map<string, At>()
  for (const value of file.root?.path('global', 'external_labels')?.entries() ?? []) if (value.key?.text) labels.set(value.key.text, value)
  return labels
}

/** The one external label that differs; undefined when none does, or several do: then the servers have different tasks. */
function onlyDifference(file: FileView, other: FileView): At | undefined {
  const mine = labelsOf(file)
  const theirs = labelsOf(other)
  if (mine.size !== theirs.size) return undefined
  const different = [...mine].filter(([name, value]) => theirs.get(name)?.text !== value.text)
  const [first] = different
  return different.length === 1 && first && theirs.has(first[0]) ? first[1] : undefined
}

/** They load a rule file in common, and the label says so itself, or both scrape the very same targets. */
function isPair(label: At, file: FileView, other: FileView, world: World): boolean {
  const name = label.key?.text ?? ''
  const targets = targetsOf(file)
  const same = targets.some(one => !/^(?:localhost|127\.)/.test(one)) && targets.join(' ') === targetsOf(other).join(' ')
  if (!telling.test(name) && (places.test(name) || !same)) return false
  const theirs = new Set(ruleFiles(other, world))
  return ruleFiles(file, world).some(uri => theirs.has(uri))
}

const targetsOf = (file: FileView): string[] =>
  jobsOf(file)
    .flatMap(job => [...staticTargets(job)].map(one => one.text))
    .sort()

const ruleFiles = (file: FileView, world: World): string[] =>
  [...(file.root?.get('rule_files')?.items() ?? [])].flatMap(path => (path.string === undefined ? [] : [...world.loaded(file, path.string).uris]))

/** Some step removes the label or writes it anew. */
function isDropped(label: At, file: FileView): boolean {
  const name = label.key?.text ?? ''
  const steps = [
    ...relabelSteps(file.root?.get('alerting'), 'alert_relabel_configs'),
    ...alertmanagersOf(file).flatMap(entry => relabelSteps(entry, 'alert_relabel_configs')),
  ]
  return steps.some(step => {
    const action = actionOf(step)
    const regex = setText(step.get('regex')) ?? '(.*)'
    if (action === 'labeldrop') return compileRegex(regex, 'relabel')?.(name) ?? true
    if (action === 'labelkeep') return !(compileRegex(regex, 'relabel')?.(name) ?? false)
    return step.get('target_label')?.text === name
  })
}
