// A flow for an address that no flow answers.
import { isComputed, isName, readAddress } from '../../alertpath'
import type { Workspace } from '../../workspace'
import { flowText } from '../flow'
import type { Change, Refused } from './change'
import { findFlow, flowUri, isFlowName, kestraLine, secretName } from './surroundings'

/**
 * `url` is what stands in the Alertmanager configuration at `uri`, or in the file that its `url_file` names (`secret`): then the key
 * does not belong into the flow, which may be committed.
 */
export function createFlow(workspace: Workspace, uri: string, url: string, secret: boolean): Change | Refused {
  const address = isComputed(url) ? undefined : readAddress(url.trim())
  const [namespace, flow, key] = [address?.namespace?.text, address?.flow?.text, address?.key?.text]
  if (address?.form !== 'webhook' || namespace === undefined || flow === undefined || key === undefined)
    return { refused: 'The address does not name namespace, flow and key of a webhook of Kestra.' }
  if (secret && !(isName(namespace) && isName(flow)))
    return { refused: 'The address does not read like namespace, flow and key, and what may be a key is not written into a flow.' }
  if (!isFlowName(namespace, flow)) return { refused: `Kestra takes no flow "${flow}" in "${namespace}": the address has to change first.` }
  if (findFlow(workspace, uri, namespace, flow)) return { refused: `The flow "${flow}" in "${namespace}" is there already.` }
  const file = flowUri(workspace, uri, namespace, flow)
  const name = secretName(workspace, uri, flow)
  const written = secret ? `{{ secret('${name}') }}` : key
  return {
    edits: [],
    files: [{ uri: file, text: flowText({ namespace, flow, kestra: kestraLine(workspace, file), key: written }) }],
    notes: secret
      ? [`Start Kestra with the variable SECRET_${name}: the key at the end of the address, in Base64.`]
      : ['The key stands in the flow as it stands in the address. Whoever can read either can start the flow: "url_file" and secret() keep it out of both.'],
  }
}
