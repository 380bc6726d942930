// Tags of Kestra's Pebble, and those of ordinary Pebble that Kestra takes out.

export interface Tag {
  readonly name: string
  readonly end?: string
  /** Tags that only stand inside it. */
  readonly inside?: readonly string[]
  readonly snippet: string
  readonly documentation: string
}

export const tags: readonly Tag[] = [
  {
    name: 'if',
    end: 'endif',
    inside: ['elseif', 'else'],
    snippet: 'if $1 %}$2{% endif',
    documentation: 'What follows counts only when the condition is true; `elseif` and `else` go on.',
  },
  {
    name: 'for',
    end: 'endfor',
    inside: ['else'],
    snippet: 'for ${1:alert} in ${2:trigger.body.alerts} %}$3{% endfor',
    documentation:
      'Repeats for each element. `loop.index` counts from 0, `loop.length`, `loop.first`, `loop.last` say where one is; `else` is for an empty list.',
  },
  { name: 'set', snippet: 'set ${1:name} = ${2:value}', documentation: 'Names a value for the rest of this text.' },
  {
    name: 'macro',
    end: 'endmacro',
    snippet: 'macro ${1:name}(${2:argument}) %}$3{% endmacro',
    documentation: 'A piece of text with arguments, called like a function.',
  },
  { name: 'block', end: 'endblock', snippet: 'block ${1:name} %}$2{% endblock', documentation: 'A named piece, shown again with `block("name")`.' },
  { name: 'filter', end: 'endfilter', snippet: 'filter ${1:upper} %}$2{% endfilter', documentation: 'Runs what it encloses through filters.' },
  { name: 'raw', end: 'endraw', snippet: 'raw %}$1{% endraw', documentation: 'Leaves `{{ }}` inside as it is written.' },
  { name: 'verbatim', end: 'endverbatim', snippet: 'verbatim %}$1{% endverbatim', documentation: 'Leaves `{{ }}` inside as it is written.' },
]

export const removedTags: Readonly<Record<string, string | undefined>> = {
  autoescape: 'nothing is escaped, so leave it out.',
  cache: 'leave it out.',
  embed: 'templates cannot load others.',
  extends: 'templates cannot load others.',
  flush: 'leave it out.',
  from: 'templates cannot load others.',
  import: 'templates cannot load others; define the macro in this text.',
  include: 'templates cannot load others; read a file with "{{ read(\'file\') }}".',
  parallel: 'leave it out.',
  unless: 'write "if not (…)".',
  switch: 'write "if" and "elseif".',
}
