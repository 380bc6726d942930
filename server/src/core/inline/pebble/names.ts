// Functions, filters and tests that Kestra's engine registers in 1.3 and 2.0, with our own words.

export interface PebbleName {
  readonly name: string
  readonly arguments: readonly string[]
  readonly documentation: string
  /** First line that has it, when 1.3 does not. */
  readonly since?: string
  /** First line that does not have it any more, and what to write there. */
  readonly until?: string
  readonly instead?: string
}

const one = (name: string, args: string, documentation: string, more: Partial<PebbleName> = {}): PebbleName => ({
  name,
  arguments: args === '' ? [] : args.split(' '),
  documentation,
  ...more,
})
const young = (name: string, args: string, documentation: string): PebbleName => one(name, args, documentation, { since: '2.0' })

export const functions: readonly PebbleName[] = [
  one('block', 'name', 'Shows a block once more.'),
  one('parent', '', 'The block of the template that this one extends; of no use in a flow.'),
  one('appLink', 'appId', 'The address of an app (Enterprise Edition).'),
  one('credential', 'key', 'A credential kept by the server (Enterprise Edition).'),
  one('currentEachOutput', 'outputs', 'The output of a sibling task in the same round of a loop.', { until: '2.0', instead: 'loopOutputs' }),
  young('dayOfMonth', 'date', 'The day of the month, 1 to 31.'),
  young('dayOfWeek', 'date', 'The day of the week as a word, such as `MONDAY`.'),
  one('decrypt', 'key encrypted', 'Undoes `encrypt`.'),
  one('encrypt', 'key plaintext', 'Encrypts a text with a key.'),
  young('env', 'name default', 'An environment variable of the server that it lets through.'),
  one('errorLogs', '', 'The error lines of this execution, for tasks under `errors`.'),
  one('fetchContext', '', 'All variables of the execution as one map.'),
  one('fileExists', 'path namespace', 'True when a namespace file or internal file is there.'),
  one('fileSize', 'path namespace', 'Size of a file in bytes.'),
  one('fileURI', 'path namespace revision version', 'The internal address of a namespace file.'),
  one('fromIon', 'ion allRows', 'Reads Ion data; the first row, or all of them.'),
  one('fromJson', 'json', 'Reads JSON text into a map or list.'),
  young('hourOfDay', 'date', 'The hour, 0 to 23.'),
  one('http', 'uri method query body contentType headers options accept', 'Sends a request and gives the answer.'),
  one('i18n', 'bundle key params', 'A translated text.'),
  one('id', '', 'A new random identifier.'),
  young('isDayWeekInMonth', 'date dayOfWeek position', 'Is the date the first, second, … or last such weekday of its month?'),
  one('isFileEmpty', 'path namespace', 'True when the file has no content.'),
  young('isLastWorkingDay', 'date workingDays', 'Is the date the last working day of its month?'),
  young('isPublicHoliday', 'date countryCode subDivision', 'Is the date a public holiday there?'),
  young('isWeekend', 'date', 'Is the date a Saturday or Sunday?'),
  one('json', 'json', 'Reads JSON text.', { until: '2.0', instead: 'fromJson' }),
  one('ksuid', '', 'A new identifier that sorts by time.'),
  one('kv', 'key namespace errorOnMissing', 'A value of the key-value store of the namespace. In 2.0 a missing key fails unless `errorOnMissing=false`.'),
  young('loopOutputs', 'outputs name', 'The outputs of all rounds of a Loop as a list.'),
  one('max', '', 'The greatest of its arguments.'),
  one('min', '', 'The least of its arguments.'),
  young('monthOfYear', 'date', 'The month as a word, such as `JANUARY`.'),
  one('nanoId', 'length alphabet', 'A new short identifier.'),
  one('now', 'format timeZone existingFormat locale', 'The present moment.'),
  one('printContext', '', 'All variables as text, to look at while writing a flow.'),
  one('randomInt', 'lower upper', 'A whole number from `lower` up to, not including, `upper`.'),
  one('randomPort', '', 'A free port.'),
  one('range', 'start end increment', 'A list of whole numbers; the end is included.'),
  one('read', 'path namespace revision version', 'The content of a namespace file or internal file.'),
  one('render', 'toRender recursive', 'Fills in the expressions inside a value, such as `render(vars.text)`: variables are not filled in by themselves.'),
  one('renderOnce', 'toRender', 'Fills in the expressions inside a value once, not those that come out of it.'),
  one('secret', 'key namespace subkey full', 'A secret of the server, such as `secret("SLACK_URL")`. In 2.0 a missing one fails.'),
  one('subflow', 'namespace id inputs revision labels timeout', 'Runs another flow and gives its outputs.'),
  one('tasksWithState', 'state', 'The task runs in a state, such as `FAILED`.'),
  one('uuid', '', 'A new UUID.'),
  one('yaml', 'yaml', 'Reads YAML text into a map or list.'),
]

export const filters: readonly PebbleName[] = [
  one('abbreviate', 'length', 'Shortens a text and ends it with dots.'),
  one('abs', '', 'The number without its sign.'),
  one('base64decode', '', 'Undoes Base64.'),
  one('base64encode', '', 'The text in Base64.'),
  one('capitalize', '', 'A capital at the start of the text.'),
  one('chunk', 'size', 'Cuts a list into lists of a size.'),
  one('className', '', 'The Java class of a value, for finding mistakes.'),
  one('date', 'format timeZone existingFormat locale', "A date by a pattern: `date('yyyy-MM-dd')`."),
  one('dateAdd', 'amount unit format timeZone existingFormat locale', "Moves a date: `dateAdd(-1, 'DAYS')`."),
  one('default', 'default', 'This value when the input is undefined, null or empty.'),
  one('distinct', '', 'A list without repeats.'),
  one('endsWith', 'value', 'True when the text ends like this.'),
  one('escapeChar', 'type', "Escapes quotes: `'single'`, `'double'` or `'shell'`."),
  one('first', '', 'The first element or letter.'),
  one('flatten', '', 'Lists inside a list become one list.'),
  one('format', '', "Fills a Java format: `'%s is %s' | format(a, b)`."),
  one('indent', 'amount prefix', 'Indents all lines but the first.'),
  one('join', 'separator', 'The elements as one text.'),
  one('jq', 'expression', "Asks the value with jq; gives a list: `jq('.alerts[].labels.instance')`."),
  one('json', '', 'The value as JSON.', { until: '2.0', instead: 'toJson' }),
  one('keys', '', 'The keys of a map.'),
  one('last', '', 'The last element or letter.'),
  one('length', '', 'How many elements or letters.'),
  one('lower', '', 'Small letters.'),
  one('md5', '', 'The MD5 sum.'),
  one('merge', 'items', 'Two lists or maps as one.'),
  one('nindent', 'amount prefix', 'A line break, then all lines indented.'),
  one('nl2br', '', 'Line breaks become `<br>`.'),
  one('number', 'type', 'A text as a number. Binds before `+`.'),
  one('numberFormat', 'format', "A number by a pattern: `numberFormat('#.##')`."),
  young('regexExtract', 'regex group', 'What the pattern, or one of its groups, matches.'),
  young('regexMatch', 'regex', 'True when the pattern is found.'),
  young('regexReplace', 'regex replacement', 'Replaces what the pattern matches.'),
  one('replace', 'replace_pairs regexp', "Replaces by a map: `replace({'a': 'b'})`; two texts are not taken."),
  one('reverse', '', 'Turns a list or text round.'),
  one('rsort', '', 'Sorts a list, greatest first.'),
  one('sha1', '', 'The SHA-1 sum.'),
  one('sha256', '', 'The SHA-256 sum.'),
  one('sha512', '', 'The SHA-512 sum.'),
  one('slice', 'fromIndex toIndex', 'A part of a list or text; the end is not included.'),
  one('slugify', 'format timeZone existingFormat locale', 'A text fit for an address.'),
  one('sort', '', 'Sorts a list.'),
  one('split', 'delimiter limit', 'Cuts a text into a list.'),
  one('startsWith', 'value', 'True when the text begins like this.'),
  one('string', '', 'The value as text.'),
  one('substringAfter', 'separator', 'What follows the first separator.'),
  one('substringAfterLast', 'separator', 'What follows the last separator.'),
  one('substringBefore', 'separator', 'What stands before the first separator.'),
  one('substringBeforeLast', 'separator', 'What stands before the last separator.'),
  one('timestamp', 'timeZone existingFormat', 'A date as seconds since 1970.'),
  one('timestampMicro', 'timeZone existingFormat', 'A date as microseconds since 1970.'),
  one('timestampMilli', 'timeZone existingFormat', 'A date as milliseconds since 1970.'),
  one('timestampNano', 'timeZone existingFormat', 'A date as nanoseconds since 1970.'),
  one('title', '', 'A capital at the start of every word.'),
  one('toIon', '', 'The value as Ion.'),
  one('toJson', '', 'The value as JSON.'),
  one('trim', '', 'Without blanks at both ends.'),
  one('upper', '', 'Capital letters.'),
  one('urldecode', '', 'Undoes URL escaping.'),
  one('urlencode', '', 'Escapes a text for a URL.'),
  one('values', '', 'The values of a map.'),
  one('yaml', '', 'The value as YAML.'),
]

export const tests: readonly PebbleName[] = [
  one('defined', '', 'True when the variable or member is there at all. The only question that an undefined one survives.'),
  one('empty', '', 'True for empty text, list or map, and for null.'),
  one('even', '', 'True for an even number.'),
  one('iterable', '', 'True for what a loop can go through.'),
  one('json', '', 'True for text that is JSON.'),
  one('map', '', 'True for a map.'),
  one('null', '', 'True for null. An undefined one fails: ask `is defined`.'),
  one('odd', '', 'True for an odd number.'),
]

export type Table = 'function' | 'filter' | 'test'

export const tables: Readonly<Record<Table, readonly PebbleName[]>> = { function: functions, filter: filters, test: tests }

/** Names from Jinja, Twig, Helm and ordinary Pebble: the name to write, or the end of a sentence. */
export const strangers: Readonly<Record<Table, Readonly<Record<string, string | undefined>>>> = {
  function: { len: 'write "x | length"', str: 'write "x | string"', int: 'write "x | number"', uuidv4: 'uuid', secrets: 'secret' },
  filter: {
    escape: 'leave it out, values are not escaped',
    raw: 'leave it out, values are not escaped',
    e: 'leave it out, values are not escaped',
    int: 'number',
    float: 'number',
    to_json: 'toJson',
    tojson: 'toJson',
    dateFormat: 'date',
    b64encode: 'base64encode',
    b64decode: 'base64decode',
    ternary: 'write "x ? a : b"',
    size: 'length',
    count: 'length',
    unique: 'distinct',
    numberformat: 'numberFormat',
    map: 'write "x | jq(\'[.[].name]\') | first"',
    select: 'write "x | jq(\'[.[] | select(…)]\') | first"',
    contains: 'write "x contains y"',
  },
  test: {
    equalTo: 'write "x == y"',
    sameas: 'write "x == y"',
    none: 'null',
    undefined: 'write "is not defined"',
    startsWith: 'write "x | startsWith(y)"',
    in: 'write "x isIn list"',
  },
}

/** Units of `dateAdd` (java.time.temporal.ChronoUnit). */
export const dateUnits: readonly string[] =
  'NANOS MICROS MILLIS SECONDS MINUTES HOURS HALF_DAYS DAYS WEEKS MONTHS YEARS DECADES CENTURIES MILLENNIA ERAS FOREVER'.split(' ')

/** How many of the first arguments have to be given. */
export const needed: Readonly<Record<string, number | undefined>> = {
  jq: 1,
  secret: 1,
  kv: 1,
  render: 1,
  renderOnce: 1,
  read: 1,
  fromJson: 1,
  dateAdd: 2,
  replace: 1,
}
