import type { MatcherMode, ParsedMatchers } from './parse'

export interface MatcherTree extends ParsedMatchers {
  readonly text: string
  readonly mode: MatcherMode
}
