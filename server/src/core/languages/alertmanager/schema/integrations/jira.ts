// The Jira integration.
import type { Schema } from '../../../../schema'
import { choice, duration, flag, list, mapOf, text } from '../../../shared/fields'
import { httpConfig } from '../../../shared/http'
import { anything, clientKeys, section, templated, webUrl } from '../parts'

export const jiraField: Schema = section(
  'jira-field',
  'a field of Jira',
  'jira_config',
  {
    template: templated('The text, a template.', { since: '0.30' }),
    enable_update: flag('Whether the field is written again on an issue that is already there. Default: `true`.', true, { since: '0.30' }),
  },
  {},
)

const textOrField: Schema = { oneOf: [templated('The text, a Go template.'), jiraField] }

export const jira: Schema = section(
  'jira',
  'a Jira integration',
  'jira_config',
  {
    send_resolved: flag('Whether the issue is resolved when its alerts are. Default: `true`.', true),
    http_config: {
      ...httpConfig,
      description: 'The HTTP client; its `basic_auth` or `authorization` logs in to Jira. Default: `global.http_config`.',
      since: '0.28',
    },
    api_url: webUrl('Base address of the Jira API. Default: `global.jira_api_url`.', { since: '0.28' }),
    api_type: choice(
      'Which kind of Jira answers: `cloud` (API v3) or `datacenter` (API v2); `auto` looks at the address. Default: `auto`.',
      ['auto', 'cloud', 'datacenter'],
      { default: 'auto', since: '0.29', nullable: false },
    ),
    project: text('Key of the project.', { since: '0.28' }),
    summary: { ...textOrField, description: 'Headline of the issue.', default: '{{ template "jira.default.summary" . }}', since: '0.28' },
    description: { ...textOrField, description: 'Text of the issue.', default: '{{ template "jira.default.description" . }}', since: '0.28' },
    labels: list('Labels of the issue.', { type: 'string' }, { since: '0.28' }),
    priority: templated('Priority of the issue.', { default: '{{ template "jira.default.priority" . }}', since: '0.28' }),
    issue_type: text('Type of the issue, such as `Bug`.', { since: '0.28' }),
    reopen_transition: text('Transition that opens a closed issue again. Without it, a new issue is made.', { since: '0.28' }),
    resolve_transition: text('Transition that resolves the issue.', { since: '0.28' }),
    wont_fix_resolution: text('Issues with this resolution are left alone when alerts fire again.', { since: '0.28' }),
    reopen_duration: duration('How long after its end an issue is opened again instead of making a new one.', { since: '0.28' }),
    fields: mapOf('Further fields of the issue, by id.', anything('The value; its texts are Go templates.'), { since: '0.28' }),
  },
  { nullable: false, required: ['project', 'issue_type'], misnamed: clientKeys },
)
