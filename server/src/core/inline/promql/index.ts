// PromQL inside one text: an expression of a rule or a test. `scope.flavour` lists feature flags of the server, with commas between.
import type { InlineLanguage } from '../inline'
import { complete } from './complete'
import { explain } from './explain'
import { mentions } from './mentions'
import { problems } from './problems'
import { tokens } from './tokens'
import { type PromTree, parsePromql } from './tree'

export const promqlLanguage: InlineLanguage<PromTree> = { id: 'promql', parse: text => parsePromql(text), problems, mentions, tokens, complete, explain }
