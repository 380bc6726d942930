// What belongs to Prometheus besides rules: its configuration, files of more jobs, files of targets, and the web configuration.
import type { Grammar, LocalCheck, Schema, Version } from '../../schema'
import type { Language, NameKind } from '../language'
import { byVersion } from '../shared/grammars'
import { inlineLanguages } from '../shared/inline'
import { inheritedLinks } from '../shared/links'
import { settledInPrometheus } from '../shared/settled'
import { checks, localChecks, scrapeChecks } from './checks'
import { hostsOf } from './hosts'
import { live } from './live'
import { recogniseFileSd, recognisePrometheus, recogniseScrapeConfigs, recogniseWebConfig } from './recognise'
import { prometheusSchema, scrapeConfigsSchema } from './schema/config'
import { fileSdSchema } from './schema/static'
import { webConfigSchema } from './schema/web'

const oldest: Version = { major: 3, minor: 0 }
const settled = settledInPrometheus

const grammars = (schema: Schema, local: Readonly<Record<string, readonly LocalCheck[]>> = localChecks) =>
  byVersion((version): Grammar => ({ schema, dialect: 'go', refusesMerged: 'names', program: 'Prometheus', version, checks: local, inline: inlineLanguages }))

const job: NameKind = {
  label: 'job',
  scope: 'file',
  duplicate: { code: 'duplicate-job', severity: 'error', say: 'Prometheus refuses a file with two jobs of one name.' },
  symbol: 'module',
  // the value of a label that everything else selects by: one of several, perhaps, but no word in a sentence
  elsewhere: name =>
    new RegExp(
      `\\bjob["']?(?!:[ ]+${name}[ ]+\\w)\\s*(?:=~?|!=|!~|:)(?:["'\`\\\\()\\[=~?:|.*+^$ \\t]|\\w[\\w.:*+ -]*(?=\\|))*?(?<![\\w-])(${name})(?![\\w-])`,
      'g',
    ),
}

const remote = (label: string): NameKind => ({
  label,
  scope: 'file',
  duplicate: { code: 'duplicate-remote', severity: 'error', say: `Prometheus refuses two of one name.` },
})

export const prometheus: Language = {
  kind: 'prometheus',
  program: 'prometheus',
  label: 'Prometheus configuration',
  oldest,
  settled,
  names: { job, 'remote-write': remote('remote write'), 'remote-read': remote('remote read') },
  checks,
  recognise: recognisePrometheus,
  grammars: grammars(prometheusSchema),
  link: inheritedLinks(prometheusSchema),
  stations: { hosts: hostsOf },
  live,
}

/** A file that `scrape_config_files` names. */
export const scrapeConfigs: Language = {
  kind: 'scrape-configs',
  program: 'prometheus',
  label: 'Prometheus scrape jobs',
  oldest,
  settled,
  names: { job },
  checks: scrapeChecks,
  recognise: recogniseScrapeConfigs,
  grammars: grammars(scrapeConfigsSchema),
  link: inheritedLinks(scrapeConfigsSchema),
  stations: { hosts: hostsOf },
  live,
}

/** A file that `file_sd_configs` names, YAML or JSON. */
export const fileSd: Language = {
  kind: 'file-sd',
  program: 'prometheus',
  label: 'Prometheus targets',
  oldest,
  settled,
  names: {},
  checks: [],
  recognise: recogniseFileSd,
  grammars: grammars(fileSdSchema, {}),
  link: inheritedLinks(fileSdSchema),
}

/** The file of `--web.config.file`, which Alertmanager and the exporters read, too. */
export const webConfig: Language = {
  kind: 'web-config',
  program: 'prometheus',
  label: 'Web configuration',
  oldest,
  settled,
  names: {},
  checks: [],
  recognise: recogniseWebConfig,
  grammars: grammars(webConfigSchema),
  link: inheritedLinks(webConfigSchema),
}
