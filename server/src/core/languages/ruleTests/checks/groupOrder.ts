// `group_eval_order` may name each group once (`cmd/promtool/unittest.go`).
import type { Check } from '../../language'

export const repeatedGroup: Check = {
  code: 'repeated-group',
  *run(file) {
    const seen = new Set<string>()
    for (const item of file.root?.get('group_eval_order')?.items() ?? []) {
      const name = item.text
      if (name === undefined) continue
      if (seen.has(name))
        yield { code: 'repeated-group', severity: 'error', message: `The group "${name}" is in the order twice: promtool refuses the file.`, span: item.span }
      seen.add(name)
    }
  },
}
