// Errors that do not depend on the version: what releases before the oldest line we carry refuse as the newer ones do.
import { compareVersions, type Version } from '../../schema'
import type { Problem } from '../../text'

/**
 * Do releases from `since` on refuse this, too? `codes` are those of which it is known. A key that nobody knows may be one of an old
 * release, unless it is plainly a known one misspelt.
 */
export const settledSince =
  (since: Version, codes: readonly string[]): ((problem: Problem, version: Version) => boolean) =>
  (problem, version) =>
    compareVersions(version, since) >= 0 && codes.includes(problem.code) && (problem.code !== 'unknown-key' || (problem.fixes?.length ?? 0) > 0)

/** Of files that Prometheus reads; strict about keys since 2.17. */
export const settledInPrometheus = settledSince({ major: 2, minor: 20 }, [
  'unknown-key',
  'missing-key',
  'wrong-type',
  'duplicate-key',
  'duplicate-job',
  'duplicate-group',
  'duplicate-remote',
  'repeated-group',
  'bad-duration',
  'bad-regex',
  'bad-label-name',
  'bad-path-pattern',
  'url-as-target',
  'timeout-over-interval',
  'rules-without-groups',
  'prometheus-1-syntax',
  'rule-without-name',
  'alert-and-record',
  'promql-syntax',
  'promql-type',
  'promql-arguments',
  'promql-regex',
  'promql-unknown-function',
  'template-syntax',
  'undefined-template-variable',
  'unknown-template-function',
])
