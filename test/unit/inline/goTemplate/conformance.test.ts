// Agreement with Prometheus' own verdicts about templates.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { goTemplateLanguage as goTemplate } from '../../../../server/src/core/inline/goTemplate'
import { load } from '../data'

interface Case {
  readonly text: string
  readonly ok: boolean
  readonly error: string | null
  readonly html?: boolean
  readonly parse_ok?: boolean
}

const scope = { flavour: 'prometheus' }
const errors = (text: string) => goTemplate.problems(goTemplate.parse(text, scope), scope).filter(one => one.severity === 'error')

for (const file of ['prometheus/templates-parse.json', 'prometheus/templates.json'])
  test(file, () => {
    const cases = load<readonly Case[]>(file)?.filter(one => !one.html)
    if (!cases) return
    const wrong = cases.filter(one => (one.parse_ok ?? one.ok) !== (errors(one.text).length === 0))
    console.log(`${file}: ${cases.length - wrong.length}/${cases.length}`)
    assert.deepEqual(
      wrong.map(one => [one.text, one.error, errors(one.text)[0]?.message]),
      [],
    )
  })
