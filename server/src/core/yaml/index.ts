export { At, lastNotAfter } from './at'
export { type Cursor, cursor } from './cursor'
export type { Document } from './document'
export { type Gathered, gather } from './gather'
export {
  type AliasNode,
  type Inherited,
  isNull,
  type MapNode,
  type Memo,
  memo,
  type Pair,
  recalled,
  type ScalarNode,
  type SeqNode,
  type Style,
  type YamlNode,
} from './node'
export { change, parse, settle } from './parse'
export { type ScalarMap, scalarMap } from './scalar'
