// Functions of text/template and of the two programs, with our own words. `programs` says who has them; `gives` is the shape of
// the result where fields of it are used.
import { any, number, type Shape, text } from '../shape'
import { sample, time, vector } from './data'

export interface TemplateFunction {
  readonly name: string
  readonly programs: 'go' | 'prometheus' | 'alertmanager' | 'both'
  /** Call without the outer action: `match PATTERN TEXT`. */
  readonly call: string
  readonly documentation: string
  readonly gives?: Shape
  /** First line that has it, by program. */
  readonly since?: Readonly<{ prometheus?: string; alertmanager?: string }>
}

const boolean: Shape = { kind: 'boolean' }
const strings: Shape = { kind: 'list', items: text, members: { Join: text } }

const go = (name: string, call: string, documentation: string, gives?: Shape): TemplateFunction => ({
  name,
  programs: 'go',
  call,
  documentation,
  ...(gives && { gives }),
})
const prom = (name: string, call: string, documentation: string, gives?: Shape, since?: TemplateFunction['since']): TemplateFunction => ({
  name,
  programs: 'prometheus',
  call,
  documentation,
  ...(gives && { gives }),
  ...(since && { since }),
})
const am = (name: string, call: string, documentation: string, gives?: Shape, since?: TemplateFunction['since']): TemplateFunction => ({
  name,
  programs: 'alertmanager',
  call,
  documentation,
  ...(gives && { gives }),
  ...(since && { since }),
})
const both = (name: string, call: string, documentation: string, gives?: Shape, since?: TemplateFunction['since']): TemplateFunction => ({
  name,
  programs: 'both',
  call,
  documentation,
  ...(gives && { gives }),
  ...(since && { since }),
})

export const functions: readonly TemplateFunction[] = [
  go('and', 'and A B …', 'The first empty value, or the last one: true when all are filled.'),
  go('or', 'or A B …', 'The first value that is not empty, or the last one: handy as a default, `or $labels.team "nobody"`.'),
  go('not', 'not A', 'True when the value is empty, zero or false.', boolean),
  go('eq', 'eq A B …', 'True when A equals B or one of those that follow.', boolean),
  go('ne', 'ne A B', 'True when they differ.', boolean),
  go('lt', 'lt A B', 'True when A is less than B. Both must be of one type: compare `$value` with `5.0`, not `5`.', boolean),
  go('le', 'le A B', 'True when A is at most B. Both must be of one type.', boolean),
  go('gt', 'gt A B', 'True when A is more than B. Both must be of one type: compare `$value` with `5.0`, not `5`.', boolean),
  go('ge', 'ge A B', 'True when A is at least B. Both must be of one type.', boolean),
  go('len', 'len A', 'How many elements or characters.', number),
  go('index', 'index MAP KEY', 'The element of a map or list. The way to labels whose name is no plain word: `index $labels "k8s.io/app"`.'),
  go('slice', 'slice TEXT FROM TO', 'A part of a text or list; `TO` is not included.'),
  go('print', 'print A …', 'The values one behind another.', text),
  go('printf', 'printf FORMAT A …', 'Fills a format: `printf "%.2f" $value` shows two decimals, `%s` text, `%d` a whole number.', text),
  go('println', 'println A …', 'The values with spaces between them and a line break behind.', text),
  go('html', 'html A', 'Escapes `< > & " \'` for HTML.', text),
  go('js', 'js A', 'Escapes a text for JavaScript.', text),
  go('urlquery', 'urlquery A', 'Escapes a text for use inside a URL query.', text),
  go('call', 'call FUNC A …', 'Calls a value that is a function.'),

  prom('query', 'query EXPR', 'Runs a PromQL expression now; gives a list of samples with `.Labels` and `.Value`.', vector),
  prom('first', 'first LIST', 'The first sample of a query. Fails when there is none, so guard it with `with`.', sample),
  prom('label', 'label NAME SAMPLE', 'The value of one label of a sample.', text),
  prom('value', 'value SAMPLE', 'The number of a sample.', number),
  prom('strvalue', 'strvalue SAMPLE', 'The label `__value__` of a sample, made by `count_values` and the like.', text),
  prom('args', 'args A …', 'Packs values as `.arg0`, `.arg1`, … to hand several to one template.', any),
  prom('sortByLabel', 'sortByLabel NAME LIST', 'Sorts the samples of a query by a label.', vector),
  prom('humanize', 'humanize NUMBER', 'Short form with metric prefixes: `1234567` becomes `1.235M`.', text),
  prom('humanize1024', 'humanize1024 NUMBER', 'Short form by 1024: `1048576` becomes `1Mi`.', text),
  prom('humanizePercentage', 'humanizePercentage NUMBER', 'A share as percent: `0.123` becomes `12.3%`. Not for numbers that are percent already.', text),
  prom('humanizeTimestamp', 'humanizeTimestamp SECONDS', 'A Unix time as date and time, UTC.', text),
  prom('toTime', 'toTime SECONDS', 'A Unix time as a time value, for `.Format` and the like.', time),
  prom('toDuration', 'toDuration SECONDS', 'Seconds as a Go duration, for `.String` or `.Add`.'),
  prom('parseDuration', 'parseDuration TEXT', 'A duration such as `1h30m` in seconds.', number),
  prom('graphLink', 'graphLink EXPR', 'Path of the graph of an expression in the Prometheus page.', text),
  prom('tableLink', 'tableLink EXPR', 'Path of the table of an expression in the Prometheus page.', text),
  prom('stripPort', 'stripPort TEXT', '`host:9100` becomes `host`.', text),
  prom('stripDomain', 'stripDomain TEXT', '`web1.example.com:80` becomes `web1:80`.', text),
  prom('pathPrefix', 'pathPrefix', 'The path part of the external URL.', text),
  prom('externalURL', 'externalURL', "Prometheus' own address (`--web.external-url`).", text),
  prom('urlQueryEscape', 'urlQueryEscape TEXT', 'Escapes a text for use inside a URL query.', text, { prometheus: '3.8' }),

  both('toUpper', 'toUpper TEXT', 'All letters in capitals.', text),
  both('toLower', 'toLower TEXT', 'All letters small.', text),
  both('title', 'title TEXT', 'A capital at the start of every word.', text),
  both('match', 'match PATTERN TEXT', 'True when the RE2 pattern is found in the text; not anchored.', boolean),
  both('reReplaceAll', 'reReplaceAll PATTERN NEW TEXT', 'Replaces all that the RE2 pattern matches; `$1` or `${1}` is the first group.', text),
  both('safeHtml', 'safeHtml TEXT', 'Marks a text as HTML that needs no escaping. Only has an effect in HTML (console pages, the html of mails).', text),
  both('humanizeDuration', 'humanizeDuration SECONDS', 'Seconds for people: `3661` becomes `1h 1m 1s`.', text),
  both('now', 'now', 'The present: Unix seconds in Prometheus, a time value in Alertmanager.', any, { alertmanager: '0.33' }),

  am('trimSpace', 'trimSpace TEXT', 'Removes blanks and line breaks at both ends.', text),
  am('join', 'join SEPARATOR LIST', 'Joins a list of texts: `.CommonLabels.Values | join ", "`.', text),
  am('safeUrl', 'safeUrl TEXT', 'Marks a text as a URL that needs no escaping in HTML.', text),
  am('urlUnescape', 'urlUnescape TEXT', 'Undoes URL query escaping.', text),
  am('stringSlice', 'stringSlice A …', 'A list of texts, for `.Remove`: `.CommonLabels.Remove (stringSlice "alertname")`.', strings),
  am('routeLabels', 'routeLabels', 'The labels that the matched route carries.', any, { alertmanager: '0.34' }),
  am('date', 'date LAYOUT TIME', 'Formats a time by Go\'s layout: `.StartsAt | date "15:04:05"`.', text),
  am('tz', 'tz ZONE TIME', 'The time in another zone: `.StartsAt | tz "Europe/Berlin"`.', time),
  am('since', 'since TIME', 'How long ago: `.StartsAt | since | humanizeDuration`.', any),
  am('toDate', 'toDate LAYOUT TEXT', 'Reads a text as a time by a Go layout; the zero time when it does not fit.', time, { alertmanager: '0.34' }),
  am('mustToDate', 'mustToDate LAYOUT TEXT', 'Reads a text as a time by a Go layout; fails when it does not fit.', time, { alertmanager: '0.34' }),
  am('toJson', 'toJson A', 'The value as JSON: `.CommonLabels | toJson`.', text),
  am('base64encode', 'base64encode TEXT', 'Base64 with the alphabet of URLs.', text),
  am('base64decode', 'base64decode TEXT', 'Undoes `base64encode`.', text),
  am('list', 'list A …', 'A list of the values.', { kind: 'list', items: any }),
  am('append', 'append LIST A …', 'The list with more values behind.', { kind: 'list', items: any }),
  am('dict', 'dict KEY VALUE …', 'A map of the pairs, to hand several values to one template.', any),
]

/** Names from other template languages and what to write here. */
export const strangers: Readonly<Record<string, string | undefined>> = {
  upper: 'toUpper',
  lower: 'toLower',
  elseif: 'else if',
  elif: 'else if',
  endif: 'end',
  round: 'printf "%.1f"',
  toString: 'printf "%v"',
  default: 'or',
  replace: 'reReplaceAll',
  regexReplaceAll: 'reReplaceAll',
  trim: 'trimSpace',
  b64enc: 'base64encode',
  b64dec: 'base64decode',
  toJSON: 'toJson',
  quote: 'printf "%q"',
  labels: '$labels',
  value: '$value',
  Value: '$value',
  Labels: '$labels',
}

export const keywordWords: Readonly<Record<string, { readonly call: string; readonly snippet: string; readonly documentation: string }>> = {
  if: { call: 'if A', snippet: 'if $1', documentation: 'What follows up to `end` or `else` only counts when A is filled (not empty, zero or false).' },
  else: { call: 'else', snippet: 'else', documentation: 'The other branch of `if`, `with` and `range`; `else if` and `else with` go on asking.' },
  end: { call: 'end', snippet: 'end', documentation: 'Closes `if`, `with`, `range`, `define` or `block`.' },
  range: {
    call: 'range LIST',
    snippet: 'range $1',
    documentation: 'Repeats for each element; inside, `.` is the element and `$` still the whole data. `range $k, $v := MAP` names both.',
  },
  with: { call: 'with A', snippet: 'with $1', documentation: 'When A is filled, `.` is A up to `end`.' },
  template: { call: 'template "NAME" .', snippet: 'template "$1" .', documentation: 'Puts a defined template here. Without the `.` it gets no data.' },
  define: { call: 'define "NAME"', snippet: 'define "$1"', documentation: 'Names a piece for `template`.' },
  block: { call: 'block "NAME" .', snippet: 'block "$1" .', documentation: '`define` and `template` in one.' },
  break: { call: 'break', snippet: 'break', documentation: 'Leaves the innermost `range`.' },
  continue: { call: 'continue', snippet: 'continue', documentation: 'Goes on with the next element of `range`.' },
}
