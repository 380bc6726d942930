// Discovery in Kubernetes.
import { choice, flag, list, object, path, text } from '../../../shared/fields'
import { httpDiscovery } from './parts'

const roles = ['node', 'pod', 'service', 'endpoints', 'endpointslice', 'ingress'] as const

export const kubernetes = httpDiscovery(
  'kubernetes',
  'a Kubernetes discovery',
  'Finds targets through the API of Kubernetes and follows its changes.',
  {
    api_server: text('Address of the API server. Default: that of the cluster Prometheus runs in.', {
      format: 'url',
      examples: ['https://kubernetes.default.svc'],
    }),
    role: choice(
      'What becomes a target: each `node`, `pod` (every port of its containers), `service`, `endpoints`, `endpointslice` or `ingress`. Required.',
      roles,
      {
        misvalued: { endpoint: 'endpoints', nodes: 'node', pods: 'pod', services: 'service', ingresses: 'ingress', endpointslices: 'endpointslice' },
      },
    ),
    kubeconfig_file: path('A kubeconfig to reach the cluster with. Excludes `api_server` and all HTTP settings.'),
    namespaces: object('Where to look. Default: in all namespaces.', 'the namespaces of a discovery', {
      own_namespace: flag('Looks in the namespace that Prometheus runs in. Default: `false`.', false),
      names: list('The namespaces to look in.', { type: 'string' }),
    }),
    selectors: list(
      'Fetches only what fits, which spares the API server. One per kind; which kinds are allowed depends on `role`.',
      object(
        'A selector for one kind.',
        'a selector',
        {
          role: choice('The kind that is selected.', roles),
          label: text('Label selector, such as `app=web,tier!=cache`.', { format: 'label-selector', examples: ['app=web'] }),
          field: text('Field selector, such as `spec.nodeName=node-1`.', { format: 'field-selector', examples: ['metadata.name=web'] }),
        },
        { required: ['role'] },
      ),
    ),
    attach_metadata: object('More labels from other objects. Needs the rights to read those.', 'the attached metadata', {
      node: flag('Labels of the node (roles `pod`, `endpoints`, `endpointslice`). Default: `false`.', false),
      namespace: flag('Labels of the namespace. Default: `false`.', false, { since: '3.6' }),
      deployment: flag('Name of the deployment (role `pod`). Default: `false`.', false, { since: '3.11' }),
      job: flag('Name of the job (role `pod`). Default: `false`.', false, { since: '3.11' }),
      cronjob: flag('Name of the cron job (role `pod`). Default: `false`.', false, { since: '3.11' }),
    }),
  },
  {
    model: 'kubernetes-sd',
    required: ['role'],
    misnamed: {
      namespace: 'namespaces',
      apiserver: 'api_server',
      kubeconfig: 'kubeconfig_file',
      selector: 'selectors',
      refresh_interval: { say: 'Changes are followed as they happen, so there is nothing to refresh.' },
    },
  },
)
