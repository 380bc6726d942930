// Rules that alert, and no Alertmanager to send the alerts to. Some mean it so (federation, remote rulers), hence only information.
import type { Check, FileView, World } from '../../language'
import { shapesOf } from '../../rules/stations'
import { alertmanagersOf, discoveriesOf, staticTargets } from '../model'

export const alertsGoNowhere: Check = {
  code: 'alerts-go-nowhere',
  across: true,
  *run(file, world) {
    const rules = file.root?.get('rule_files')
    if (!rules?.key || hasAlertmanager(file) || !alerts(file, world)) return
    yield {
      code: 'alerts-go-nowhere',
      severity: 'information',
      message: 'These rules have alerts, but no Alertmanager is set under "alerting": the alerts show on the page of Prometheus and are sent nowhere.',
      span: rules.key.span,
    }
  },
}

/** An entry with a target, or with a discovery that may find some. */
const hasAlertmanager = (file: FileView): boolean =>
  alertmanagersOf(file).some(entry => {
    const found = [...discoveriesOf(entry)].some(one => one.key?.text !== 'static_configs' && !one.isNull)
    return found || [...staticTargets(entry)].length > 0
  })

function alerts(file: FileView, world: World): boolean {
  for (const path of file.root?.get('rule_files')?.items() ?? []) {
    if (path.string === undefined) continue
    for (const uri of world.loaded(file, path.string).uris) {
      const view = world.view(uri)
      if (view?.kind === 'rules' && shapesOf(view).length > 0) return true
    }
  }
  return false
}
