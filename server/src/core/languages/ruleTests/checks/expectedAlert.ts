// An extra dash that makes two expected alerts of one: `exp_annotations` in an item of its own.
import type { LocalCheck } from '../../../schema'

/** Reads the list of one alert test, so it hangs on the model `alert-test`. */
export const splitExpectedAlert: LocalCheck = function* (at) {
  let before: readonly string[] = []
  for (const item of at.get('exp_alerts')?.items() ?? []) {
    const keys = [...item.entries()].map(value => value.key?.text ?? '')
    const [first] = [...item.entries()]
    if (keys.length === 1 && keys[0] === 'exp_annotations' && before.length === 1 && before[0] === 'exp_labels' && first?.key) {
      yield {
        code: 'split-expected-alert',
        severity: 'warning',
        message: 'The dash starts a second expected alert that has no labels: without it these are the annotations of the alert above.',
        span: first.key.span,
      }
    }
    before = keys
  }
}
