// Credentials in the file itself, where Prometheus has a key for a file of their own.
import { leafChecks } from '../../alertmanager/checks/leaf'
import { secretInFile } from '../../alertmanager/checks/secretInFile'
import type { Check } from '../../language'

const withFile = /^(?:password|credentials|bearer_token|client_secret)$/

export const secretInConfig: readonly Check[] = leafChecks([
  { ...secretInFile, judge: leaf => (withFile.test(leaf.key) ? secretInFile.judge(leaf) : undefined) },
])
