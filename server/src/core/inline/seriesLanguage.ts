// Series of promtool's tests, `up{job="node"}`, as an inline language: PromQL's words without its verdicts (the format `series` has those).
import type { InlineLanguage } from './inline'
import { promqlLanguage } from './promql'
import type { PromTree } from './promql/tree'

export const seriesLanguage: InlineLanguage<PromTree> = {
  ...promqlLanguage,
  id: 'series',
  problems: () => [],
}
