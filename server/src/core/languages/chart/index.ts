// Templates of Helm charts that hold rules or a configuration of Alertmanager. What they will be is not known before Helm has filled them
// in; only names that Helm itself stumbles over are told.
import { unescapedIn } from '../../inline'
import type { Fix } from '../../text'
import type { Check, Language } from '../language'
import { byVersion } from '../shared/grammars'

export const unescapedForHelm: Check = {
  code: 'unescaped-for-helm',
  *run(file) {
    // elsewhere nothing is filled in by Helm, whatever a text speaks of
    if (!/\/templates\//.test(file.uri)) return
    const { text } = file.doc
    for (const { name, span, action, kind } of unescapedIn(text)) {
      const fix = escaped(text.slice(action.start, action.end))
      const fixes: Fix[] = fix === undefined ? [] : [{ title: 'Escape it for Helm', edits: [{ span: action, text: fix }] }]
      yield {
        code: 'unescaped-for-helm',
        severity: kind === 'variable' ? 'warning' : 'information',
        message: `Helm fills in this template before ${kind === 'variable' ? 'Prometheus' : 'Alertmanager'} sees it, and knows no "${name}": ${kind === 'variable' ? 'the chart is refused' : 'the chart is refused, or the text is empty here'}. Write ${fix ?? 'it as a text in backquotes'}.`,
        span,
        ...(fixes.length > 0 && { fixes }),
      }
    }
  },
}

/** An action that writes this one; a backquote cannot stand in it. */
const escaped = (action: string): string | undefined => (action.includes('`') ? undefined : `{{\`${action}\`}}`)

export const chart: Language = {
  kind: 'chart',
  program: 'alertpath',
  label: 'Helm template',
  oldest: { major: 0, minor: 0 },
  names: {},
  checks: [unescapedForHelm],
  // not in any language that editors could say something of
  text: { inline: 'helm' },
  recognise: (_, name, text) => (/\.ya?ml$/i.test(name) && isChart(text) && (holdsRules(text) || holdsRoutes(text)) ? 1 : 0),
  grammars: byVersion(version => ({ schema: {}, dialect: 'go', program: 'Helm', version, checks: {}, inline: {} })),
}

/** Names that only Helm has. `include` is a slip for `template` in a quoted text of Alertmanager. */
export const isChart = (text: string): boolean => names.test(text.slice(0, 20_000))

const names = /\{\{-?\s*(?:toYaml\b|tpl\s)|\{\{(?:[^{}]*[\s(|])?-?\.(?:Values|Release|Chart|Capabilities)\b|(?<!["'])\{\{(?:[^{}]*[\s(|])?-?include\s+"/

const holdsRules = (text: string): boolean => /^\s*(?:- )?["']?(?:alert|record)["']?:/m.test(text) && /^\s*(?:- )?["']?expr["']?:/m.test(text)

const holdsRoutes = (text: string): boolean => /^\s*receivers:/m.test(text) && /^\s*(?:- )?(?:[a-z0-9]+_configs|[a-z]+Configs):/m.test(text)
