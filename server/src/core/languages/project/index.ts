// The project file `.alertpath.yml`: versions, kinds, severities, ignored paths.
import type { Grammar, Schema } from '../../schema'
import type { Language } from '../language'
import { unknownCode } from './checks/unknownCode'
import { codes } from './codes'

const version = (program: string, example: string): Schema => ({
  type: 'string',
  pattern: '^v?\\d+(\\.\\d+)*$',
  wants: `write a version such as "${example}"`,
  description: `The ${program} version in use. What is newer is reported; without it the version comes from the image tag in the Compose file.`,
  examples: [example],
})

const level: Schema = { type: 'string', enum: ['error', 'warning', 'information', 'hint', 'off'] }

export const projectSchema: Schema = {
  title: 'Alertpath project file',
  type: 'object',
  noun: 'a project file',
  additionalProperties: false,
  properties: {
    versions: {
      type: 'object',
      noun: 'versions',
      additionalProperties: false,
      description: 'Versions of the programs that read these files.',
      properties: { prometheus: version('Prometheus', '3.16'), alertmanager: version('Alertmanager', '0.34'), kestra: version('Kestra', '2.0') },
    },
    kinds: {
      type: 'object',
      noun: 'kinds',
      description: 'What files are, by path glob, where the content alone does not say it. `none` leaves a file alone.',
      additionalProperties: {
        type: 'string',
        enum: ['prometheus', 'rules', 'rule-tests', 'scrape-configs', 'file-sd', 'web-config', 'alertmanager', 'alert-template', 'kestra', 'compose', 'none'],
      },
    },
    severities: {
      type: 'object',
      noun: 'severities',
      description: 'How bad a problem is, by its code; `off` hides it.',
      properties: Object.fromEntries(codes.map(code => [code, level])),
      additionalProperties: level,
    },
    ignore: { type: 'array', items: { type: 'string' }, description: 'Path globs that are not looked at.' },
  },
}

const grammar: Grammar = { schema: projectSchema, dialect: 'go', program: 'Alertpath', version: undefined, checks: {}, inline: {} }

export const project: Language = {
  kind: 'project',
  program: 'alertpath',
  label: 'Alertpath project file',
  oldest: { major: 0, minor: 0 },
  names: {},
  checks: [unknownCode],
  recognise: (_, name) => (/^\.alertpath\.ya?ml$/.test(name) ? 1 : 0),
  grammars: () => [grammar],
}

export { codes }
