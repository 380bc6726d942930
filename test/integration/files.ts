// The demo stack as the browser gets it; on a disk the folder is copied instead.
import alertmanager from '../../examples/stack/alertmanager/alertmanager.yml'
import mail from '../../examples/stack/alertmanager/templates/mail.tmpl'
import compose from '../../examples/stack/docker-compose.yml'
import flow from '../../examples/stack/kestra/flows/on-alert.yml'
import prometheus from '../../examples/stack/prometheus/prometheus.yml'
import host from '../../examples/stack/prometheus/rules/host.yml'
import pipeline from '../../examples/stack/prometheus/rules/pipeline.yml'
import recording from '../../examples/stack/prometheus/rules/recording.yml'
import test from '../../examples/stack/prometheus/tests/host.test.yml'

export const files: Readonly<Record<string, string>> = {
  'docker-compose.yml': compose,
  'prometheus/prometheus.yml': prometheus,
  'prometheus/rules/host.yml': host,
  'prometheus/rules/pipeline.yml': pipeline,
  'prometheus/rules/recording.yml': recording,
  'prometheus/tests/host.test.yml': test,
  'alertmanager/alertmanager.yml': alertmanager,
  'alertmanager/templates/mail.tmpl': mail,
  'kestra/flows/on-alert.yml': flow,
}
