// With the validation scheme `legacy`, names keep to letters, digits and "_": what contradicts it is refused.
import { classicName, isClassicLabelName } from '../../../inline'
import type { Problem } from '../../../text'
import type { At } from '../../../yaml'
import type { Check, FileView } from '../../language'
import { setText } from '../../shared/goValues'
import { actionOf, alertmanagersOf, jobsOf, namingOf, relabelSteps } from '../model'

const code = 'legacy-names'

export const legacyNames: Check = {
  code,
  *run(file) {
    for (const job of jobsOf(file)) {
      yield* escaping(job, file)
      if (namingOf(job, file) !== 'legacy') continue
      for (const step of [...relabelSteps(job, 'relabel_configs'), ...relabelSteps(job, 'metric_relabel_configs')]) yield* stepProblems(step)
    }
    if (namingOf(undefined, file) !== 'legacy') return
    yield* otlp(file)
    for (const step of others(file)) yield* stepProblems(step)
  },
}

function* others(file: FileView): Generator<At> {
  yield* relabelSteps(file.root?.get('alerting'), 'alert_relabel_configs')
  for (const entry of alertmanagersOf(file)) {
    yield* relabelSteps(entry, 'relabel_configs')
    yield* relabelSteps(entry, 'alert_relabel_configs')
  }
  for (const entry of file.root?.get('remote_write')?.items() ?? []) yield* relabelSteps(entry, 'write_relabel_configs')
}

/** UTF-8 names are asked for, but not allowed. A scheme that is not written follows from the other one. */
function* escaping(job: At, file: FileView): Generator<Problem> {
  if (namingOf(job, file) !== 'legacy') return
  const own = job.get('metric_name_escaping_scheme')
  const inherited = setText(job.get('metric_name_validation_scheme')) === undefined ? file.root?.path('global', 'metric_name_escaping_scheme') : undefined
  const scheme = setText(own) === undefined ? inherited : own
  if (setText(scheme) !== 'allow-utf-8' || !scheme) return
  const message = 'The scheme "allow-utf-8" asks targets for any names, but the validation scheme is "legacy": Prometheus refuses that. Write "underscores".'
  yield {
    code,
    severity: 'error',
    message,
    span: scheme.span,
    fixes: [{ title: 'Change to "underscores"', edits: [{ span: scheme.span, text: 'underscores' }] }],
  }
}

function* otlp(file: FileView): Generator<Problem> {
  const strategy = file.root?.path('otlp', 'translation_strategy')
  if (!strategy || !/^No(?:Translation|UTF8EscapingWithSuffixes)$/.test(strategy.text ?? '')) return
  const message = `"${strategy.text}" keeps names as they are, but the validation scheme is "legacy": Prometheus refuses that.`
  yield { code, severity: 'error', message, span: strategy.span }
}

const withVariables = /^(?:(?:[a-zA-Z_]|\$(?:\{\w+\}|\w+))+\w*)+$/

function* stepProblems(step: At): Generator<Problem> {
  const action = actionOf(step)
  const key = action === 'labelmap' ? 'replacement' : /^(?:replace|hashmod|lowercase|uppercase|keepequal|dropequal)$/.test(action) ? 'target_label' : undefined
  const value = key === undefined ? undefined : step.get(key)
  const name = setText(value)
  if (!value || name === undefined) return
  const variable = (action === 'replace' && /\$\{?\w/.test(name)) || action === 'labelmap'
  if (variable ? withVariables.test(name) : isClassicLabelName(name)) return
  const better = variable ? undefined : classicName(name)
  yield {
    code,
    severity: 'error',
    message: `"${name}" is not a label name where the validation scheme is "legacy": write letters, digits and "_", no digit first.`,
    span: value.span,
    ...(better && { fixes: [{ title: `Change to "${better}"`, edits: [{ span: value.span, text: better }] }] }),
  }
}
