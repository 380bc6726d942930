// Template files of Alertmanager: Go templates that define names for its configuration to use.
import { builtinTemplates } from '../../inline'
import { closest } from '../../text'
import { definedFor } from '../alertmanager/checks/templates'
import type { Check, FileView, Language, World } from '../language'
import { byVersion } from '../shared/grammars'
import { inlineLanguages } from '../shared/inline'
import { seemsLoaded } from '../shared/loadedBy'

/** A template that neither this file, nor any file loaded beside it, defines. Silent while no configuration is seen to load this file. */
export const unknownTemplateInFile: Check = {
  code: 'unknown-template',
  across: true,
  *run(file, world) {
    const defined = definedBeside(file, world)
    if (!defined) return
    for (const { name, span } of file.mentions(['template'], 'uses')) {
      if (defined.has(name)) continue
      const near = closest(name, defined)
      yield {
        code: 'unknown-template',
        severity: 'warning',
        message: `No loaded file defines the template "${name}": the notification fails when it is sent.${near ? ` Did you mean "${near}"?` : ''}`,
        span,
        ...(near !== undefined && { fixes: [{ title: `Change to "${near}"`, edits: [{ span, text: near }] }] }),
      }
    }
  },
}

function definedBeside(file: FileView, world: World): ReadonlySet<string> | undefined {
  let names: Set<string> | undefined
  for (const configuration of world.files('alertmanager', file)) {
    const paths = [...(configuration.root?.get('templates')?.items() ?? [])].flatMap(item => item.string ?? [])
    if (!paths.some(path => world.loaded(configuration, path).uris.includes(file.uri))) continue
    const defined = definedFor(configuration, world)
    if (!defined) return undefined
    names = new Set([...(names ?? []), ...defined])
  }
  return names
}

export const alertTemplates: Language = {
  kind: 'alert-template',
  program: 'alertmanager',
  label: 'Alertmanager templates',
  oldest: { major: 0, minor: 27 },
  names: {
    template: {
      label: 'template',
      scope: 'loaded',
      builtin: builtinTemplates,
      symbol: 'function',
    },
  },
  checks: [unknownTemplateInFile],
  text: { inline: 'go-template', flavour: 'alertmanager-file' },
  recognise: (root, name, text) => (root ? 0 : recognise(name, text)),
  // many senders of messages have templates with this data and functions of their own
  doubt: (file, world) => (seemsLoaded(file, world, 'alertmanager', 'templates') ? undefined : 'information'),
  grammars: byVersion(version => ({ schema: {}, dialect: 'go', program: 'Alertmanager', version, checks: {}, inline: inlineLanguages })),
}

/** Words of Alertmanager's data, which no other program's templates have. */
const telling =
  /(?:[\s(|{$-])\.(?:CommonLabels|CommonAnnotations|GroupLabels|RouteLabels|ExternalURL|GeneratorURL|NotificationReason|Alerts(?:\.Firing|\.Resolved)?)\b|"__(?:alertmanager|subject|description|text_alert_list)\w*"|template\s+"(?:slack|email|pagerduty|opsgenie|telegram|discord|msteams(?:v2)?|webex|wechat|victorops|pushover|sns|jira|rocketchat|mattermost)\.default\./
const weaker = /\.(?:Labels|Annotations|StartsAt|EndsAt|Fingerprint|Receiver)\b|range\s+\.Alerts/
const define = /\{\{-?\s*(?:define|block)\s+["`]/
/** consul-template, Helm, nginx and Go web pages. */
const others =
  /\{\{-?\s*(?:key|keyOrDefault|service|env|secret|with secret|range service|include|toYaml)\s|\{\{-?\s*\.(?:Values|Release)\b|<!DOCTYPE html>(?![\s\S]*\.(?:Alerts|CommonLabels|GroupLabels)\b)/

function recognise(name: string, text: string): number {
  const head = text.length > 100_000 ? text.slice(0, 100_000) : text
  if (!head.includes('{{') || others.test(head)) return 0
  const named = /\.(?:tmpl|tpl|gotmpl)$/i.test(name)
  const defines = define.test(head)
  if (telling.test(head)) return defines ? 1 : named ? 0.7 : 0.4
  if (defines && weaker.test(head)) return named ? 0.7 : 0.5
  return defines && named && /alert|notif|slack|email|telegram/i.test(name) ? 0.5 : 0
}
