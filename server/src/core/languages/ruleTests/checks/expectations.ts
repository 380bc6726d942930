// What a test expects of an alert against the rule that it is about: names that the rule does not set, labels left out, an hour at which
// it cannot have fired. Said where the rule is the only one of its name, so that the test surely fails.
import { formatDuration } from '../../../inline'
import { closest, type Problem } from '../../../text'
import type { At } from '../../../yaml'
import type { Check, FileView, World } from '../../language'
import { alertIn, groupLabelsOf } from '../../rules/stations'
import { durationAt } from '../../shared/goValues'

export const failingExpectation: Check = {
  code: 'failing-expectation',
  across: true,
  *run(file, world) {
    const rules = rulesOf(file, world)
    if (!rules) return
    for (const test of file.found('alert-test')) {
      const expected = [...(test.get('exp_alerts')?.items() ?? [])]
      const [only, ...more] = rules.get(test.get('alertname')?.string ?? '') ?? []
      if (!only || more.length > 0 || expected.length === 0) continue
      const { rule } = only
      yield* tooEarly(test, rule)
      for (const one of expected) {
        yield* strangeAnnotations(one, rule)
        yield* wrongLabels(one, only)
      }
    }
  },
}

interface Rule {
  readonly rule: At
  /** Groups of its file add labels. */
  readonly grouped: boolean
}

/** Alerting rules of the tested files by name; undefined unless every file is found and read. */
function rulesOf(file: FileView, world: World): ReadonlyMap<string, readonly Rule[]> | undefined {
  const found = new Map<string, readonly Rule[]>()
  for (const item of file.root?.get('rule_files')?.items() ?? []) {
    const { uris, known } = world.loaded(file, item.string ?? '')
    if (!known) return undefined
    for (const uri of uris) {
      const view = world.view(uri)
      if (view?.kind !== 'rules') return undefined
      const grouped = groupLabelsOf(view).size > 0
      for (const rule of view.found('rule')) {
        const name = rule.get('alert')?.string
        if (name !== undefined) found.set(name, [...(found.get(name) ?? []), { rule, grouped }])
      }
    }
  }
  return found
}

function* tooEarly(test: At, rule: At): Generator<Problem> {
  const time = test.get('eval_time')
  const at = durationAt(time)
  const held = durationAt(rule.get('for'))
  if (!time || at === undefined || held === undefined || at >= held) return
  yield {
    code: 'failing-expectation',
    severity: 'warning',
    message: `The alert fires after ${formatDuration(held)} at the earliest ("for"), so none is there at ${time.text}: this test fails.`,
    span: time.span,
  }
}

function* strangeAnnotations(expected: At, rule: At): Generator<Problem> {
  const known = namesIn(rule, 'annotations')
  for (const one of expected.get('exp_annotations')?.entries() ?? []) {
    const name = one.key?.text
    if (!one.key || name === undefined || known.includes(name)) continue
    yield said(one.key.span, `The rule has no annotation "${name}": this test fails.`, closest(name, known))
  }
}

function* wrongLabels(expected: At, { rule, grouped }: Rule): Generator<Problem> {
  const labels = expected.get('exp_labels')
  const flow = alertIn(rule)?.flow
  if (!labels?.key || !flow) return
  const given = [...labels.entries()].flatMap(one => (one.key?.text === undefined ? [] : [{ name: one.key.text, at: one }]))
  const own = namesIn(rule, 'labels')
  // the labels of its series are known only where an aggregation names them
  const possible = !grouped && flow.only && [...flow.only, ...own, 'alertname']
  for (const { name, at } of given)
    if (possible && at.key && !possible.includes(name))
      yield said(at.key.span, `The alert never has a label "${name}": this test fails.`, closest(name, possible))
  const missing = own.filter(name => !given.some(one => one.name === name) && isPlain(rule.path('labels', name)))
  if (missing.length > 0)
    yield said(
      labels.key.span,
      `The rule gives its alert the label ${missing.map(name => `"${name}"`).join(' and ')}, which is not expected here: this test fails.`,
    )
}

const isPlain = (at: At | undefined): boolean => at?.string !== undefined && at.string !== '' && !at.string.includes('{{')

const namesIn = (at: At, key: string): string[] => [...(at.get(key)?.entries() ?? [])].flatMap(one => one.key?.text ?? [])

const said = (span: Problem['span'], message: string, near?: string): Problem => ({
  code: 'failing-expectation',
  severity: 'warning',
  message: near === undefined ? message : `${message} Did you mean "${near}"?`,
  span,
  ...(near !== undefined && { fixes: [{ title: `Change to "${near}"`, edits: [{ span, text: near }] }] }),
})
